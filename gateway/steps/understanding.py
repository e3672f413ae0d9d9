"""From bytes to what was understood: parse, hide identity codes, read. Pure but for the engine; runs in a thread."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog

from channels.channel import Arrival, UnreadableError
from channels.codes import ChannelCode, ContacterType, Language, MatterType, Reason, more_urgent
from channels.contact import CallBack, Contact
from channels.email.view.sentences import without_ours
from channels.email.wire.charsets import without_surrogates
from channels.normalise import mask_identity_codes
from channels.registry import CHANNELS
from gateway.county import County
from gateway.steps.dialoguing import Spoken
from nlu import emergency
from nlu.reader import Reader
from nlu.reading import Finding, Message, Reading, Span, Where
from routing.dates import HELSINKI

log = structlog.get_logger()

PARSER_FAILED: Final = "parser_failed"
TOO_LONG: Final = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """How many characters of a longer text are taken, from its beginning and from its end."""

    first: int
    last: int

    def of(self, text: str) -> str:
        """*text*, or its two ends with a mark between them."""
        if len(text) <= self.first + self.last:
            return text
        return f"{text[: self.first]}\n\n[…]\n\n{text[-self.last :]}"


# Nobody writes this much by hand. What is longer goes to a person, with its two ends read for an emergency: to read
# all of it would take longer than an attempt may, each time anew.
_READ: Final = _Ends(first=250_000, last=50_000)
# Of the text as it is kept beside its Reading. The original is kept whole, and the page of the Case hands it out.
_KEPT: Final = _Ends(first=900_000, last=100_000)
_SHOWN_UNREAD: Final = _Ends(first=16_000, last=4_000)  # of an original that could not be parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenCode:
    """A personal identity code taken out of the text, and the token that stands in its place."""

    token: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What one original said. `problem` is set where it could not be parsed and a person must read it."""

    contact: Contact
    codes: tuple[HiddenCode, ...]
    reading: Reading
    problem: str | None


def understand(original: bytes, arrival: Arrival, engine: Reader, spoken: Spoken | None = None) -> Understood:
    """Parse and read. Never raises: what cannot be parsed is still searched for an emergency and handed to a person.

    *spoken* is what was said in a conversation beside its first message, which is the original.
    """
    problem = None
    try:
        contact = CHANNELS[arrival.channel].parse(original, arrival)
    except UnreadableError as unreadable:
        problem = unreadable.problem
        contact = _unread(original, arrival, problem)
    except Exception as mistake:  # noqa: BLE001  a parser's mistake must not keep a person's words from people
        log.warning(PARSER_FAILED, channel=arrival.channel, error=type(mistake).__name__)
        problem = PARSER_FAILED
        contact = _unread(original, arrival, problem)
    if spoken is not None and problem is None:
        contact = spoken.on(contact)
    masked, codes = hide_codes(_storable(contact))
    read = _READ.of(masked.new_words)
    if read != masked.new_words:
        masked = replace(masked, reply_text=read)
        problem = problem or (None if masked.by_machine else TOO_LONG)
    # The title is a person's words too; what we fold away as history was read when it first came.
    message = Message(
        subject=masked.title,
        text=masked.new_words,
        home=masked.subject.municipality,
        arrived=arrival.arrived_at.astimezone(HELSINKI).date(),
    )
    reading = _with_danger(engine.read(message), engine.danger(Message(text=masked.everything_said)))
    # By words alone: what is learnt from whole messages takes our own ones, which stand among these, for urgent.
    reading = _with_danger(reading, emergency.find(Message(text=without_ours(masked.folded, arrival.our_sentences))))
    masked = replace(masked, folded="")
    if problem is not None:
        reading = _findings_only(reading)
    return Understood(contact=masked, codes=codes, reading=reading, problem=problem)


def _storable(contact: Contact) -> Contact:
    """*contact* as it can be written down: no half of a character anywhere, and of an endless text its ends."""
    whole: Contact = _clean(contact)
    return replace(whole, text=_KEPT.of(whole.text), reply_text=_KEPT.of(whole.reply_text))


