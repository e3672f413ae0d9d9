"""The trained model on disk: arrays in an npz without pickles, a description in JSON, each guarded by SHA-256."""

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from channels.codes import Reason
from nlu.linear import vocabulary
from nlu.linear.features import SIZE, Indices, Weights
from nlu.linear.vocabulary import Known

Made = TypeVar("Made")

ARRAYS = "weights.npz"
DESCRIPTION = "model.json"
MAX_BYTES = 15_000_000
FORMAT = 3


class Damage(StrEnum):
    """What is wrong with a model."""

    UNREADABLE = "it is missing or cannot be read"
    CHANGED = "the arrays are not the ones described"
    FORMAT = "it is of another format"
    UNFIT = "the arrays do not fit the heads"
    TOO_BIG = "it is too big"


class DamagedModelError(Exception):
    """The model on disk is missing, changed or not of this version."""

    def __init__(self, why: Damage) -> None:
        super().__init__(f"the model cannot be used: {why}")
        self.why = why


class HeadName(StrEnum):
    """What a head of the model answers."""

    REASON = "reason"
    URGENCY = "urgency"
    CONTACTER = "contacter"
    ABOUT = "about"
    MATTER_TYPE = "matter_type"
    FLAGS = "flags"  # each code by itself
    DANGER = "danger"  # an emergency; urgent or worse: each by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Some columns of the weights, one for each code, and the temperature that makes their probabilities honest."""

    name: HeadName
    codes: tuple[str, ...]
    temperature: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One linear layer over hashed features, its columns shared out to the heads in their order."""

    heads: tuple[Head, ...]
    weights: npt.NDArray[np.int8]  # SIZE × columns
    scale: npt.NDArray[np.float32]  # columns: what a step of the weights is worth
    bias: npt.NDArray[np.float32]  # columns
    idf: npt.NDArray[np.float32]  # SIZE; 0 where the training sentences never were
    thresholds: Mapping[str, float]  # "emergency", "urgent": probabilities from which a window counts as that
    known: Known = field(default_factory=vocabulary.everything)  # which words the training sentences hold
    version: str = ""  # first 12 of the arrays' SHA-256

    def columns(self, name: HeadName) -> slice:
        """Where the head's columns stand."""
        start = 0
        for head in self.heads:
            if head.name is name:
                return slice(start, start + len(head.codes))
            start += len(head.codes)
        raise KeyError(name)

    def logits(self, at: Indices, weights: Weights, columns: slice = slice(None)) -> npt.NDArray[np.float32]:
        """How much *weights* of the features *at* these places (or a row of them for each part) speak for each code."""
        return np.asarray(weights @ self.weights[at, columns] * self.scale[columns] + self.bias[columns], np.float32)

    def head(self, name: HeadName) -> Head:
        """The head of that name. Raises KeyError."""
        return next(head for head in self.heads if head.name is name)


def save(model: Model, folder: Path, trained_on: str) -> Model:
    """Write *model* into *folder* and return it as it will be read back.

    *trained_on* is the fingerprint of what it learnt from: a test compares it, so that no stale model is shipped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    half = model.idf.astype(np.float16)
    np.savez_compressed(buffer, weights=model.weights, scale=model.scale, bias=model.bias, idf=half, known=model.known)
    arrays = buffer.getvalue()
    if len(arrays) > MAX_BYTES:
        raise DamagedModelError(Damage.TOO_BIG)
    description = {
        "format": FORMAT,
        "heads": [
            {"name": head.name, "codes": list(head.codes), "temperature": round(head.temperature, 6)}
            for head in model.heads
        ],
        "thresholds": {name: round(value, 6) for name, value in model.thresholds.items()},
        "trained_on": trained_on,
        "sha256": hashlib.sha256(arrays).hexdigest(),
    }
    (folder / ARRAYS).write_bytes(arrays)
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", "utf-8")
    return load(folder)


def load(folder: Traversable) -> Model:
    """The model in *folder*. Raises DamagedModelError whatever is wrong with it."""
    return unharmed(folder.joinpath(DESCRIPTION), folder.joinpath(ARRAYS), _model)


def unharmed(told: Traversable, held: Traversable, made_of: Callable[[Mapping[str, Any], bytes], Made]) -> Made:
    """What *made_of* makes of the description in *told* and the arrays in *held*, which it guards by its SHA-256.

    Raises DamagedModelError, and nothing else, whatever is wrong with them.
    """
    try:
        description = json.loads(told.read_text("utf-8"))
        arrays = held.read_bytes()
        if hashlib.sha256(arrays).hexdigest() == description["sha256"]:
            return made_of(description, arrays)
    except DamagedModelError:
        raise
    # Whatever a file on disk can hold, the engine must start without it; numpy and zipfile have no common error class.
    except Exception as error:
        raise DamagedModelError(Damage.UNREADABLE) from error
    raise DamagedModelError(Damage.CHANGED)


def trained_on(folder: Traversable) -> str:
    """The fingerprint of what the model in *folder* learnt from; empty where that cannot be read."""
    try:
        return str(json.loads(folder.joinpath(DESCRIPTION).read_text("utf-8"))["trained_on"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _model(description: Mapping[str, Any], arrays: bytes) -> Model:
    if description["format"] != FORMAT:
        raise DamagedModelError(Damage.FORMAT)
    with np.load(io.BytesIO(arrays), allow_pickle=False) as held:
        weights, scale, bias, idf = held["weights"], held["scale"], held["bias"], held["idf"].astype(np.float32)
        known = held["known"]
    heads = tuple(
        Head(
            name=HeadName(one["name"]),
            codes=tuple(str(code) for code in one["codes"]),
            temperature=float(one["temperature"]),
        )
        for one in description["heads"]
    )
    model = Model(
        heads=heads,
        weights=weights,
        scale=scale,
        bias=bias,
        idf=idf,
        thresholds={str(name): float(value) for name, value in description["thresholds"].items()},
        known=known,
        version=str(description["sha256"])[:12],
    )
    if not _fits(model):
        raise DamagedModelError(Damage.UNFIT)
    return model


def _fits(model: Model) -> bool:
    count = sum(len(head.codes) for head in model.heads)
    shapes = (model.weights.shape, model.scale.shape, model.bias.shape, model.idf.shape, model.known.shape)
    return (
        shapes == ((SIZE, count), (count,), (count,), (SIZE,), (vocabulary.BYTES,))
        and {head.name for head in model.heads} == set(HeadName)
        and all(head.temperature > 0 for head in model.heads)
        and {Reason(code) for code in model.head(HeadName.REASON).codes} <= set(Reason)
    )
