"""Making confidence honest: how much what a layer says is to be stretched or squeezed."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from nlu.linear.score import softmax


def temperature(logits: npt.NDArray[np.floating], hits: npt.NDArray[np.bool_]) -> float:
    """The temperature with which the likeliest answer is right as often as it says: least squared error of that.

    *logits* has a row for each message, *hits* says whether the likeliest answer of each is right. By log loss two or
    three sure mistakes among six hundred messages would make all the others too modest.
    """

    def loss(exponent: float) -> float:
        sure = softmax((logits / np.exp(exponent)).astype(np.float32)).max(axis=1)
        return float(np.square(sure - hits).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))
