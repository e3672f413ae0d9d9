"""A process like the embedding's, by our own worker, with another embedding: counts of letters. Some misbehave.

`python hashing_worker.py HOW`, with nothing else given: "well", "nonsense", "endless", "unasked", "refused", "another".
"""

import sys

import numpy as np

from nlu.second.wire import GREETING, LENGTH, Vector, framed
from nlu.second.worker import CHANGED, refuse, serve

SHA256 = "0" * 64
SIZE = 32
_HELLO = framed(GREETING + SHA256.encode("ascii"))


def letters(text: str) -> Vector:
    """How often each letter stands in *text*, by its number."""
    return np.bincount([ord(letter) % SIZE for letter in text], minlength=SIZE).astype(np.float32)


def _nonsense(_text: str) -> Vector:
    return np.full(SIZE, np.nan, np.float32)


def _say_and_wait(content: bytes) -> None:
    sys.stdout.buffer.write(_HELLO + content)
    sys.stdout.buffer.flush()
    sys.stdin.buffer.read()


if __name__ == "__main__":
    match sys.argv[1]:
        case "well":
            serve(letters, SHA256)
        case "nonsense":
            serve(_nonsense, SHA256)
        case "endless":  # an answer of two gigabytes, it says
            _say_and_wait(LENGTH.pack(2**31))
        case "unasked":  # answers before the question
            _say_and_wait(framed(b"\0\0\x80\x3f" * SIZE))
        case "refused":
            refuse(CHANGED)
        case "another":
            serve(letters, "1" * 64)
