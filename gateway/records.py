"""Contacts, Readings and Decisions to and from what is stored of them."""

from dataclasses import replace
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from channels.contact import Contact
from gateway.keys import Keyring
from gateway.store.schema import place
from nlu.reading import Reading, Span
from routing.decision import Decision

T = TypeVar("T")


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def seal_contact(keys: Keyring, contact: Contact, version_id: UUID) -> bytes:
    """The record without its files (they have a table of their own), sealed to its version."""
    plain = _adapter(Contact).dump_json(replace(contact, attachments=()))
    return keys.seal(plain, place("contact_versions", "sealed_record", version_id))


def open_contact(keys: Keyring, sealed: bytes, version_id: UUID) -> Contact:
    """The record again. Raises SealedError."""
    return _adapter(Contact).validate_json(keys.open(sealed, place("contact_versions", "sealed_record", version_id)))


def dump_reading(reading: Reading) -> dict[str, Any]:
    """A Reading as codes and offsets: the words of its spans stay in the sealed record, where they can be cut out again."""
    bare = replace(
        reading,
        evidence=tuple(_bare(span) for span in reading.evidence),
        findings=tuple(replace(finding, span=_bare(finding.span)) for finding in reading.findings),
    )
    return dict(_adapter(Reading).dump_python(bare, mode="json"))


def load_reading(stored: dict[str, Any]) -> Reading:
    """The Reading again, its spans without words."""
    return _adapter(Reading).validate_python(stored)


def dump_decision(decision: Decision) -> dict[str, Any]:
    """A Decision as codes."""
    return dict(_adapter(Decision).dump_python(decision, mode="json"))


def load_decision(stored: dict[str, Any]) -> Decision:
    """The Decision again."""
    return _adapter(Decision).validate_python(stored)


def _bare(span: Span) -> Span:
    return replace(span, text="")
