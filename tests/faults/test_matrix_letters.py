"""Every point that a letter passes on its way out, failed at in every way: nobody is told twice."""

import pytest

from gateway.faults import Failure
from gateway.store.states import DeliveryState
from tests.faults import points
from tests.faults.cases import fail_with_mails

pytestmark = pytest.mark.slow


async def test_letters_before_and_after_their_attempt(system, failure):
    for point in (*points.LETTER, *points.LETTER_GONE):
        await fail_with_mails(system, point, failure)

    await system.told_everybody(failure)


async def test_letters_of_which_nobody_can_know_whether_they_went(system, failure):
    for number, point in enumerate(points.LETTER_IN_DOUBT, start=1):
        await fail_with_mails(system, point, failure)
        states = await system.states()
        in_doubt = states[DeliveryState.OUTCOME_UNKNOWN]
        # One letter, never sent again by itself; with the whole process others may have been caught too.
        assert (point, in_doubt >= number) == (point, True)
        assert in_doubt == number or failure is not Failure.RAISE
        assert (point, states[DeliveryState.SENT]) == (point, system.sent - in_doubt)


async def test_a_relay_that_is_busy(system, failure):
    for point in points.BUSY_RELAY:
        system.sink.answers = ["451 Later"] * 2
        await fail_with_mails(system, point, failure)

    # What was interrupted between the relay's no and our noting it is in doubt.
    assert set(await system.states()) <= {DeliveryState.SENT, DeliveryState.OUTCOME_UNKNOWN}
