"""At which of our doors a mail arrived, and what makes two arrivals the same."""

from collections.abc import Callable

from channels.channel import Delivery, Fetched
from channels.codes import ChannelCode
from channels.email.view.history import addresses
from channels.email.wire.mime import header_of

# Where servers write for whom they put a mail into a mailbox, the surest first.
_LONGEST_LOOKED_AT = 4_000  # characters of one header
_RECEIVERS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to", "to")


def arrival(
    key: str, mailbox: str, line: str, channel: ChannelCode = ChannelCode.EMAIL, fetched: Fetched | None = None
) -> Delivery:
    """One arrival at *mailbox*, ordinary or secure, of the mail with this content key, whichever way it came."""
    return Delivery(
        channel=channel,
        line=line,
        once=f"email:{mailbox}:{key}",
        content=f"email:{key}",
        fetched=fetched,
    )


def receiver_among(mail: bytes, is_one: Callable[[str], bool]) -> str | None:
    """The first address that the mail was sent to for which *is_one* holds, in lower case; None where there is none.

    In a mailbox that gathers the mail of several addresses only the mail itself tells for which of them it came.
    """
    fields = header_of(mail)
    for name in _RECEIVERS:
        for value in fields.all(name):
            for address in sorted(addresses(value[:_LONGEST_LOOKED_AT])):
                if is_one(address):
                    return address
    return None
