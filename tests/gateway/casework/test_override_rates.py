"""Override rates, counted twice: by the house, and by hand from what people here did."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from channels.codes import Reason, Resolution, Urgency
from gateway.casework import acting, correcting, replying, resolving
from gateway.comparing import overrides
from gateway.comparing.overrides import as_json, as_lines
from gateway.store import corrections
from gateway.store import overrides as store
from gateway.store.deliveries import DeliveryRow
from gateway.store.overrides import Wanted
from gateway.store.readings import ReadingRow
from nlu.evaluation.metrics import share_of
from tests.gateway.casework.test_correcting import as_it_is
from tests.gateway.casework.test_overriding import MEMORY, OPENING, do, ended, kept

FEES = "Hei, mistä saan tietoa kotihoidon maksuista? Asumme Porissa."
LONELY = "Olen hyvin yksinäinen. Kaipaisin seuraa ja ystävää, jonka kanssa käydä kahvilla."
TEXTS = (OPENING, MEMORY, FEES, LONELY)


async def looked(house, case):
    """Somebody has looked at it and written a note: nothing is said of the reason."""
    async with house.services.sessions.begin() as session:
        await acting.note(session, house.services.keys, house.act(case), "Soitan huomenna.")


async def missed(house, case):
    await do(house, replying.called, case, replying.Called(reached=False, note="Ei vastannut."))


async def reached(house, case):
    await do(house, replying.called, case, replying.Called(reached=True, note="Puhuttu."))


async def confirmed(house, case):
    await do(house, correcting.correct, case, as_it_is(case))


async def ended_as_read(house, case):
    await do(house, resolving.resolve, case, ended(case.reason, contacter=case.contacter))


async def ended_otherwise(house, case):
    await do(house, resolving.resolve, case, ended(Reason.INFORMAL_CARE, contacter=case.contacter))


async def corrected(house, case):
    await do(house, correcting.correct, case, as_it_is(case, reason=Reason.COPING_AT_HOME))


async def corrected_back(house, case):
    await corrected(house, case)
    await do(house, correcting.correct, await house.case(case.id), as_it_is(case))


async def urgency_only(house, case):
    await do(house, correcting.correct, case, as_it_is(case, urgency=Urgency.URGENT))


async def untouched(_house, _case):
    """Nobody has come to it yet."""


# What somebody does -> whether it is worked on, and whether the reason is another in the end.
DEEDS = {
    untouched: (False, False),
    looked: (False, False),
    missed: (False, False),
    reached: (True, False),
    confirmed: (True, False),
    ended_as_read: (True, False),
    ended_otherwise: (True, True),
    corrected: (True, True),
    corrected_back: (True, False),
    urgency_only: (True, False),
}


@pytest.fixture
async def worked(house):
    """Each deed on a Case of each text; what was read of whichever was worked on, and how often it is another now."""
    of, hits = Counter(), Counter()
    for number, (text, deed) in enumerate((text, deed) for text in TEXTS for deed in DEEDS):
        case = await house.receives_mail(text, sender=f"Asiakas <a{number}@example.org>")
        await deed(house, case)
        is_worked_on, is_other = DEEDS[deed]
        of[case.reason] += is_worked_on
        hits[case.reason] += is_other
    return of, hits


async def read(house, **wanted):
    async with house.services.readers() as session:
        since = wanted.pop("since", house.clock() - timedelta(days=1))
        return await overrides.read(session, Wanted(since=since, **wanted))


async def test_the_rates_are_those_that_a_count_by_hand_finds(house, worked):
    of, hits = worked
    found = await read(house)

    assert len(of) > 2
    assert {one.reason: one.overridden for one in found.reasons} == {
        reason: share_of(hits[reason], of[reason]) for reason in of
    }
    assert found.total == share_of(8, 28)
    lows = [one.overridden.low for one in found.reasons]
    assert lows == sorted(lows, reverse=True)


async def test_what_was_taken_for_what_is_counted_by_its_last_word_and_the_most_frequent_first(house, worked):
    found = await read(house)
    reasons = [one for one in found.confusions if one.field == "reason"]
    urgencies = [one for one in found.confusions if one.field == "urgency"]

    assert sum(one.count for one in reasons) == 8
    assert sum(one.count for one in urgencies) == 4
    assert [one.count for one in found.confusions] == sorted((one.count for one in found.confusions), reverse=True)
    assert {one.chosen for one in reasons} == {"informal_care", "coping_at_home"}
    assert found.unreviewed == 12


async def test_a_reason_a_model_and_a_day_narrow_it_down(house, worked):
    of, hits = worked
    async with house.services.sessions.begin() as session:
        contact = (await kept(house))[0].contact_id
        await session.execute(update(ReadingRow).where(ReadingRow.contact_id == contact).values(model="older"))

    narrowed = await read(house, reason=Reason.MEMORY_CONCERN)
    older = await read(house, model="older")
    later = await read(house, since=house.clock() + timedelta(seconds=1))

    assert narrowed.total == share_of(hits[Reason.MEMORY_CONCERN], of[Reason.MEMORY_CONCERN])
    assert {one.read for one in narrowed.confusions if one.field == "reason"} == {"memory_concern"}
    assert (older.total.hits, older.total.of, older.unreviewed, len(older.models)) == (1, 1, 1, 2)
    assert (later.total.of, later.reasons, later.confusions, later.unreviewed) == (0, (), (), 0)


async def test_a_correction_made_today_in_an_old_case_waits_for_review_and_changes_no_rate(house):
    case = await house.receives_mail(MEMORY)
    house.clock.passes(days=100)
    await corrected(house, await house.case(case.id))
    lately = Wanted(since=house.clock() - timedelta(days=90))

    found = await read(house, since=lately.since)
    async with house.services.readers() as session:
        listed = await store.page(session, lately, None, 2)

    assert (found.unreviewed, [one.count for one in found.confusions]) == (1, [1])
    assert [one.case_id for one in listed] == [case.id]
    assert (found.total.of, found.reasons) == (0, ())


async def test_a_merged_case_counts_as_itself_and_the_contact_in_its_new_case_does_not_count_twice(house):
    own = await house.receives_mail(OPENING, sender="Tytär <tytar@example.org>")
    house.clock.passes(hours=1)
    target = await house.receives_mail(MEMORY, sender="Poika <poika@example.org>")

    merging = ended(Reason.BENEFITS_FEES, Resolution.MERGED_DUPLICATE, into=str(target.id))
    await do(house, resolving.resolve, own, merging)
    await reached(house, await house.case(target.id))

    rates = {one.reason: (one.overridden.hits, one.overridden.of) for one in (await read(house)).reasons}
    # Of the other Case a person was told of the merger too: it was worked on.
    assert rates == {Reason.SERVICE_INFO: (1, 1), Reason.MEMORY_CONCERN: (0, 1)}


async def test_an_answer_in_the_same_case_is_no_second_reading_to_be_judged(house):
    case = await house.receives_mail(OPENING)
    async with house.services.readers() as session:
        (ours,) = await session.scalars(select(DeliveryRow.message_id).where(DeliveryRow.case_id == case.id))
    house.clock.passes(hours=1)
    answered = await house.receives_mail(MEMORY, headers=f"In-Reply-To: {ours}\r\n")
    assert answered.id == case.id

    await reached(house, answered)

    rates = {one.reason: (one.overridden.hits, one.overridden.of) for one in (await read(house)).reasons}
    assert rates == {Reason.SERVICE_INFO: (0, 1)}


async def test_corrections_are_listed_unreviewed_first_then_the_newest_page_by_page(house):
    for number in range(5):
        case = await house.receives_mail(OPENING, sender=f"Asiakas <a{number}@example.org>")
        await corrected(house, case)
    back = await house.receives_mail(MEMORY)
    await corrected_back(house, back)
    seqs = [row.seq for row in await kept(house)]
    async with house.services.sessions.begin() as session:
        for seq in (seqs[1], seqs[4]):
            assert await corrections.review(session, seq, house.ville, house.clock())

    pages, after = [], None
    async with house.services.readers() as session:
        for _ in range(3):
            listed = await store.page(session, Wanted(since=house.clock() - timedelta(days=1)), after, 2)
            pages.append([one.row.seq for one in listed])
            after = (listed[-1].row.reviewed_at is not None, listed[-1].row.seq)

    assert pages == [[seqs[3], seqs[2]], [seqs[0], seqs[4]], [seqs[1]]]


async def test_who_reviewed_first_stands_there(house):
    await corrected(house, await house.receives_mail(OPENING))
    (row,) = await kept(house)
    first = house.clock()

    for user in (house.ville, house.maija):
        async with house.services.sessions.begin() as session:
            assert await corrections.review(session, row.seq, user, house.clock())
        house.clock.passes(minutes=1)

    (row,) = await kept(house)
    assert (row.reviewed_by, row.reviewed_at) == (house.ville, first)


async def test_figures_are_the_same_as_lines_and_as_json(house, worked):
    found = await read(house)
    lines, told = list(as_lines(found)), json.loads(as_json(found))

    assert lines[0] == (
        "contacts since 2026-11-23: 28 Cases worked on, another reason in 8 (28.6%, 95 % bounds 15.3% to 47.1%)"
    )
    assert lines[-1] == "corrections that nobody has reviewed: 12"
    assert (told["worked_on"], told["overridden"], told["unreviewed"]) == (28, 8, 12)
    assert sum(one["overridden"] for one in told["reasons"]) == 8
    assert sum(one["count"] for one in told["confusions"]) == 12
