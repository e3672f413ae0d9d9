"""A real Postfix of the tests' own: it brings the citizens' mail to our gateway and our mail to the citizens."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.ports import free_port
from tests.servers.programs import ProgramFailedError, give, require, require_root, run
from tests.servers.templates import filled_in
from tests.servers.waiting import greets, wait_until

OUR_DOMAINS = ("satakunta.example", "pohjois-pohjanmaa.example")
CITIZENS = "citizen.example"

_PACKAGE = "postfix"


class PostfixServer:
    """Takes mail from anybody on loopback on `port`.

    Mail for OUR_DOMAINS goes to the gateway on `gateway_port`, be it up or not; mail for CITIZENS to Dovecot; any
    other is returned to its sender with a genuine delivery report. What is put off is tried again each second.
    """

    def __init__(self, directory: Path, *, lmtp_port: int) -> None:
        self.directory = directory
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"  # as LUOTSI_SMTP_RELAY wants it
        self.gateway_port = free_port()
        self._lmtp_port = lmtp_port
        self._settings = directory / "conf"
        self._running = False

    def initialise(self) -> None:
        """Make its folders and its settings."""
        self.directory.chmod(0o755)
        for name in ("conf", "queue", "data"):
            (self.directory / name).mkdir()
        give(self.directory / "data", "postfix")
        gateway = (f"{{ {domain} = smtp:[127.0.0.1]:{self.gateway_port} }}" for domain in OUR_DOMAINS)
        transports = ", ".join((*gateway, f"{{ {CITIZENS} = lmtp:inet:[127.0.0.1]:{self._lmtp_port} }}"))
        main = filled_in("main.cf", dir=self.directory, transports=transports)
        (self._settings / "main.cf").write_text(main, encoding="utf-8")
        master = filled_in("master.cf", port=self.port)
        (self._settings / "master.cf").write_text(master, encoding="utf-8")

    def start(self) -> None:
        """Start it on its port, the same one every time; returns when it answers."""
        self._run("postfix", "start")
        self._running = True
        wait_until(lambda: greets(self.port), within=15, what="Postfix answers")

    def stop(self) -> None:
        """Stop it; its queue stays. Stopping twice does nothing."""
        if self._running:
            self._run("postfix", "stop")
            self._running = False

    def queue(self) -> list[str]:
        """What waits: "recipient: why it was put off" for each recipient of each mail, the reason empty so far."""
        mails = [json.loads(line) for line in self._run("postqueue", "-j").splitlines()]
        return [f"{to['address']}: {to.get('delay_reason', '')}" for mail in mails for to in mail["recipients"]]

    def queue_is_empty(self) -> bool:
        """Whether everything was handed over or returned."""
        return not self.queue()

    def flush(self) -> None:
        """Try at once what was put off."""
        self._run("postqueue", "-f")

    def discard_queue(self) -> None:
        """Throw away what waits."""
        self._run("postsuper", "-d", "ALL")

    def log(self) -> str:
        """What it has to say: an answer of the gateway stands at the end of a delivery's line."""
        return (self.directory / "maillog").read_text(encoding="utf-8", errors="replace")

    def _run(self, program: str, *arguments: str) -> str:
        command = (require(program, _PACKAGE), "-c", str(self._settings), *arguments)
        try:
            return run(*command, directory=self.directory)
        except ProgramFailedError as failed:
            # Postfix tells its log and not its caller why it does not start.
            log = self.log() if (self.directory / "maillog").exists() else ""
            raise ProgramFailedError(command, failed.exit_code, failed.output + log) from failed


@contextmanager
def running_postfix(*, lmtp_port: int) -> Iterator[PostfixServer]:
    """A started server before the Dovecot on *lmtp_port*, stopped and removed afterwards."""
    require("postfix", _PACKAGE)
    require_root("Postfix")
    directory = Path(tempfile.mkdtemp(prefix="luotsi-postfix-"))
    server = PostfixServer(directory, lmtp_port=lmtp_port)
    try:
        server.initialise()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)
