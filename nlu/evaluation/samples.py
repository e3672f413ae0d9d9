"""Messages that people have labelled: JSON Lines, one message a line, in a file or a folder of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from channels.codes import About, ChannelCode, ContacterType, Flag, Language, MatterType, Reason, Urgency

SECOND: Final = "second.jsonl"  # in a folder: what somebody else said of the same messages, without having seen more
NEAR_MISS: Final = "near_miss"  # tag of a message that sounds like an emergency and is none


class SampleError(Exception):
    """A labelled message cannot be used: which file, which line, and why."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.path = path
        self.line = line  # 0 where it is the whole file
        self.why = why


def _unknown_if_null(value: object) -> object:
    """Null is what labellers write where it cannot be told who writes."""
    return ContacterType.UNKNOWN if value is None else value


def _empty_if_null(value: object) -> object:
    return "" if value is None else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What somebody says a message means. None where a labelling does not have the field yet."""

    id: str
    reason: Reason
    also_acceptable_reasons: tuple[Reason, ...] = ()
    urgency: Urgency
    also_acceptable_urgency: tuple[Urgency, ...] = ()
    contacter: Annotated[ContacterType, BeforeValidator(_unknown_if_null)]
    about: About | None
    municipality: str | None
    matter_type: MatterType | None = None
    also_acceptable_matter_types: tuple[MatterType, ...] = ()
    flags: frozenset[Flag] | None = None

    @property
    def reasons(self) -> frozenset[Reason]:
        """Every reason that is right or acceptable."""
        return frozenset((self.reason, *self.also_acceptable_reasons))

    @property
    def urgencies(self) -> frozenset[Urgency]:
        """Every urgency that is right or acceptable."""
        return frozenset((self.urgency, *self.also_acceptable_urgency))

    @property
    def matter_types(self) -> frozenset[MatterType]:
        """Every matter type that is right or acceptable; empty where nobody has said."""
        return frozenset((self.matter_type, *self.also_acceptable_matter_types)) if self.matter_type else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Labels):
    """One message with its labels."""

    channel: ChannelCode
    language: Language
    subject: Annotated[str, BeforeValidator(_empty_if_null)] = ""
    text: str
    tags: frozenset[str] = frozenset()

    @property
    def is_near_miss(self) -> bool:
        """Whether it sounds like an emergency and is none."""
        return NEAR_MISS in self.tags


Labelled = TypeVar("Labelled", bound=Labels)


def read(path: Path) -> tuple[Sample, ...]:
    """The messages of the file *path*, or of every file of a folder but `second.jsonl`. Raises SampleError."""
    if not path.is_dir():
        return _read((path,), _sample)
    found = sorted(one for one in path.glob("*.jsonl") if one.name != SECOND)
    if not found:
        raise SampleError(path, 0, "no file in this folder ends in .jsonl")
    return _read(found, _sample)


def read_labels(path: Path) -> tuple[Labels, ...]:
    """Labels without their messages, as a second labeller hands them in. Raises SampleError."""
    return _read((path,), _labels)


def second_of(path: Path) -> Path | None:
    """The second labels that lie in the folder *path*, if any do."""
    beside = path / SECOND
    return beside if beside.is_file() else None


def _read(paths: Sequence[Path], read_one: Callable[[str], Labelled]) -> tuple[Labelled, ...]:
    first_seen: dict[str, str] = {}
    found: list[Labelled] = []
    for path in paths:
        for number, line in _lines(path):
            try:
                one = read_one(line)
            except ValidationError as problem:
                raise SampleError(path, number, _said(problem)) from None
            if one.id in first_seen:
                raise SampleError(path, number, f"id {one.id} is taken by {first_seen[one.id]}")
            first_seen[one.id] = f"{path.name}:{number}"
            found.append(one)
    if not found:
        raise SampleError(paths[0], 0, "it holds no message")
    return tuple(found)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as problem:
        raise SampleError(path, 0, f"it cannot be read: {problem.strerror}") from problem
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, line.decode("utf-8")
            except UnicodeDecodeError:
                raise SampleError(path, number, "it is not UTF-8") from None


def _said(problem: ValidationError) -> str:
    """The first thing wrong, by the name of its field; never the words of the message."""
    error = problem.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}: {error['msg']}" if place else str(error["msg"])


@cache
def _sample_adapter() -> TypeAdapter[Sample]:
    return TypeAdapter(Sample)


@cache
def _labels_adapter() -> TypeAdapter[Labels]:
    return TypeAdapter(Labels)


def _sample(line: str) -> Sample:
    return _sample_adapter().validate_json(line)


def _labels(line: str) -> Labels:
    return _labels_adapter().validate_json(line)