def _clean(value: Any) -> Any:  # noqa: ANN401  a record's field, of whatever type it is
    """*value* with U+FFFD for each lone surrogate in its texts, at whatever depth. Parsers promise it too."""
    if isinstance(value, str):
        clean = without_surrogates(value)
        return value if clean == value else clean  # a code stays what it is
    if isinstance(value, tuple):
        return tuple(_clean(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value


def arrival_of(
    channel: ChannelCode, line: str, arrived_at: datetime, county: County, our_sentences: frozenset[str]
) -> Arrival:
    """What parsers are told about us."""
    return Arrival(
        channel=channel,
        line=line,
        arrived_at=arrived_at,
        our_addresses=county.our_addresses,
        our_message_id_domain=county.mail.message_id_domain,
        our_names=frozenset(county.name.values()),
        our_sentences=our_sentences,
    )


def hide_codes(contact: Contact) -> tuple[Contact, tuple[HiddenCode, ...]]:
    """The contact with a token in place of each identity code, in every field with words; one token per code."""
    hide, person = _Hider(), contact.contacter
    hidden = replace(
        contact,
        text=hide(contact.text),
        title=hide(contact.title),
        reply_text=hide(contact.reply_text),
        folded=hide(contact.folded),
        contacter=replace(
            person,
            name=hide(person.name),
            relation=hide(person.relation),
            organisation=hide(person.organisation),
            safe_contact_note=hide(person.safe_contact_note),
        ),
        subject=replace(
            contact.subject, name=hide(contact.subject.name), municipality=hide(contact.subject.municipality)
        ),
        interpreter_language=hide(contact.interpreter_language),
        consent=replace(contact.consent, by=hide(contact.consent.by)),
        call_back=_hidden_call(contact.call_back, hide),
    )
    return hidden, hide.codes


def _hidden_call(call_back: CallBack | None, hide: Callable[[str], str]) -> CallBack | None:
    if call_back is None:
        return None
    return replace(call_back, name=hide(call_back.name), wish=hide(call_back.wish))


class _Hider:
    """Puts tokens in place of identity codes, the same token for the same code in every text it is given."""

    def __init__(self) -> None:
        self._known: tuple[str, ...] = ()

    def __call__(self, words: str) -> str:
        masked = mask_identity_codes(words, self._known)
        self._known = masked.hidden
        return masked.text

    @property
    def codes(self) -> tuple[HiddenCode, ...]:
        """The codes hidden so far, with their tokens."""
        return tuple(HiddenCode(token=f"[hetu-{number:04d}]", code=code) for number, code in enumerate(self._known, 1))


def _with_danger(reading: Reading, found: tuple[Finding, ...]) -> Reading:
    """*reading* with what was found in any other field: danger told in a wish is no less danger."""
    known = {(finding.pattern, finding.flag) for finding in reading.findings if finding.near_miss is None}
    elsewhere = tuple(one for one in found if one.near_miss is None and (one.pattern, one.flag) not in known)
    if not elsewhere:
        return reading
    nowhere = Span(where=Where.TEXT, start=0, end=0, text="", why="")  # its words are not in the text that is shown
    return replace(
        reading,
        urgency=more_urgent(reading.urgency, emergency.urgency(elsewhere)),
        flags=reading.flags | {one.flag for one in elsewhere},
        findings=(*reading.findings, *(replace(one, span=nowhere) for one in elsewhere)),
    )


def _findings_only(reading: Reading) -> Reading:
    """Of bytes that nobody could parse only an emergency is believed; everything else is left to a person."""
    return replace(
        reading,
        language=Language.UNKNOWN,
        contacter=ContacterType.UNKNOWN,
        matter_type=MatterType.ADVICE,
        reason=Reason.OTHER_UNCLEAR,
        reason_confidence=0.0,
        alternatives=(),
        reasons=(Reason.OTHER_UNCLEAR,),
        municipality=None,
        abstained=True,
    )


def _unread(original: bytes, arrival: Arrival, problem: str) -> Contact:
    return Contact(
        channel=arrival.channel,
        line=arrival.line,
        arrived_at=arrival.arrived_at,
        text=_SHOWN_UNREAD.of(original.decode("utf-8", "replace")),
        may_acknowledge=False,
        problems=(problem,),
    )
