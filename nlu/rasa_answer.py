"""What Rasa answers, believed only where all of it is what our model would say."""

import json
import math
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any, Final, NoReturn

from channels.codes import Reason

Ranking = tuple[tuple[Reason, float], ...]  # every reason, the one that Rasa holds likeliest first

_ROUNDING: Final = 0.02
_ARCHIVE: Final = ".tar.gz"


class OddAnswerError(Exception):
    """Something in the answer is not as it must be. Says nothing of it: it may quote the text."""

    def __init__(self) -> None:
        super().__init__("odd answer")


def ranking(body: bytes, asked: str) -> Ranking:
    """The reasons with Rasa's shares for the text *asked*; none where it says nothing of it. Raises OddAnswerError."""
    answer = _object(body)
    named, intent, entities = answer.get("intent_ranking"), answer.get("intent"), answer.get("entities")
    # Rasa says again what it was asked: the answer to somebody else's text is none.
    if answer.get("text") != asked or not isinstance(named, list) or not isinstance(intent, dict):
        raise OddAnswerError
    _demand_inside(entities, len(asked))
    if not named and intent.get("name") is None:
        return ()  # DIET, of a text in which it knows no sign
    ranked = tuple(sorted(map(_share, named), key=lambda one: -one[1]))
    if len(ranked) != len(Reason) or {reason for reason, _ in ranked} != set(Reason):
        raise OddAnswerError
    first = _share(intent)
    if abs(sum(share for _, share in ranked) - 1) > _ROUNDING or first not in ranked or first[1] < ranked[0][1]:
        raise OddAnswerError
    return (first, *(one for one in ranked if one != first))


def model_named(body: bytes) -> str:
    """The name of the model that Rasa says it has loaded; "" where it has none. Raises OddAnswerError."""
    file = _object(body).get("model_file")
    if not isinstance(file, str | None):
        raise OddAnswerError
    return PurePosixPath(file or "").name.removesuffix(_ARCHIVE)


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise OddAnswerError from None
    if not isinstance(answer, dict):
        raise OddAnswerError
    return answer


def _no_number(_constant: str) -> NoReturn:
    raise OddAnswerError


def _share(named: Any) -> tuple[Reason, float]:  # noqa: ANN401  whatever stands in the answer
    if not isinstance(named, dict) or named.get("name") not in tuple(Reason):
        raise OddAnswerError
    share = named.get("confidence")
    if isinstance(share, bool) or not isinstance(share, int | float) or not math.isfinite(share) or not 0 <= share <= 1:
        raise OddAnswerError
    return Reason(named["name"]), float(share)


def _demand_inside(entities: Sequence[Any] | None, length: int) -> None:
    """We take no entities from Rasa, but one that does not stand in the text shows that the answer is not about it."""
    if not isinstance(entities, list):
        raise OddAnswerError
    for one in entities:
        start, end = (one.get("start"), one.get("end")) if isinstance(one, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
            raise OddAnswerError
