"""From bytes to what was understood: parse, hide identity codes, read. Pure but for the engine; runs in a thread."""

from dataclasses import dataclass, replace
from datetime import datetime

from channels.channel import Arrival, UnreadableError
from channels.codes import ChannelCode
from channels.contact import Contact, Contacter, Subject
from channels.normalise import mask_identity_codes
from channels.registry import CHANNELS
from gateway.county import County
from nlu.read import Engine
from nlu.reading import Message, Reading

_MOST_SHOWN = 4_000  # characters of an unreadable original that are shown and searched for an emergency


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


def understand(original: bytes, arrival: Arrival, engine: Engine) -> Understood:
    """Parse and read. Never raises: what cannot be parsed is still searched for an emergency and handed to a person."""
    problem = None
    try:
        contact = CHANNELS[arrival.channel].parse(original, arrival)
    except UnreadableError as unreadable:
        problem = unreadable.problem
        contact = _unread(original, arrival, problem)
    masked, codes = hide_codes(contact)
    # The title is a person's words too; what we fold away as history was read when it first came.
    reading = engine.read(Message(subject=masked.title, text=masked.new_words))
    return Understood(contact=masked, codes=codes, reading=reading, problem=problem)


def arrival_of(channel: ChannelCode, line: str, arrived_at: datetime, county: County) -> Arrival:
    """What parsers are told about us."""
    return Arrival(
        channel=channel,
        line=line,
        arrived_at=arrived_at,
        our_addresses=county.our_addresses,
        our_message_id_domain=county.mail.message_id_domain,
    )


def hide_codes(contact: Contact) -> tuple[Contact, tuple[HiddenCode, ...]]:
    """The contact with a token in place of each identity code, in every field that holds words; one token per code."""
    fields = {"text": contact.text, "title": contact.title, "reply_text": contact.reply_text}
    people = {name: getattr(contact.contacter, name) for name in ("name", "relation", "organisation", "safe_contact_note")}
    known: tuple[str, ...] = ()
    hidden: dict[str, str] = {}
    for group in (fields, people):
        for name, words in group.items():
            masked = mask_identity_codes(words, known)
            group[name] = masked.text
            known = masked.hidden
    subject_name = mask_identity_codes(contact.subject.name, known)
    hidden = {f"[hetu-{number:04d}]": code for number, code in enumerate(subject_name.hidden, start=1)}
    return (
        replace(
            contact,
            **fields,
            contacter=replace(contact.contacter, **people),
            subject=replace(contact.subject, name=subject_name.text),
        ),
        tuple(HiddenCode(token=token, code=code) for token, code in hidden.items()),
    )


def _unread(original: bytes, arrival: Arrival, problem: str) -> Contact:
    return Contact(
        channel=arrival.channel,
        line=arrival.line,
        arrived_at=arrival.arrived_at,
        text=original[: 4 * _MOST_SHOWN].decode("utf-8", "replace")[:_MOST_SHOWN],
        may_acknowledge=False,
        contacter=Contacter(),
        subject=Subject(),
        problems=(problem,),
    )
