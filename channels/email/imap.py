r"""One connection to one mailbox by IMAP: what is in it, the bytes of a mail, and away with what is kept.

It blocks, and belongs to one thread; only `hang_up` may be called from another. It never looks at \Seen, and leaves it
as it is: somebody may open a mail in the mailbox before we come, and it is ours to keep all the same.
"""

import imaplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from channels.certificates import trusting
from channels.channel import ChannelError

_SECONDS: Final = 20.0  # without a byte
_AT_ONCE: Final = 500  # mails named in one command: some servers take no longer line


class Security(StrEnum):
    """How the connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"  # on this machine only


class Trouble(StrEnum):
    """Why a mailbox cannot be read."""

    UNREACHABLE = "unreachable"  # nobody answers, or somebody whose certificate is not right
    REFUSED = "refused"  # user or password are not accepted
    NO_FOLDER = "no_folder"
    BROKEN_OFF = "broken_off"  # the connection ended
    NOT_MOVED = "not_moved"  # all is kept, but the server does not let us move it


class MailboxError(ChannelError):
    """A mailbox cannot be read now. Nothing is lost: what was not kept is still in it."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(f"the mailbox cannot be read: {trouble}")
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where a mailbox is, and as whom it is opened."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    kept_in: str = ""  # the folder for what is kept; empty: it stays where it is
    authority: Path | None = None  # certificates that are trusted besides those of this machine


# Whatever imapclient, imaplib, the socket or TLS raise about a connection that is of no use any more.
_BROKEN: Final = (imaplib.IMAP4.abort, OSError, ssl.SSLError, EOFError, ValueError)


class Mailbox:
    """An opened mailbox. `open_mailbox` makes one."""

    def __init__(self, client: IMAPClient, account: Account, validity: int) -> None:
        self.validity = validity  # UIDVALIDITY: with another one, every number means another mail
        self._client = client
        self._account = account
        self._capabilities = {one.upper() for one in client.capabilities()}

    def numbers(self) -> list[int]:
        """The UIDs of all mails that are in it now, the oldest first. Raises MailboxError."""
        try:
            # NOOP first: what came since is told in its answer, and an end of the connection is heard.
            self._client.noop()
            return sorted(self._client.search("ALL"))
        except (IMAPClientError, *_BROKEN) as problem:
            raise MailboxError(Trouble.BROKEN_OFF) from problem

    def sizes(self, numbers: Sequence[int]) -> Mapping[int, int]:
        """The size in bytes of each mail that the server can tell it of. Raises MailboxError."""
        try:
            told = self._client.fetch(list(numbers), ["RFC822.SIZE"])
            return {number: data[b"RFC822.SIZE"] for number, data in told.items() if b"RFC822.SIZE" in data}
        except _BROKEN as problem:
            raise MailboxError(Trouble.BROKEN_OFF) from problem
        except IMAPClientError:
            # "NO" to all because of one, which the server may have damaged: then each by itself.
            return {} if len(numbers) == 1 else {n: size for one in numbers for n, size in self.sizes([one]).items()}

    def mail(self, number: int) -> bytes | None:
        """The bytes of a mail; None where it is gone, or the server cannot give it. Raises MailboxError."""
        try:
            data = self._client.fetch([number], ["BODY.PEEK[]"]).get(number, {})
            mail: bytes | None = data.get(b"BODY[]")
        except _BROKEN as problem:
            raise MailboxError(Trouble.BROKEN_OFF) from problem
        except IMAPClientError:
            return None  # "NO" about this one mail, which the server may have damaged: the others can be had
        return mail

    def put_away(self, numbers: Sequence[int]) -> bool:
        """Move mails that are kept out of the way; tells whether the server has let us. Some may be where they were.

        Raises MailboxError where the connection ended.
        """
        if not self._account.kept_in:
            return True
        try:
            for start in range(0, len(numbers), _AT_ONCE):
                self._move(list(numbers[start : start + _AT_ONCE]))
        except _BROKEN as problem:
            raise MailboxError(Trouble.BROKEN_OFF) from problem
        except IMAPClientError:
            return False  # no room or no right: they are kept, and stay where they are
        return True

    def _move(self, numbers: list[int]) -> None:
        if b"MOVE" in self._capabilities:
            self._client.move(numbers, self._account.kept_in)
        elif b"UIDPLUS" in self._capabilities:
            self._client.copy(numbers, self._account.kept_in)
            self._client.delete_messages(numbers, silent=True)
            # By number: a plain EXPUNGE would also remove what a person has marked.
            self._client.uid_expunge(numbers)

    def wait(self, seconds: float) -> None:
        """Return when something has changed in it, or after *seconds*. Raises MailboxError.

        A server that cannot tell (no IDLE) is asked again after *seconds*, which the caller waits.
        """
        try:
            self._client.idle()
            try:
                # It says nothing where the connection has ended: the NOOP of `numbers` finds that out.
                self._client.idle_check(timeout=seconds)
            finally:
                self._client.idle_done()
        except (IMAPClientError, *_BROKEN) as problem:
            raise MailboxError(Trouble.BROKEN_OFF) from problem

    @property
    def tells(self) -> bool:
        """Whether the server tells by itself that something has come (IDLE)."""
        return b"IDLE" in self._capabilities

    def hang_up(self) -> None:
        """End the connection at once, whatever another thread waits for on it."""
        with suppress(OSError):
            self._client.socket().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the connection in good order, or at least end it."""
        with suppress(IMAPClientError, *_BROKEN):
            self._client.logout()
        with suppress(OSError):
            self._client.shutdown()


def open_mailbox(account: Account) -> Mailbox:
    """Connect, sign in and open the folder. Raises MailboxError."""
    client = _connected(account)
    try:
        _sign_in(client, account)
        return Mailbox(client, account, _selected(client, account))
    except (IMAPClientError, *_BROKEN) as problem:
        _drop(client)
        raise MailboxError(Trouble.BROKEN_OFF) from problem
    except MailboxError:
        _drop(client)
        raise


def _connected(account: Account) -> IMAPClient:
    encrypted = account.security is Security.TLS
    try:
        trusted = trusting(account.authority)
        client = IMAPClient(
            account.host,
            port=account.port,
            ssl=encrypted,
            ssl_context=trusted if encrypted else None,
            timeout=_SECONDS,
        )
    except (IMAPClientError, *_BROKEN) as problem:
        raise MailboxError(Trouble.UNREACHABLE) from problem
    if account.security is Security.STARTTLS:
        try:
            client.starttls(trusted)
        except (IMAPClientError, *_BROKEN) as problem:
            _drop(client)
            raise MailboxError(Trouble.UNREACHABLE) from problem
    return client


def _drop(client: IMAPClient) -> None:
    with suppress(OSError):
        client.shutdown()


def _sign_in(client: IMAPClient, account: Account) -> None:
    try:
        client.login(account.user, account.password)
    except _BROKEN as problem:
        raise MailboxError(Trouble.BROKEN_OFF) from problem
    except IMAPClientError as problem:
        raise MailboxError(Trouble.REFUSED) from problem


def _selected(client: IMAPClient, account: Account) -> int:
    """The UIDVALIDITY of the opened folder; the folder for what is kept is there too afterwards."""
    try:
        if account.kept_in and not client.folder_exists(account.kept_in):
            client.create_folder(account.kept_in)
        return int(client.select_folder(account.folder)[b"UIDVALIDITY"])
    except _BROKEN as problem:
        raise MailboxError(Trouble.BROKEN_OFF) from problem
    except (IMAPClientError, KeyError) as problem:
        raise MailboxError(Trouble.NO_FOLDER) from problem
