"""What a county's file must hold beyond being readable: nobody in it may be sent to a place that is not there."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from gateway.county import FOLDER, County, wrong
from gateway.ids import new_reference
from nlu import municipality
from routing import gsm
from routing.acknowledgement import TextBook
from routing.book import Handover, Kind, RuleBook
from routing.dates import HELSINKI, by_when_short

# One is longest in figures, the other in words.
_LONG_DATES: Final = tuple(datetime(2030, month, 30, 15, 30, tzinfo=HELSINKI) for month in (9, 12))

Problem = tuple[tuple[str | int, ...], str]  # where in the file, and what


def problems(county: County, book: RuleBook, texts: TextBook, folder: Path = FOLDER) -> Iterator[str]:
    """Everything that is missing or contradicts itself, each with file and line."""
    file = folder / county.code / "county.toml"
    text = file.read_text(encoding="utf-8")
    found = (
        *_alarm(county),
        *_municipalities(county),
        *_areas(county),
        *_mail(county),
        *_lines(county),
        *_partners(county, book),
        *_partners_everywhere(county, book),
        *_ways(county, book, texts),
        *_text_messages(county, texts),
    )
    yield from (str(wrong(file, text, path, problem)) for path, problem in found)


def _alarm(county: County) -> Iterator[Problem]:
    """Somebody else than we is told by day, and somebody by night; that they answer, the county says itself."""
    if not county.alarm.targets or not county.alarm.round_the_clock:
        yield ("alarm",), "needs a target that answers day and night"
    for name, targets in (("targets", county.alarm.targets), ("night_targets", county.alarm.night_targets)):
        for target in targets:
            if target in county.our_addresses or county.is_bounce_address(target):
                yield ("alarm", name), f"{target} is a mailbox of ours: an alarm to it comes back as a contact"


def _municipalities(county: County) -> Iterator[Problem]:
    known = {one.fi for one in municipality.load().municipalities}
    for name in county.municipalities.names:
        if name not in known:
            yield ("municipalities", "names"), f"{name} is no Finnish municipality"


def _areas(county: County) -> Iterator[Problem]:
    """Each municipality is in one area."""
    ours = Counter(county.municipalities.names)
    in_areas = Counter(name for area in county.areas.values() for name in area.municipalities)
    for code, area in county.areas.items():
        for name in area.municipalities:
            if name not in ours:
                yield ("areas", code, "municipalities"), f"{name} is not among the county's municipalities"
            elif in_areas[name] > 1:
                yield ("areas", code, "municipalities"), f"{name} is in more than one area"
    for name in ours:
        if name not in in_areas:
            yield ("areas",), f"{name} is in no area"


def _mail(county: County) -> Iterator[Problem]:
    for mailbox, line in county.mail.mailboxes.items():
        if line not in county.lines:
            yield ("mail", "mailboxes", mailbox), f"leads to {line}, which is no line"
    if county.mail.address not in county.mail.mailboxes:
        yield ("mail", "address"), "answers to it would be refused; make it a mailbox"


def _lines(county: County) -> Iterator[Problem]:
    if not any(line.public for line in county.lines.values()):
        yield ("lines",), "no line is public, so nobody could ask to be called back"


def _partners(county: County, book: RuleBook) -> Iterator[Problem]:
    for number, partner in enumerate(county.partners):
        destination = book.destinations.get(partner.destination)
        if destination is None or destination.kind is not Kind.PARTNER:
            yield ("partners", number, "destination"), f"{partner.destination} is no destination of kind partner"
        for area in partner.areas:
            if area not in county.areas:
                yield ("partners", number, "areas"), f"there is no area {area}"
        for name in partner.municipalities:
            if name not in county.municipalities.names:
                yield ("partners", number, "municipalities"), f"{name} is not among the county's municipalities"


def _partners_everywhere(county: County, book: RuleBook) -> Iterator[Problem]:
    """Wherever somebody lives, there is a partner of each kind that a rule can send them to."""
    wanted = dict.fromkeys(rule.destination for rule in book.rules)
    for code in (code for code in wanted if book.destinations[code].kind is Kind.PARTNER):
        without = [name for name in county.municipalities.names if not county.partners_of(code, name)]
        if without:
            yield ("partners",), f"no {code} for {', '.join(without)}"


def _ways(county: County, book: RuleBook, texts: TextBook) -> Iterator[Problem]:
    """Where a text sends people elsewhere, it can say where: by a link, or by the place's own number."""
    if "default" not in county.links:
        yield ("links",), "there is no default"
    for rule in book.rules:
        destination, text = book.destinations[rule.destination], _said(texts, rule.acknowledgement)
        if "{link}" in text and destination.code not in county.links:
            yield ("links",), f"there is none for {destination.code}, to which {rule.id} sends people"
        theirs = destination.kind is Kind.INTERNAL and destination.handover is Handover.INFO_ONLY
        if theirs and "{phone}" in text and destination.code not in county.contacts:
            yield ("contacts",), f"there is none for {destination.code}, which {rule.id} tells people to call"


def _text_messages(county: County, texts: TextBook) -> Iterator[Problem]:
    """A text message with the county's short name and the longest date in it is one message."""
    for language, name in county.short_name.items():
        place = "short_name", language
        if odd := gsm.strange(name):
            yield place, f"{odd} cannot stand in a text message"
            continue
        values = {
            "county": name,
            "ref": new_reference(county.reference_prefix),
            "date_by": max((by_when_short(moment, language) for moment in _LONG_DATES), key=len),
        }
        for key in ("sms", "sms_callback"):
            over = len(texts.texts[language].neutral[key].format_map(values)) - gsm.ONE_MESSAGE
            if over > 0:
                yield place, f"{name} makes the text message {key} {over} characters too long"


def _said(texts: TextBook, key: str) -> str:
    return " ".join(one.acknowledgements[key] for one in texts.texts.values())
