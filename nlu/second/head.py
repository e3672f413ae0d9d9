"""What is learnt over the vectors: one linear layer for the reason, as a file bound to one embedding by its SHA-256."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import numpy as np

from channels.codes import Reason
from nlu.linear.artefact import Damage, DamagedModelError, unharmed
from nlu.second.joining import Joining, Shares, softmax
from nlu.second.wire import Vector

ARRAYS: Final = "head.npz"
DESCRIPTION: Final = "head.json"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One linear layer from a vector to the reasons, and how its answers join those of the linear model."""

    embedding: str  # SHA-256 of the model whose vectors it was trained on
    codes: tuple[Reason, ...]
    weights: Vector  # numbers of a vector × codes
    bias: Vector  # codes
    temperature: float
    joining: Joining

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return len(self.weights)

    def shares(self, vectors: Vector) -> Shares:
        """The calibrated probability of each code: for one vector, or a row for each of several."""
        return softmax((vectors @ self.weights + self.bias) / self.temperature)


def save(head: Head, folder: Path, trained_on: str, beside: str) -> None:
    """Write *head* into *folder*. Raises OSError.

    *trained_on* is the fingerprint of what it learnt from, *beside* of the description of the linear model that it
    joins: a test compares it, so that no head is shipped with a share that was fitted to another.
    """
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez(buffer, weights=head.weights.astype(np.float32), bias=head.bias.astype(np.float32))
    arrays = buffer.getvalue()
    description = {
        "format": _FORMAT,
        "embedding": head.embedding,
        "codes": list(head.codes),
        "temperature": round(head.temperature, 6),
        "joining": {
            "share": round(head.joining.share, 6),
            "temperature": round(head.joining.temperature, 6),
        },
        "trained_on": trained_on,
        "beside": beside,
        "sha256": hashlib.sha256(arrays).hexdigest(),
    }
    (folder / ARRAYS).write_bytes(arrays)
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", "utf-8")


def load(folder: Traversable) -> Head:
    """The head in *folder*. Raises DamagedModelError whatever is wrong with it."""
    return unharmed(folder.joinpath(DESCRIPTION), folder.joinpath(ARRAYS), _head)


def _head(description: Mapping[str, Any], arrays: bytes) -> Head:
    if description["format"] != _FORMAT:
        raise DamagedModelError(Damage.FORMAT)
    with np.load(io.BytesIO(arrays), allow_pickle=False) as held:
        weights, bias = held["weights"], held["bias"]
    joining = description["joining"]
    head = Head(
        embedding=str(description["embedding"]),
        codes=tuple(Reason(code) for code in description["codes"]),
        weights=weights,
        bias=bias,
        temperature=float(description["temperature"]),
        joining=Joining(share=float(joining["share"]), temperature=float(joining["temperature"])),
    )
    if not _fits(head):
        raise DamagedModelError(Damage.UNFIT)
    return head


def _fits(head: Head) -> bool:
    return (
        head.weights.ndim == 2  # noqa: PLR2004 - rows and columns
        and head.weights.shape[1:] == head.bias.shape == (len(head.codes),)
        and min(head.temperature, head.joining.temperature) > 0
        and 0 <= head.joining.share <= 1
    )
