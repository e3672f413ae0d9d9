"""A real Dovecot of the tests' own: the mailboxes of the people who write to us."""

import imaplib
import re
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.servers.certificates import make_certificate
from tests.servers.ports import free_port
from tests.servers.programs import end, give, require, require_root
from tests.servers.templates import filled_in
from tests.servers.waiting import greets, wait_until

_PACKAGE = "dovecot-imapd dovecot-lmtpd"


class DovecotServer:
    """LMTP in, IMAP out. Whatever address mail comes for has a mailbox; every password is PASSWORD."""

    PASSWORD = "secret"

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.lmtp_port = free_port()
        self.imap_port = free_port()
        self.imaps_port = free_port()
        self.certificate = directory / "cert.pem"  # self-signed, for localhost and 127.0.0.1
        self._dovecot = require("dovecot", _PACKAGE)
        self._process: subprocess.Popen[bytes] | None = None

    def initialise(self) -> None:
        """Make its folder, its certificate and its settings."""
        self.directory.chmod(0o755)
        (self.directory / "run").mkdir()
        (self.directory / "mail").mkdir()
        give(self.directory / "mail", "mail")
        make_certificate(self.certificate, self.directory / "key.pem")
        settings = filled_in(
            "dovecot.conf",
            dir=self.directory,
            imap_port=self.imap_port,
            imaps_port=self.imaps_port,
            lmtp_port=self.lmtp_port,
        )
        (self.directory / "dovecot.conf").write_text(settings, encoding="utf-8")

    def start(self) -> None:
        """Start it on its ports, the same ones every time; returns when both IMAP and LMTP answer."""
        command = [self._dovecot, "-F", "-c", str(self.directory / "dovecot.conf")]
        with (self.directory / "start.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until(lambda: greets(self.imap_port) and greets(self.lmtp_port), within=15, what="Dovecot answers")

    def stop(self) -> None:
        """Stop it; what it holds stays. Stopping twice does nothing."""
        if self._process is not None:
            end(self._process)
            self._process = None

    def mailbox(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """The mails in the *folder* of *user* (a whole address), the oldest first, unread as they were.

        What somebody else moves away while this looks is not among them.
        """
        with imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=10) as imap:
            imap.login(user, self.PASSWORD)
            imap.select(folder, readonly=True)
            _, found = imap.search(None, "ALL")
            return [mail for number in found[0].split() for mail in self._fetch(imap, number.decode())]

    @staticmethod
    def _fetch(imap: imaplib.IMAP4, number: str) -> list[bytes]:
        _, answer = imap.fetch(number, "(BODY.PEEK[])")
        # An answer with a literal is a pair, and the literal its second half.
        return [part[1] for part in answer if isinstance(part, tuple)]

    def deliver(self, mail: bytes, *, to: str, sender: str = "maija@citizen.example") -> None:
        """Put *mail* into somebody's mailbox, as the last server on its way does."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [to], mail)

    def lay(self, mails: Iterable[bytes], *, to: str) -> None:
        """Lay *mails* into somebody's mailbox without a word to Dovecot, which need not run: thousands a second."""
        folder = self.directory / "mail" / to
        for part in ("new", "cur", "tmp"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for number, mail in enumerate(mails):
            (folder / "new" / f"{number:08}.laid.here").write_bytes(mail)
        give(folder, "mail")

    def open_all(self, user: str) -> None:
        """Read every mail of *user* as a person does: they are marked as seen."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=10) as imap:
            imap.login(user, self.PASSWORD)
            imap.select()
            imap.store("1:*", "+FLAGS", r"(\Seen)")

    def remove(self, user: str, number: int) -> None:
        """Take the mail with this UID out of the mailbox of *user*."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=10) as imap:
            imap.login(user, self.PASSWORD)
            imap.select()
            imap.uid("STORE", str(number), "+FLAGS", r"(\Deleted)")
            imap.expunge()

    def flags(self, user: str, folder: str = "INBOX") -> list[str]:
        """What is marked on each mail in the *folder* of *user*, the oldest first."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=10) as imap:
            imap.login(user, self.PASSWORD)
            imap.select(folder, readonly=True)
            _, answer = imap.fetch("1:*", "(FLAGS)")
            return [line.decode().partition("FLAGS (")[2].rstrip(")") for line in answer if isinstance(line, bytes)]

    def renumber(self, user: str, validity: int) -> None:
        """Give a mailbox another UIDVALIDITY, as a server does that was moved or restored."""
        folder = self.directory / "mail" / user
        self.mailbox(user)  # the list of numbers is made when somebody looks
        numbers = folder / "dovecot-uidlist"
        first, _, rest = numbers.read_text("ascii").partition("\n")
        changed = re.sub(r" V\d+", f" V{validity}", first)
        numbers.write_text(f"{changed}\n{rest}", "ascii")
        give(numbers, "mail")
        for index in folder.glob("dovecot.index*"):
            index.unlink()

    def close_folder(self, user: str, folder: str) -> None:
        """Let nobody write into a folder any more."""
        for part in (self.directory / "mail" / user / f".{folder}").rglob("*"):
            if part.is_dir():
                part.chmod(0o555)

    def wait_for_mail(self, user: str, count: int, *, within: float = 15) -> list[bytes]:
        """The mails of *user* as soon as there are *count* or more."""
        what = f"{count} mail(s) for {user}"
        wait_until(lambda: len(self.mailbox(user)) >= count, within=within, what=what)
        return self.mailbox(user)

    def empty(self) -> None:
        """Remove every mailbox with all that is in it."""
        for mailbox in (self.directory / "mail").iterdir():
            # Who has just closed a mailbox may still be writing down what was in it.
            wait_until(partial(_is_removed, mailbox), within=15, what=f"{mailbox} is removed")

    def log(self) -> str:
        """What it has to say."""
        return (self.directory / "dovecot.log").read_text(encoding="utf-8", errors="replace")


def _is_removed(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


@contextmanager
def running_dovecot() -> Iterator[DovecotServer]:
    """A started server, stopped and removed afterwards."""
    require("dovecot", _PACKAGE)
    require_root("Dovecot")
    directory = Path(tempfile.mkdtemp(prefix="luotsi-dovecot-"))
    server = DovecotServer(directory)
    try:
        server.initialise()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)
