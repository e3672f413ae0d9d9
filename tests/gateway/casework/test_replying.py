"""Answering by mail and by telephone, and the dates that we give."""

from dataclasses import replace
from datetime import timedelta

import pytest

from channels.codes import ChannelCode
from gateway.casework import acting as casework
from gateway.casework import promising, replying
from gateway.casework.replying import Called, MustChangeError
from gateway.county import Mode
from gateway.errors import RefusedError
from gateway.store import drafts
from gateway.store.states import CaseState

QUESTION = "Mitä ateriapalvelu maksaa Raumalla? Terveisin Aino Virtanen"
GENERAL = "Hei! Soita meille numeroon 02 555 0100, niin kerromme tarkemmin."
IN_DANGER = "Pelkään miestäni. Hän haukkuu, vie rahani eikä päästä minua mihinkään. Älkää soittako."


async def reply(house, case, text, next_due=None):
    async with house.services.sessions.begin() as session:
        await replying.reply(session, house.services, house.act(case), text, next_due)
    return await house.case(case.id)


async def test_a_reply_with_code_name_or_health_word_is_not_sent_and_each_is_named(house):
    case = await house.receives_mail(QUESTION)

    with pytest.raises(MustChangeError) as refused:
        await reply(house, case, "Hei Aino! Kotihoidon päätös koskee henkilöä 131052-308T.")

    named = [(str(one.kind), one.words) for one in refused.value.objections]
    assert named == [
        ("identity_code", "131052-308T"),
        ("name", "Aino"),
        ("health", "Kotihoidon"),
        ("client", "Kotihoidon"),
        ("client", "päätös"),
    ]
    assert await house.sent(case.id) == ["acknowledgement"]
    assert (await house.case(case.id)).revision == case.revision


async def test_a_reply_is_promised_once_and_keeps_the_promise_and_names_the_next_date(house):
    case = await house.receives_mail(QUESTION)
    next_due = house.clock() + timedelta(days=2)

    after = await reply(house, case, GENERAL, next_due)
    await house.works()

    assert await house.sent(case.id) == ["acknowledgement", "reply"]
    assert after.state is CaseState.WAITING_CLIENT
    assert after.promise_due_at == next_due
    assert await house.promises(case.id) == ["default moved", "follow_up open", "wd2 kept"]


async def test_a_reply_after_its_day_does_not_make_a_broken_promise_kept(house):
    case = await house.receives_mail(QUESTION)
    house.clock.passes(days=20)
    await house.works()
    broken = await house.case(case.id)

    await reply(house, broken, GENERAL)

    assert await house.promises(case.id) == ["default moved", "follow_up open", "wd2 broken"]


async def test_nobody_in_danger_at_home_is_written_to_before_a_safe_way_is_recorded(house):
    case = await house.receives_mail(IN_DANGER)
    assert case.safe_contact_only

    with pytest.raises(RefusedError, match="refused-safe-contact"):
        await reply(house, case, GENERAL)
    async with house.services.sessions.begin() as session:
        await casework.record_safe_way(session, house.services.keys, house.act(case), "Sähköposti, mies ei lue sitä.")
    await reply(house, await house.case(case.id), GENERAL)

    assert await house.sent(case.id) == ["reply"]


async def test_a_sent_reply_leaves_no_draft_behind(house):
    case = await house.receives_mail(QUESTION)
    keys = house.services.keys
    async with house.services.sessions.begin() as session:
        await drafts.save(session, keys, (case.id, house.maija, "reply"), "Hei", house.clock())
        await drafts.save(session, keys, (case.id, house.maija, "reply"), "Hei!", house.clock())
        assert await drafts.of(session, keys, case.id, house.maija) == {"reply": "Hei!"}
        assert await drafts.of(session, keys, case.id, house.ville) == {}

    await reply(house, case, GENERAL)

    async with house.services.readers() as session:
        assert await drafts.of(session, keys, case.id, house.maija) == {}


async def test_a_call_that_reached_nobody_keeps_nothing(house):
    case = await house.receives_mail(QUESTION)

    async with house.services.sessions.begin() as session:
        await replying.called(session, house.services, house.act(case), Called(reached=False, note=""))

    assert await house.promises(case.id) == ["default moved", "wd2 open"]
    assert (await house.case(case.id)).promise_due_at == case.promise_due_at


@pytest.mark.parametrize("reached", [True, False])
async def test_where_contact_must_be_safe_a_call_is_kept_only_from_who_used_the_safe_way(house, reached):
    case = await house.receives_mail(IN_DANGER)
    before = await house.events(case.id)

    with pytest.raises(RefusedError, match="refused-safe-way"):
        async with house.services.sessions.begin() as session:
            await replying.called(session, house.services, house.act(case), Called(reached=reached, note=""))
    assert await house.events(case.id) == before
    async with house.services.sessions.begin() as session:
        safely = Called(reached=reached, note="", safe_way=True)
        await replying.called(session, house.services, house.act(case), safely)

    assert (await house.events(case.id))[len(before) :] == ["called"]


async def test_a_call_that_reached_somebody_keeps_the_promise(house):
    case = await house.receives_mail(QUESTION)

    async with house.services.sessions.begin() as session:
        await replying.called(session, house.services, house.act(case), Called(reached=True, note="Sovittiin."))

    assert await house.promises(case.id) == ["default moved", "follow_up open", "wd2 kept"]


async def test_a_moved_promise_stays_on_record_and_the_clock_is_not_touched(house):
    case = await house.receives_mail("Äitini on 84-vuotias ja asuu yksin. Hän ei enää pärjää kotona Porissa.")
    later = house.clock() + timedelta(days=30)

    async with house.services.sessions.begin() as session:
        await promising.move(session, house.services, house.act(case), later)

    after = await house.case(case.id)
    assert await house.promises(case.id) == ["advisor open", "default moved", "wd3 moved"]
    assert after.promise_due_at == later
    assert after.clock_due_at == case.clock_due_at
    assert after.order_at == case.clock_due_at


async def test_nobody_is_promised_a_day_that_has_passed(house):
    case = await house.receives_mail(QUESTION)

    with pytest.raises(RefusedError, match="refused-past"):
        async with house.services.sessions.begin() as session:
            await promising.move(session, house.services, house.act(case), house.clock())


async def test_nobody_is_promised_a_day_years_away(house):
    case = await house.receives_mail(QUESTION)

    with pytest.raises(RefusedError, match="refused-far"):
        async with house.services.sessions.begin() as session:
            await promising.move(session, house.services, house.act(case), house.clock() + timedelta(days=400))


async def test_a_reply_that_would_be_held_back_keeps_no_promise(house):
    case = await house.receives_mail(QUESTION)
    modes = {ChannelCode.EMAIL: Mode.SHADOW}
    house.services = replace(house.services, county=house.services.county.model_copy(update={"modes": modes}))

    with pytest.raises(RefusedError, match="refused-shadow"):
        await reply(house, case, GENERAL)

    assert await house.promises(case.id) == ["default moved", "wd2 open"]
