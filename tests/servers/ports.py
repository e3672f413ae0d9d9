"""Free ports of this machine, never the same one twice, whichever test process asks."""

import fcntl
import os
import socket
import tempfile
from itertools import count
from pathlib import Path
from typing import IO

# Below the range from which the kernel takes the near ends of connections: nothing else appears there by itself.
_FIRST, _LAST = 20_000, 32_000

# Held open, and so locked, for as long as this process lives.
_claims: list[IO[bytes]] = []
_steps = count(os.getpid() * 97)  # processes begin apart, so that they seldom meet at a claim


def claim(port: int) -> bool:
    """Whether *port* is this process's alone from now on; no process can claim it again while this one lives."""
    folder = Path(tempfile.gettempdir()) / f"luotsi-test-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    held = (folder / str(port)).open("wb")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        return False
    _claims.append(held)
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A loopback port that nobody listens on and that no other test process is given while this one lives."""
    while True:
        port = _FIRST + next(_steps) % (_LAST - _FIRST)
        if claim(port) and _is_free(port):
            return port
