"""The pages on rules as files of their own: nothing else is needed to read, send or print them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Final

from gateway.i18n import HELSINKI
from gateway.web.look import STATIC
from gateway.web.pages import Renderer, Shell
from gateway.web.rules.book import Reader
from gateway.web.rules.pages import Difference, Group, Move, RuleBookFile, TrialFile, Why
from routing.book import RuleBook
from routing.trial import Change, Outcome, Tally

_STYLES: Final = ("luotsi.css", "rules.css")


def rule_book(renderer: Renderer, reader: Reader) -> str:
    """The rule book as HTML."""
    page = reader.page()
    values = {field.name: getattr(page, field.name) for field in fields(page)}
    return renderer.html(RuleBookFile(**values, styles=_styles()), _shell(reader))


def trial(renderer: Renderer, reader: Reader, tally: Tally, span: tuple[datetime | None, datetime | None]) -> str:
    """What was found by trying rules, as HTML. *span* is from when to when the contacts arrived."""
    groups = tuple(_groups(reader, tally))
    page = TrialFile(
        styles=_styles(),
        county=reader.house.county.name[reader.language],
        printed_at=reader.now,
        tried=tally.tried.version,
        running=tally.running.version,
        counts=tally.counts,
        dates=(_day(span[0]), _day(span[1])),
        moves=_moves(reader, tally),
        groups=groups,
    )
    return renderer.html(page, _shell(reader))


def _styles() -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in _STYLES)


def _shell(reader: Reader) -> Shell:
    county = reader.house.county
    return Shell(
        language=reader.language,
        path="",
        county=county.name[reader.language],
        phone=county.phone.number,
        hours=reader.house.hours.describe(reader.language),
        signed_in=None,
        csrf="",
        version="",
        demo=False,
    )


def _day(moment: datetime | None) -> str:
    local = moment.astimezone(HELSINKI) if moment else None
    return f"{local.day}.{local.month}.{local.year}" if local else ""


def _moves(reader: Reader, tally: Tally) -> tuple[Move, ...]:
    """How many would go from where to where: first those that move, and of them the most frequent."""
    counted = Counter[tuple[str, str, str]]()
    for change, references in tally.ordered:
        was, would_be = change.was, change.would_be
        counted[was.destination, would_be.destination, f"{was.rule} → {would_be.rule}"] += len(references)
    return tuple(
        Move(start=reader.destination(start), end=reader.destination(end), rules=rules, count=count)
        for (start, end, rules), count in sorted(counted.items(), key=lambda one: (one[0][0] == one[0][1], -one[1]))
    )


def _groups(reader: Reader, tally: Tally) -> Iterator[Group]:
    for number, (change, references) in enumerate(tally.ordered, start=1):
        was, would_be = change.was, change.would_be
        yield Group(
            anchor=f"g{number}",
            start=reader.destination(was.destination),
            end=reader.destination(would_be.destination),
            moves=change.moves,
            differences=tuple(_differences(reader, change)),
            added=tuple(sorted(would_be.actions - was.actions)),
            removed=tuple(sorted(was.actions - would_be.actions)),
            was=_why(reader, was, tally.running),
            would_be=_why(reader, would_be, tally.tried),
            already=change.already,
            references=tuple(references),
        )


def _differences(reader: Reader, change: Change) -> Iterator[Difference]:
    both = (change.was, change.would_be)
    for key, said in (
        ("trial-place", lambda one: reader.destination(one.destination)),
        ("trial-deadline", lambda one: reader.say(f"deadline-{one.deadline}")),
        ("trial-text", lambda one: reader.text(one.acknowledgement, one.destination)),
        ("trial-answer", lambda one: reader.say(f"trial-answer-{str(one.answered).lower()}")),
    ):
        was, would_be = map(said, both)
        if was != would_be:
            yield Difference(key=key, was=was, would_be=would_be)


def _why(reader: Reader, outcome: Outcome, book: RuleBook) -> Why:
    rule = next((rule for rule in book.rules if rule.id == outcome.rule), None)
    return Why(
        rule=outcome.rule,
        because=rule.because[reader.language] if rule else "",
        conditions=reader.conditions(rule.when) if rule else (),
    )
