"""Two opinions made one: a mean of the logarithms of their probabilities, as sure in the end as it is right.

Where they agree the answer is as sure as they are. Where they disagree each holds the other's favourite down, so that
no answer is sure and more is left to a person.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Shares = npt.NDArray[np.float64]  # probabilities along the last axis
_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How much the second opinion weighs, and how sure the two are together."""

    share: float  # of the second in the mean, 0..1
    temperature: float = 1.0


def joined(first: Shares, second: Shares, joining: Joining) -> Shares:
    """The two opinions together: one row, or row by row. Both have their codes in the same order."""
    logs = (1 - joining.share) * _logs(first) + joining.share * _logs(second)
    return softmax(logs / joining.temperature)


def softmax(logits: npt.NDArray[np.floating]) -> Shares:
    """Probabilities along the last axis."""
    raised = np.exp(np.asarray(logits, np.float64) - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float64)


def _logs(shares: Shares) -> Shares:
    return np.asarray(np.log(np.maximum(shares, _LEAST)), np.float64)
