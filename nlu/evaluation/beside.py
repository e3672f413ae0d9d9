"""What was measured at another time and is shown beside an evaluation, each in a file of its own."""

from dataclasses import asdict, dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from json import dumps
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from nlu.evaluation.curve import Curve
from nlu.evaluation.engines import Engines
from nlu.linear import artefact

CURVE: Final = "curve.json"
ENGINES: Final = "engines.json"

Kept = TypeVar("Kept", Curve, Engines)


class BesideError(Exception):
    """A file does not hold what it should; its name and no more is said."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} does not hold what it should")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A learning curve and other engines, as far as somebody has measured them."""

    curve: Curve | None = None
    curve_is_current: bool = False  # the model has learnt from the same texts
    engines: Engines | None = None


def kept() -> Beside:
    """What comes with the program. Raises BesideError."""
    folder = files("nlu").joinpath("evaluation")
    curve, engines = _kept(folder.joinpath(CURVE), Curve), _kept(folder.joinpath(ENGINES), Engines)
    learnt_from = artefact.trained_on(files("nlu").joinpath("linear", "model"))
    return Beside(curve=curve, curve_is_current=curve is not None and curve.trained_on == learnt_from, engines=engines)


def _kept(file: Traversable, kind: type[Kept]) -> Kept | None:
    return read(file, kind) if file.is_file() else None


def read(file: Traversable, kind: type[Kept]) -> Kept:
    """What *file* holds of one *kind*. Raises BesideError."""
    try:
        return TypeAdapter(kind).validate_json(file.read_bytes())
    except (OSError, ValidationError) as problem:
        raise BesideError(file.name) from problem


def as_json(one: Curve | Engines) -> str:
    """*one* as a file, line by line so that two can be compared."""
    return dumps(asdict(one), ensure_ascii=False, indent=1) + "\n"
