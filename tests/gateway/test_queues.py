import json
from uuid import uuid4

import pytest

from gateway import tasks
from gateway.errors import ConfigurationError
from gateway.queues import QUEUE_OF, Queue, bundled, queues_named, task_of
from gateway.settings import Settings
from gateway.store.leases import Due
from gateway.store.states import JobKind


def test_every_kind_of_job_has_a_queue_and_every_queue_a_kind():
    assert set(QUEUE_OF) == set(JobKind)
    assert set(QUEUE_OF.values()) == set(Queue)


def test_what_may_be_an_emergency_never_waits_behind_anything_else():
    assert {kind for kind, queue in QUEUE_OF.items() if queue is Queue.FIRST} == {JobKind.ALARM, JobKind.READ}


def test_every_kind_of_job_has_a_task_whose_name_survives_its_journey():
    ours = {name for name in tasks.app.tasks if name.startswith("luotsi.")}

    assert ours == {task_of(kind) for kind in JobKind}
    assert {json.loads(json.dumps(name)) for name in ours} == ours


def test_a_worker_takes_from_every_queue_in_their_order_unless_told_otherwise():
    assert queues_named("every") == (Queue.FIRST, Queue.NEXT, Queue.OUT)
    assert queues_named("out, first") == (Queue.FIRST, Queue.OUT)


@pytest.mark.parametrize("names", ["", "first,", "last", "luotsi.first"])
def test_a_queue_that_there_is_not_is_refused(names):
    with pytest.raises(ConfigurationError, match="first,next,out"):
        queues_named(names)


def due(kind, many):
    return [Due(id=uuid4(), kind=kind) for _ in range(many)]


@pytest.mark.parametrize(
    ("many", "bundles"), [(0, []), (1, [1]), (4, [1] * 4), (6, [2, 2, 2]), (30, [8, 8, 8, 6]), (41, [8] * 5 + [1])]
)
def test_many_jobs_go_together_and_few_to_several_workers(many, bundles):
    told = due(JobKind.READ, many)

    made = [ids for _, ids in bundled(told)]

    assert [len(ids) for ids in made] == bundles
    assert [one for ids in made for one in ids] == [one.id for one in told]


def test_only_jobs_of_one_kind_go_together_and_the_pressing_first():
    told = [*due(JobKind.ALARM, 1), *due(JobKind.READ, 9), *due(JobKind.DELIVER, 2)]

    assert [(kind, len(ids)) for kind, ids in bundled(told)] == [
        (JobKind.ALARM, 1),
        *[(JobKind.READ, 3)] * 3,
        *[(JobKind.DELIVER, 1)] * 2,
    ]


def test_nothing_but_json_is_taken_from_a_queue():
    settings = Settings(redis_url="redis://127.0.0.1:9/0")

    assert tasks.configure(settings).conf.accept_content == ["json"]
