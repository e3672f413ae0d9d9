"""What is waited for is given up after its time, which is longer where everybody waits for a processor."""

import os
import time

import pytest

from tests.servers.waiting import NeverHappenedError, eventually, stretched, wait_until


@pytest.fixture
def busy(monkeypatch):
    """As many as ask for a processor, of which there are two."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return lambda load: monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))


@pytest.mark.parametrize(("load", "expected"), [(0.0, 3.0), (2.0, 3.0), (8.0, 12.0), (400.0, 30.0)])
def test_a_deadline_is_as_much_further_off_as_each_gets_less_of_a_processor(busy, load, expected):
    busy(load)

    assert stretched(3.0) == expected


async def test_what_never_happens_is_given_up_at_the_deadline_and_not_before(busy):
    busy(4.0)
    begun = time.monotonic()

    with pytest.raises(NeverHappenedError, match=r"the tide: not within 0\.2 s"):
        wait_until(lambda: False, within=0.2, what="the tide")
    with pytest.raises(NeverHappenedError, match=r"the tide: not within 0\.2 s"):
        await eventually(lambda: False, within=0.2, what="the tide")

    assert time.monotonic() - begun >= 0.8


async def test_what_happens_is_answered_at_once():
    assert wait_until(lambda: "ebb", within=0.0, what="the tide") == "ebb"
    assert await eventually(lambda: "flood", within=0.0, what="the tide") == "flood"
