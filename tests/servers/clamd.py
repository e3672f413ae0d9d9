"""A real clamd that knows one virus: EICAR's test file, by its hash."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import free_port
from tests.servers.programs import end, require
from tests.servers.waiting import answers_on, wait_until

# In two pieces, so that no scanner takes this file for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
_SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClamdServer:
    """Where it answers, as LUOTSI_CLAMD wants it."""

    port: int

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"


@contextmanager
def running_clamd() -> Iterator[ClamdServer]:
    """A started scanner, stopped and removed afterwards."""
    program = require("clamd", "clamav-daemon")
    folder, port = Path(tempfile.mkdtemp(prefix="luotsi-clamd-")), free_port()
    (folder / "signatures").mkdir()
    (folder / "signatures" / "eicar.hdb").write_text(_SIGNATURE, "ascii")
    settings = {
        "Foreground": "yes",
        "TCPSocket": port,
        "TCPAddr": "127.0.0.1",
        "DatabaseDirectory": folder / "signatures",
        "User": "root",
        "StreamMaxLength": "100M",
    }
    (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()), "utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, "-c", str(folder / "clamd.conf")], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        wait_until(lambda: answers_on(port), within=30, what="clamd answers")
        yield ClamdServer(port=port)
    finally:
        end(process)
        shutil.rmtree(folder, ignore_errors=True)
