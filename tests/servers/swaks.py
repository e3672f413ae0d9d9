"""The real swaks: a mail from the command line, as an operator would send one."""

import subprocess
from dataclasses import dataclass

from tests.servers.programs import require


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """How a server took swaks's mail."""

    exit_code: int  # 0 where the server said yes; swaks's own codes otherwise
    text: str  # the whole conversation

    @property
    def accepted(self) -> bool:
        """Whether the server said yes to the mail."""
        return self.exit_code == 0


def swaks(port: int, content: bytes, *options: str, sender: str, recipient: str) -> Transcript:
    """Send one mail, as it is, to the server on *port*; *recipient* may be several with commas between.

    *options* are swaks's own: "--tls", "--protocol", "LMTP" and so on.
    """
    envelope = ("--server", "127.0.0.1", "--port", str(port), "--from", sender, "--to", recipient)
    command = [require("swaks", "swaks"), *envelope, "--helo", "client.citizen.example", "--data", "-", *options]
    done = subprocess.run(
        command, input=content, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False
    )
    return Transcript(exit_code=done.returncode, text=done.stdout.decode("utf-8", errors="replace"))
