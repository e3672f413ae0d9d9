r"""One connection to one mailbox by IMAP: what is in it, the bytes of a mail, and away with what is kept.

It blocks, and belongs to one thread; only `hang_up` may be called from another. It never looks at \Seen, and leaves it
as it is: somebody may open a mail in the mailbox before we come, and it is ours to keep all the same.
"""

import imaplib
import socket
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
# Numbers in one question: the answer is one line of up to eleven bytes for each, and imaplib reads none over a million.
_ASKED_FOR: Final = 80_000


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


@contextmanager
def _speaking(no: Trouble | None = None) -> Iterator[None]:
    """Where the server says no, the trouble is *no*; without one, IMAPClientError tells it.

    Whatever else is raised ends the connection, also what imapclient stumbles over in an answer that is none: nobody
    knows what the next answer would belong to. Raises MailboxError.
    """
    try:
        yield
    except MailboxError:
        raise
    except Exception as problem:
        says_no = isinstance(problem, IMAPClientError) and not isinstance(problem, imaplib.IMAP4.abort)
        if says_no and no is None:
            raise
        raise MailboxError(no if says_no and no else Trouble.BROKEN_OFF) from problem


class Mailbox:
    """An opened mailbox. `open_mailbox` makes one."""

    def __init__(self, client: IMAPClient, account: Account, validity: int) -> None:
        self.validity = validity  # UIDVALIDITY: with another one, every number means another mail
        self._client = client
        self._account = account
        self._capabilities = {one.upper() for one in client.capabilities()}

    def numbers(self, after: int = 0) -> Sequence[int]:
        """The UIDs above *after* of all mails that are in it now, the oldest first. Raises MailboxError."""
        found = array("L")
        with _speaking(Trouble.BROKEN_OFF):
            # NOOP first: what came since is told in its answer, and an end of the connection is heard.
            self._client.noop()
            last = max(self._client.search("UID *"), default=0)
            for first in range(after + 1, last + 1, _ASKED_FOR):
                found.extend(sorted(self._client.search(f"UID {first}:{min(first + _ASKED_FOR - 1, last)}")))
        return found

    def sizes(self, numbers: Sequence[int]) -> Mapping[int, int]:
        """The size in bytes of each mail that the server can tell it of. Raises MailboxError."""
        try:
            with _speaking():
                told = self._client.fetch(list(numbers), ["RFC822.SIZE"])
                sizes = {number: data.get(b"RFC822.SIZE") for number, data in told.items()}
                return {number: size for number, size in sizes.items() if isinstance(size, int)}
        except IMAPClientError:
            # "NO" to all because of one, which the server may have damaged: then each by itself.
            return {} if len(numbers) == 1 else {n: size for one in numbers for n, size in self.sizes([one]).items()}

    def mail(self, number: int) -> bytes | None:
        """The bytes of a mail; None where it is gone, or the server cannot give it. Raises MailboxError."""
        try:
            with _speaking():
                mail = self._client.fetch([number], ["BODY.PEEK[]"]).get(number, {}).get(b"BODY[]")
        except IMAPClientError:
            return None  # "NO" about this one mail, which the server may have damaged: the others can be had
        return mail if isinstance(mail, bytes) else None

    def put_away(self, numbers: Sequence[int]) -> bool:
        """Move mails that are kept out of the way; tells whether the server has let us. Some may be where they were.

        Raises MailboxError where the connection ended.
        """
        if not self._account.kept_in:
            return True
        if not self._capabilities & {b"MOVE", b"UIDPLUS"}:
            return False  # a plain EXPUNGE would also remove what a person has marked
        try:
            with _speaking():
                for start in range(0, len(numbers), _AT_ONCE):
                    self._move(list(numbers[start : start + _AT_ONCE]))
        except IMAPClientError:
            return False  # no room or no right: they are kept, and stay where they are
        return True

    def _move(self, numbers: list[int]) -> None:
        if b"MOVE" in self._capabilities:
            self._client.move(numbers, self._account.kept_in)
        else:
            self._client.copy(numbers, self._account.kept_in)
            self._client.delete_messages(numbers, silent=True)
            self._client.uid_expunge(numbers)

    def wait(self, seconds: float) -> None:
        """Return when something has changed in it, or after *seconds*. Raises MailboxError.

        A server that cannot tell (no IDLE) is asked again after *seconds*, which the caller waits.
        """
        with _speaking(Trouble.BROKEN_OFF):
            self._client.idle()
            try:
                # It says nothing where the connection has ended: the NOOP of `numbers` finds that out.
                self._client.idle_check(timeout=seconds)
            finally:
                self._client.idle_done()

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
        with suppress(Exception):
            self._client.logout()
        with suppress(OSError):
            self._client.shutdown()


def open_mailbox(account: Account) -> Mailbox:
    """Connect, sign in and open the folder. Raises MailboxError."""
    client = _connected(account)
    try:
        with _speaking(Trouble.BROKEN_OFF):
            _sign_in(client, account)
            return Mailbox(client, account, _selected(client, account))
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
    except Exception as problem:
        raise MailboxError(Trouble.UNREACHABLE) from problem
    if account.security is Security.STARTTLS:
        try:
            client.starttls(trusted)
        except Exception as problem:
            _drop(client)
            raise MailboxError(Trouble.UNREACHABLE) from problem
    return client


def _drop(client: IMAPClient) -> None:
    with suppress(OSError):
        client.shutdown()


def _sign_in(client: IMAPClient, account: Account) -> None:
    with _speaking(Trouble.REFUSED):
        client.login(account.user, account.password)


def _selected(client: IMAPClient, account: Account) -> int:
    """The UIDVALIDITY of the opened folder. The folder for what is kept is there too afterwards, if we may make it."""
    if account.kept_in:
        # Without it mail is kept all the same, and `put_away` tells that it cannot be moved.
        with suppress(IMAPClientError), _speaking():
            if not client.folder_exists(account.kept_in):
                client.create_folder(account.kept_in)
    with _speaking(Trouble.NO_FOLDER):
        return int(client.select_folder(account.folder)[b"UIDVALIDITY"])
