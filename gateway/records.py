"""Contacts, Readings and Decisions to and from what is stored of them."""

from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from channels.contact import Contact, Contacter, Subject
from gateway.keys import Keyring, place
from nlu.reading import Reading, Span
from routing.decision import Decision
from routing.facts import Facts


@cache
def _contacts() -> TypeAdapter[Contact]:
    return TypeAdapter(Contact)


@cache
def _readings() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


@cache
def _decisions() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)


@cache
def _facts() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


def seal_contact(keys: Keyring, contact: Contact, version_id: UUID) -> bytes:
    """The record without its files (they have a table of their own), sealed to its version."""
    plain = _contacts().dump_json(replace(contact, attachments=()))
    return keys.seal(plain, place("contact_versions", "sealed_record", version_id))


def open_contact(keys: Keyring, sealed: bytes, version_id: UUID) -> Contact:
    """The record again. Raises SealedError."""
    return _contacts().validate_json(keys.open(sealed, place("contact_versions", "sealed_record", version_id)))


def without_words(contact: Contact) -> Contact:
    """What stays of a record whose words are erased: named one by one, so that what is added later goes too."""
    return Contact(
        channel=contact.channel,
        line=contact.line,
        arrived_at=contact.arrived_at,
        text="",
        direction=contact.direction,
        kind=contact.kind,
        by_machine=contact.by_machine,
        reported=contact.reported,
        may_acknowledge=contact.may_acknowledge,
        present=contact.present,
        matter_type=contact.matter_type,
        language=contact.language,
        identity_level=contact.identity_level,
        contacter=Contacter(type=contact.contacter.type),
        subject=Subject(age_band=contact.subject.age_band),
        problems=contact.problems,
    )


def dump_reading(reading: Reading) -> dict[str, Any]:
    """A Reading as codes and offsets: the words of its spans stay in the sealed record, to be cut out again."""
    bare = replace(
        reading,
        evidence=tuple(_bare(span) for span in reading.evidence),
        findings=tuple(replace(finding, span=_bare(finding.span)) for finding in reading.findings),
    )
    return dict(_readings().dump_python(bare, mode="json"))


def load_reading(stored: dict[str, Any]) -> Reading:
    """The Reading again, its spans without words."""
    return _readings().validate_python(stored)


def reading_without_words(stored: dict[str, Any]) -> dict[str, Any]:
    """The codes of a Reading whose words are erased: no places in a text any more, and no day that somebody named."""
    reading = load_reading(stored)
    nowhere = [replace(one, span=replace(one.span, start=0, end=0)) for one in reading.findings]
    return dump_reading(replace(reading, evidence=(), findings=tuple(nowhere), discharge=None))


def dump_decision(decision: Decision) -> dict[str, Any]:
    """A Decision as codes."""
    return dict(_decisions().dump_python(decision, mode="json"))


def load_facts(stored: dict[str, Any]) -> Facts:
    """The Facts alone, of a Decision as stored."""
    return _facts().validate_python(stored)


def load_decision(stored: dict[str, Any]) -> Decision:
    """The Decision again; the dates that are stored beside it are left aside."""
    return _decisions().validate_python(stored)


def _bare(span: Span) -> Span:
    return replace(span, text="")
