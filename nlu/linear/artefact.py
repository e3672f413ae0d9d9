"""The trained model on disk: arrays in an npz without pickles, a description in JSON, each guarded by SHA-256."""

import hashlib
import io
import json
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from channels.codes import Reason
from nlu.linear.features import SIZE

ARRAYS = "weights.npz"
DESCRIPTION = "model.json"
MAX_BYTES = 15_000_000
FORMAT = 1


class Damage(StrEnum):
    """What is wrong with a model."""

    UNREADABLE = "it is missing or cannot be read"
    CHANGED = "the arrays are not the ones described"
    FORMAT = "it is of another format"
    UNFIT = "the arrays do not fit the reasons"
    TOO_BIG = "it is too big"


class DamagedModelError(Exception):
    """The model on disk is missing, changed or not of this version."""

    def __init__(self, why: Damage) -> None:
        super().__init__(f"the model cannot be used: {why}")
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One linear layer over hashed features, and the temperature that makes its probabilities honest."""

    reasons: tuple[Reason, ...]
    weights: npt.NDArray[np.float32]  # SIZE × reasons
    bias: npt.NDArray[np.float32]  # reasons
    temperature: float
    version: str  # first 12 of the arrays' SHA-256


def save(model: Model, folder: Path, trained_on: str) -> Model:
    """Write *model* into *folder* and return it as it will be read back (weights at half precision).

    *trained_on* is the fingerprint of what it learnt from: a test compares it, so that no stale model is shipped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, weights=model.weights.astype(np.float16), bias=model.bias.astype(np.float32))
    arrays = buffer.getvalue()
    if len(arrays) > MAX_BYTES:
        raise DamagedModelError(Damage.TOO_BIG)
    description = {
        "format": FORMAT,
        "reasons": list(model.reasons),
        "temperature": round(model.temperature, 6),
        "trained_on": trained_on,
        "sha256": hashlib.sha256(arrays).hexdigest(),
    }
    (folder / ARRAYS).write_bytes(arrays)
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", "utf-8")
    return load(folder)


def load(folder: Traversable) -> Model:
    """The model in *folder*. Raises DamagedModelError whatever is wrong with it."""
    try:
        description = json.loads(folder.joinpath(DESCRIPTION).read_text("utf-8"))
        arrays = folder.joinpath(ARRAYS).read_bytes()
        if hashlib.sha256(arrays).hexdigest() == description["sha256"]:
            return _model(description, arrays)
    except DamagedModelError:
        raise
    # Whatever a file on disk can hold, the engine must start without it; numpy and zipfile have no common error class.
    except Exception as error:
        raise DamagedModelError(Damage.UNREADABLE) from error
    raise DamagedModelError(Damage.CHANGED)


def _model(description: dict[str, object], arrays: bytes) -> Model:
    if description["format"] != FORMAT:
        raise DamagedModelError(Damage.FORMAT)
    with np.load(io.BytesIO(arrays), allow_pickle=False) as held:
        weights = held["weights"].astype(np.float32)
        bias = held["bias"].astype(np.float32)
    reasons = tuple(Reason(str(code)) for code in _list(description["reasons"]))
    temperature = float(str(description["temperature"]))
    if weights.shape != (SIZE, len(reasons)) or bias.shape != (len(reasons),) or temperature <= 0:
        raise DamagedModelError(Damage.UNFIT)
    version = str(description["sha256"])[:12]
    return Model(reasons=reasons, weights=weights, bias=bias, temperature=temperature, version=version)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
