"""Work on what is too much to be sent from process to process, on as many processors as there are."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

Held = TypeVar("Held")
Job = TypeVar("Job")
Done = TypeVar("Done")

_HERE: list[Any] = []  # in a process that works


def each(work: Callable[[Held, Job], Done], held: Held, jobs: Iterable[Job]) -> Iterator[Done]:
    """What *work* makes of *held* and each of *jobs*, in their order; *work* is a function of a module.

    Each job gives what it would have given alone: no two share a process at the same time, nor its random numbers.
    """
    # Forked, so that what is held is shared and not copied.
    fork = get_context("fork")
    with ProcessPoolExecutor(
        os.cpu_count(), mp_context=fork, initializer=_HERE.append, initargs=((work, held),)
    ) as pool:
        yield from pool.map(_one, jobs)


def _one(job: Any) -> Any:  # noqa: ANN401 - typed by `each`
    work, held = _HERE[0]
    return work(held, job)
