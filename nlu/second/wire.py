"""What goes through the pipes between a reader and the process of the embedding: frames, each after its length.

There, a text in UTF-8; back, the numbers of its vector. The first frame back is a greeting: the SHA-256 of the model
that makes the vectors, or why there will be none.
"""

import struct
from typing import Final

import numpy as np
import numpy.typing as npt

LENGTH: Final = struct.Struct("<I")
MOST: Final = 64 * 1024  # bytes of a frame; whatever claims to be longer is no frame of ours
GREETING: Final = b"embedding "
REFUSAL: Final = b"refused "
Vector = npt.NDArray[np.float32]


def framed(content: bytes) -> bytes:
    """*content* with its length before it."""
    return LENGTH.pack(len(content)) + content


def as_bytes(vector: Vector) -> bytes:
    """A vector as it is sent: little-endian, four bytes a number."""
    return np.ascontiguousarray(vector, "<f4").tobytes()


def as_vector(content: bytes, size: int) -> Vector | None:
    """The vector of *size* numbers in *content*; None where it is none: of another length, not finite, or zero."""
    if len(content) != 4 * size:
        return None
    vector = np.frombuffer(content, "<f4").astype(np.float32)
    return vector if np.isfinite(vector).all() and vector.any() else None
