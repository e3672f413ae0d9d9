"""Vectors that were made before, in one file: for each the SHA-256 of its text and its numbers, one after another."""

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from nlu.second.wire import Vector, as_bytes

_KEY = 32  # bytes


class Cache:
    """Vectors by their texts; of the texts themselves it holds nothing. What is kept is in the file at once."""

    def __init__(self, folder: Path, sha256: str, size: int) -> None:
        """Of the model with that SHA-256, whose vectors have *size* numbers."""
        folder.mkdir(parents=True, exist_ok=True)
        self._step, file = _KEY + 4 * size, folder / f"{sha256[:12]}.bin"
        self._file = file.open("ab")
        content = file.read_bytes()
        # A half record at the end is of a training that was killed: it would shift all that follow.
        self._file.truncate(len(content) - len(content) % self._step)
        records = (content[at : at + self._step] for at in range(0, len(content) - self._step + 1, self._step))
        self._known = {record[:_KEY]: record[_KEY:] for record in records}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __contains__(self, text: str) -> bool:
        return key(text) in self._known

    def __getitem__(self, text: str) -> Vector:
        return np.frombuffer(self._known[key(text)], "<f4").astype(np.float32)

    def keep(self, text: str, vector: Vector) -> None:
        """Hold the *vector* of *text* from now on."""
        numbers = as_bytes(vector)
        self._known[key(text)] = numbers
        self._file.write(key(text) + numbers)
        self._file.flush()


def key(text: str) -> bytes:
    """What *text* is known by."""
    return hashlib.sha256(text.encode()).digest()
