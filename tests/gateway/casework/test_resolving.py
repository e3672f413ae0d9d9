"""How a Case ends, and how it is taken up again."""

import pytest

from channels.codes import ContacterType, Direction, Reason, Resolution
from gateway.casework.resolving import Outcome, reopen, resolve
from gateway.errors import RefusedError
from gateway.store.states import CaseState

WORRY = "Äitini on 84-vuotias ja asuu yksin Porissa. Hän on kaatunut kaksi kertaa eikä enää pärjää kotona."
COMPLETE = {
    "contacter": ContacterType.RELATIVE,
    "direction": Direction.TO_SERVICE,
    "reason": Reason.COPING_AT_HOME,
    "resolution": Resolution.ADVICE_GIVEN,
}


async def end(house, case, **changed):
    async with house.services.sessions.begin() as session:
        await resolve(session, house.services, house.act(case), Outcome(**(COMPLETE | changed)))
    return await house.case(case.id)


@pytest.mark.parametrize("missing", ["contacter", "direction", "reason", "resolution"])
async def test_a_case_is_not_resolved_while_one_of_the_four_codes_is_missing(house, missing):
    case = await house.receives_mail(WORRY)

    with pytest.raises(RefusedError, match="refused-codes"):
        await end(house, case, **{missing: None})

    assert (await house.case(case.id)).open


async def test_a_resolved_case_has_its_codes_and_its_promise_is_kept(house):
    case = await house.receives_mail(WORRY)

    after = await end(house, case)

    assert (after.state, after.open, after.resolution) == (CaseState.RESOLVED, False, Resolution.ADVICE_GIVEN)
    assert await house.promises(case.id) == ["default moved", "wd3 kept"]


async def test_an_outcome_that_a_person_must_look_at_twice_wants_a_confirmation(house):
    case = await house.receives_mail(WORRY)

    with pytest.raises(RefusedError, match="refused-unconfirmed"):
        await end(house, case, resolution=Resolution.NO_SERVICE_NEED)
    after = await end(house, case, resolution=Resolution.NO_SERVICE_NEED, confirmed=True)

    assert after.state is CaseState.RESOLVED


async def test_an_outcome_that_does_not_close_the_matter_leaves_it_open_with_its_promise(house):
    case = await house.receives_mail(WORRY)

    after = await end(house, case, resolution=Resolution.CALLBACK_AGREED)

    assert (after.open, after.state, after.resolution) == (True, CaseState.WAITING_CLIENT, Resolution.CALLBACK_AGREED)
    assert after.promise_due_at == case.promise_due_at


async def test_reopening_makes_a_new_promise_and_never_resets_the_statutory_clock(house):
    case = await house.receives_mail(WORRY)
    assert case.clock_due_at is not None
    ended = await end(house, case)
    house.clock.passes(days=3)

    async with house.services.sessions.begin() as session:
        await reopen(session, house.services, house.act(ended))

    after = await house.case(case.id)
    assert (after.state, after.open, after.resolution) == (CaseState.REOPENED, True, None)
    assert (after.clock_started_at, after.clock_due_at) == (case.clock_started_at, case.clock_due_at)
    assert await house.promises(case.id) == ["default moved", "reopened open", "wd3 kept"]
    assert after.order_at == min(after.promise_due_at, after.clock_due_at)


async def test_an_ended_case_cannot_be_resolved_again_and_an_open_one_not_reopened(house):
    case = await house.receives_mail(WORRY)

    with pytest.raises(RefusedError, match="refused-not-ended"):
        async with house.services.sessions.begin() as session:
            await reopen(session, house.services, house.act(case))
    ended = await end(house, case)
    with pytest.raises(RefusedError, match="refused-ended"):
        await end(house, ended)
