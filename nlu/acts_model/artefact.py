"""What is learnt of acts, as a file: one column of weights for each act, guarded by SHA-256 as the linear model is."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from nlu.act_rules import Act
from nlu.acts_model.features import SIZE, features
from nlu.linear.artefact import ARRAYS, DESCRIPTION, Damage, DamagedModelError, unharmed

_FORMAT: Final = 1
_STEPS: Final = 127  # of a weight, each way


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """How much each feature speaks for each act."""

    acts: tuple[Act, ...]
    weights: npt.NDArray[np.int8]  # SIZE × acts
    scale: npt.NDArray[np.float32]  # acts: what a step of the weights is worth
    bias: npt.NDArray[np.float32]  # acts

    def shares(self, text: str) -> dict[Act, float]:
        """How probable each act is in *text*; none where it has no words, or too many."""
        seen = features(text)
        if seen is None:
            return {}
        at, weights = seen
        logits = weights @ self.weights[at] * self.scale + self.bias
        return dict(zip(self.acts, (1 / (1 + np.exp(-logits))).tolist(), strict=True))


def model(acts: tuple[Act, ...], weights: npt.NDArray[np.float64], bias: npt.NDArray[np.float64]) -> Model:
    """A model of those *weights*, in whole steps."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _STEPS
    steps = np.round(weights / scale).astype(np.int8)
    return Model(acts=acts, weights=steps, scale=scale.astype(np.float32), bias=bias.astype(np.float32))


def save(learnt: Model, folder: Path, trained_on: str) -> None:
    """Write *learnt* into *folder*; *trained_on* is the fingerprint of what it learnt from."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, weights=learnt.weights, scale=learnt.scale, bias=learnt.bias)
    description = {
        "format": _FORMAT,
        "acts": list(learnt.acts),
        "trained_on": trained_on,
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
    }
    (folder / ARRAYS).write_bytes(buffer.getvalue())
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", "utf-8")


def load(folder: Traversable) -> Model:
    """The model in *folder*. Raises DamagedModelError whatever is wrong with it."""
    return unharmed(folder.joinpath(DESCRIPTION), folder.joinpath(ARRAYS), _model)


def _model(description: Mapping[str, Any], arrays: bytes) -> Model:
    if description["format"] != _FORMAT:
        raise DamagedModelError(Damage.FORMAT)
    with np.load(io.BytesIO(arrays), allow_pickle=False) as held:
        weights, scale, bias = held["weights"], held["scale"], held["bias"]
    acts = tuple(Act(code) for code in description["acts"])
    if (weights.shape, scale.shape, bias.shape) != ((SIZE, len(acts)), (len(acts),), (len(acts),)):
        raise DamagedModelError(Damage.UNFIT)
    return Model(acts=acts, weights=weights, scale=scale, bias=bias)
