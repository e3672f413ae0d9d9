import asyncio
import contextlib
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.group_commit import GroupCommit


class AwayError(Exception):
    pass


class PoisonError(Exception):
    pass


@dataclass(slots=True)
class Store:
    """Doubles numbers, one group at a time; negative ones are poison."""

    away: bool = False
    groups: list[list[int]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def commit(self, group):
        self.groups.append(list(group))
        await self.gate.wait()
        if self.away:
            raise AwayError
        if any(number < 0 for number in group):
            raise PoisonError
        return [2 * number for number in group]


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def group_commit(store):
    return GroupCommit(store.commit, AwayError, most=4)


async def asked(group_commit, *numbers):
    tasks = [asyncio.create_task(group_commit.ask(number)) for number in numbers]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


async def test_what_comes_during_a_commit_shares_the_next_one(store, group_commit):
    first = await asked(group_commit, 1)
    rest = await asked(group_commit, 2, 3, 4)

    store.gate.set()

    assert await asyncio.gather(*first, *rest) == [2, 4, 6, 8]
    assert store.groups == [[1], [2, 3, 4]]


async def test_nobody_hears_yes_before_the_commit_of_their_group(store, group_commit):
    tasks = await asked(group_commit, 1, 2)

    assert [task.done() for task in tasks] == [False, False]

    store.gate.set()
    await asyncio.gather(*tasks)


async def test_a_group_never_grows_beyond_its_size(store, group_commit):
    store.gate.set()

    assert await asyncio.gather(*(group_commit.ask(number) for number in range(10))) == list(range(0, 20, 2))
    assert max(len(group) for group in store.groups) == 4


async def test_one_at_fault_is_refused_alone(store, group_commit):
    store.gate.set()

    answers = await asyncio.gather(*(group_commit.ask(number) for number in (1, -2, 3)), return_exceptions=True)

    assert (answers[0], type(answers[1]), answers[2]) == (2, PoisonError, 6)


async def test_what_nobody_is_at_fault_for_refuses_all_at_once(store, group_commit):
    store.away = True
    store.gate.set()

    answers = await asyncio.gather(*(group_commit.ask(number) for number in (1, 2, 3)), return_exceptions=True)

    assert [type(answer) for answer in answers] == [AwayError, AwayError, AwayError]
    assert store.groups == [[1, 2, 3]]


async def test_it_goes_on_after_a_refusal(store, group_commit):
    store.away = True
    store.gate.set()
    with pytest.raises(AwayError):
        await group_commit.ask(1)

    store.away = False

    assert await group_commit.ask(2) == 4


async def test_who_stops_waiting_does_not_tear_the_others(store, group_commit):
    gone, waiting = await asked(group_commit, 1, 2)

    gone.cancel()
    store.gate.set()

    assert await asyncio.wait_for(waiting, 5) == 4
    assert gone.cancelled()


async def test_who_asks_at_the_moment_a_worker_ends_is_not_left_waiting():
    late = []

    async def commit(group):
        if not late:
            # It runs after the worker's last step and before anything that the end of its task would cause.
            late.append(asyncio.create_task(keeper.ask(2)))
        return [2 * number for number in group]

    keeper = GroupCommit(commit, AwayError)

    assert await keeper.ask(1) == 2
    assert await asyncio.wait_for(late[0], 5) == 4


async def test_as_many_groups_are_committed_beside_each_other_as_it_is_told(store):
    keeper = GroupCommit(store.commit, AwayError, most=2, beside=3)

    tasks = []
    for number in range(1, 9):
        tasks += await asked(keeper, number)

    assert store.groups == [[1], [2], [3]]
    store.gate.set()
    assert await asyncio.gather(*tasks) == [2, 4, 6, 8, 10, 12, 14, 16]


@given(numbers=st.lists(st.integers(-5, 5).filter(bool), max_size=12))
def test_whoever_is_poison_the_others_get_their_own_answers(numbers):
    async def ask_all():
        store = Store()
        store.gate.set()
        keeper = GroupCommit(store.commit, AwayError, most=4)
        return await asyncio.gather(*(keeper.ask(number) for number in numbers), return_exceptions=True)

    answers = asyncio.run(ask_all())

    assert [answer for answer in answers if isinstance(answer, int)] == [2 * number for number in numbers if number > 0]
    assert [type(answer) for answer in answers if not isinstance(answer, int)] == [
        PoisonError for number in numbers if number < 0
    ]


async def test_a_commit_that_hangs_is_refused_in_time_and_holds_up_nobody_behind_it(store):
    keeper = GroupCommit(store.commit, AwayError, within=0.1)
    with pytest.raises(AwayError):
        await asyncio.wait_for(keeper.ask(1), 5)

    store.gate.set()

    assert await asyncio.wait_for(keeper.ask(2), 5) == 4


async def test_whoever_waits_behind_a_commit_that_hangs_is_refused_in_time_too(store):
    keeper = GroupCommit(store.commit, AwayError, most=1, within=0.1)

    answers = await asyncio.wait_for(asyncio.gather(*(keeper.ask(n) for n in range(1, 6)), return_exceptions=True), 5)

    assert [type(answer) for answer in answers] == [AwayError] * 5


async def test_a_commit_that_does_not_even_stop_holds_up_nobody(store):
    async def commit(group):
        if group == [1]:
            while not store.gate.is_set():
                with contextlib.suppress(asyncio.CancelledError):
                    await store.gate.wait()
        return [2 * number for number in group]

    keeper = GroupCommit(commit, AwayError, within=0.1)
    with pytest.raises(AwayError):
        await asyncio.wait_for(keeper.ask(1), 5)

    assert await asyncio.wait_for(keeper.ask(2), 5) == 4
    store.gate.set()
