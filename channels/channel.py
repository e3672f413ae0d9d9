"""The ports between a channel and the gateway: what a receiver may ask, and what a parser must answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from channels.codes import ChannelCode
from channels.contact import Contact


class ChannelError(Exception):
    """Whatever a channel may raise. Tree: StoreUnavailableError, UnreadableError."""


class StoreUnavailableError(ChannelError):
    """Nothing was stored; the receiver must not say yes and the sender should try again."""

    def __init__(self) -> None:
        super().__init__("the store is unavailable, nothing was kept")


class UnreadableError(ChannelError):
    """The original cannot be understood by machine; it is a Case for a person."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"unreadable original: {problem}")
        self.problem = problem  # a code, never a person's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Where in a mailbox a mail was found: of two with the same three, one is kept."""

    mailbox: str  # which one, whatever it is called
    validity: int  # UIDVALIDITY
    number: int  # UID


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One arrival of one original at one of our doors.

    `once` is the idempotency key: the same delivery repeated has the same `once`. `content` is equal for the same
    content at whichever door; contacts with equal content are linked and acknowledged once. Both are plain text here;
    the gateway stores keyed hashes of them.
    """

    channel: ChannelCode
    line: str
    once: str
    content: str
    fetched: Fetched | None = None  # None: it was brought to us


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The proof that one delivery is kept."""

    contact_id: UUID
    reference: str
    repeated: bool  # it had been kept before; contact and reference are the first one's


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What `keep` says when everything is durable: a receipt for each delivery, in order."""

    receipts: tuple[Receipt, ...]


class Keep(Protocol):
    """Store an original durably. When it returns, nothing can lose it."""

    async def __call__(self, original: bytes, deliveries: tuple[Delivery, ...]) -> Kept:
        """Keep *original* once, with a receipt for each delivery, in one transaction.

        Raises StoreUnavailableError if nothing was stored; the caller must then not say yes.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What a parser is told besides the bytes."""

    channel: ChannelCode
    line: str
    arrived_at: datetime
    our_addresses: frozenset[str] = frozenset()  # lower case; our own mailboxes and sender addresses
    our_message_id_domain: str = ""
    our_names: frozenset[str] = frozenset()  # as which our mails come, in each language
    our_sentences: frozenset[str] = frozenset()  # of our texts, word for word: sent back to us, they are not theirs


# Pure: bytes to record. Raises UnreadableError and nothing else; runs in a thread, never on the receiver's path.
Parse = Callable[[bytes, Arrival], Contact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A line of the registry: how to read what comes by this channel."""

    code: ChannelCode
    media_type: str  # of its originals
    parse: Parse
