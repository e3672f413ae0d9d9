"""The queues of production: which Job goes where, in one place. A queue carries ids of Jobs, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from gateway.errors import ConfigurationError
from gateway.store.leases import Due
from gateway.store.states import JobKind


class Queue(StrEnum):
    """In the order in which a worker looks into them."""

    FIRST = "luotsi.first"  # what may be an emergency: alarms, and what nobody has read yet
    NEXT = "luotsi.next"
    OUT = "luotsi.out"  # waits for the relay, which may be slow


QUEUE_OF: Final[Mapping[JobKind, Queue]] = MappingProxyType(
    {
        JobKind.ALARM: Queue.FIRST,
        JobKind.READ: Queue.FIRST,
        JobKind.DECIDE: Queue.NEXT,
        JobKind.ACKNOWLEDGE: Queue.NEXT,
        JobKind.DELIVER: Queue.OUT,
        JobKind.PROMISE_DUE: Queue.NEXT,
        JobKind.ERASE: Queue.NEXT,
    }
)

_EVERY: Final = "every"
_MOST_TOGETHER: Final = 8  # Jobs that one worker process does at once
_BUNDLES: Final = 4  # at least, where there are as many Jobs: for several workers


def bundled(due: Sequence[Due]) -> Iterator[tuple[JobKind, Sequence[UUID]]]:
    """Ids of one kind that a worker does together, as *due* has them: many when there are many, and several bundles."""
    by_kind: dict[JobKind, list[UUID]] = {}
    for one in due:
        by_kind.setdefault(one.kind, []).append(one.id)
    for kind, ids in by_kind.items():
        size = min(-(-len(ids) // _BUNDLES), _MOST_TOGETHER)
        for first in range(0, len(ids), size):
            yield kind, ids[first : first + size]


def task_of(kind: JobKind) -> str:
    """The name of the task that does *kind*, as it travels."""
    return f"luotsi.{kind}"


def queues_named(names: str) -> Sequence[Queue]:
    """The queues of `first,next,out`, or of `every`. Raises ConfigurationError."""
    wanted = {name.strip() for name in names.split(",")}
    known = {queue.removeprefix("luotsi."): queue for queue in Queue}
    if wanted == {_EVERY}:
        return tuple(Queue)
    if not wanted <= set(known):
        raise ConfigurationError("--queues", f"must be every, or some of {','.join(known)}")
    return tuple(queue for name, queue in known.items() if name in wanted)
