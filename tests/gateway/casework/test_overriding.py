"""What people say otherwise than was read is kept beside it, in the transaction of the act."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from channels.codes import AgeBand, ContacterType, Direction, Language, MatterType, Reason, Resolution, Urgency
from gateway.casework import acting, assessing, resolving
from gateway.errors import ChangedError
from gateway.faults import Failure, FaultError, Faults, Step, before
from gateway.store import cases
from gateway.store.corrections import CorrectionRow
from gateway.store.readings import ReadingRow
from gateway.store.states import ReadField
from gateway.store.timeline import TimelineRow
from tests.gateway.casework.test_assessing import YOUNGER, begun
from tests.gateway.casework.test_correcting import as_it_is, put_right

OPENING = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"
MEMORY = "Äitini muistaa yhä huonommin ja unohtaa lääkkeet. Mistä saamme apua? Asumme Porissa."


def ended(reason, resolution=Resolution.ADVICE_GIVEN, **more):
    known = {"contacter": ContacterType.RELATIVE, "direction": Direction.TO_SERVICE, "confirmed": True}
    return resolving.Outcome(**(known | {"reason": reason, "resolution": resolution} | more))


async def do(house, act, case, *more):
    async with house.services.sessions.begin() as session:
        await act(session, house.services, house.act(await house.case(case.id)), *more)
    return await house.case(case.id)


async def kept(house):
    """Every correction, oldest first."""
    async with house.services.readers() as session:
        return list(await session.scalars(select(CorrectionRow).order_by(CorrectionRow.seq)))


async def changes(house):
    return [(row.field, row.read, row.chosen) for row in await kept(house)]


async def test_another_reason_is_kept_with_what_was_read_how_surely_and_by_which_model(house):
    case = await house.receives_mail(MEMORY)
    assert case.reason is Reason.MEMORY_CONCERN
    house.clock.passes(minutes=10)

    await put_right(house, case, as_it_is(case, reason=Reason.HOME_CARE))

    (row,) = await kept(house)
    async with house.services.readers() as session:
        (reading,) = await session.scalars(select(ReadingRow))
    assert (row.field, row.read, row.chosen) == (ReadField.REASON, "memory_concern", "home_care")
    assert (row.contact_id, row.reading_id) == (reading.contact_id, reading.id)
    assert row.confidence == reading.reading["reason_confidence"] > 0
    assert (row.user_id, row.at, row.reviewed_at, row.reviewed_by) == (house.maija, house.clock(), None, None)


async def test_whatever_was_read_and_changed_is_kept_and_a_destination_is_none_of_it(house):
    case = await house.receives_mail(MEMORY)

    await put_right(
        house,
        case,
        as_it_is(
            case,
            urgency=Urgency.URGENT,
            language=Language.SV,
            contacter=ContacterType.CLIENT,
            municipality="Rauma",
            matter_type=MatterType.NEED_NOTIFICATION,
            destination="advice",
        ),
    )

    assert sorted(await changes(house)) == [
        ("contacter", "relative", "client"),
        ("language", "fi", "sv"),
        ("matter_type", "advice", "need_notification"),
        ("municipality", "Pori", "Rauma"),
        ("urgency", "routine", "urgent"),
    ]


async def test_saving_without_a_change_keeps_nothing(house):
    case = await house.receives_mail(MEMORY)

    await put_right(house, case, as_it_is(case))

    assert await kept(house) == []


async def test_who_changes_their_mind_changes_what_was_read_and_every_step_is_kept(house):
    case = await house.receives_mail(MEMORY)

    case = await put_right(house, case, as_it_is(case, reason=Reason.HOME_CARE))
    case = await put_right(house, case, as_it_is(case, reason=Reason.COPING_AT_HOME))
    await put_right(house, case, as_it_is(case, reason=Reason.MEMORY_CONCERN))

    assert await changes(house) == [
        ("reason", "memory_concern", "home_care"),
        ("reason", "memory_concern", "coping_at_home"),
        ("reason", "memory_concern", "memory_concern"),
    ]
    assert len({row.confidence for row in await kept(house)}) == 1


async def test_what_the_machine_left_open_was_not_read_wrong(house):
    case = await house.receives_mail(OPENING)
    assert (case.municipality, case.contacter) == (None, ContacterType.UNKNOWN)

    case = await put_right(house, case, as_it_is(case, municipality="Pori", contacter=ContacterType.RELATIVE))
    await put_right(house, case, as_it_is(case, municipality="Rauma", contacter=ContacterType.CLIENT))

    assert await kept(house) == []


async def test_a_name_typed_as_a_place_is_not_kept(house):
    case = await house.receives_mail(MEMORY)

    case = await put_right(house, case, as_it_is(case, municipality="Matti Meikäläinen"))
    case = await put_right(house, case, as_it_is(case, municipality="Tampere"))
    await put_right(house, case, as_it_is(case, municipality=None))

    assert await changes(house) == [("municipality", "Pori", "out_of_area"), ("municipality", "Pori", "")]


async def test_a_case_ended_with_another_reason_is_a_correction_and_with_the_same_is_none(house):
    first, second = await house.receives_mail(OPENING), await house.receives_mail(OPENING)
    assert first.reason is second.reason is Reason.SERVICE_INFO

    await do(house, resolving.resolve, first, ended(Reason.BENEFITS_FEES))
    await do(house, resolving.resolve, second, ended(Reason.SERVICE_INFO))

    assert await changes(house) == [("reason", "service_info", "benefits_fees")]


async def test_a_case_that_is_opened_again_goes_on_from_the_last_word(house):
    case = await house.receives_mail(OPENING)
    await do(house, resolving.resolve, case, ended(Reason.BENEFITS_FEES))

    case = await do(house, resolving.reopen, case)
    await do(house, resolving.resolve, case, ended(Reason.SERVICE_INFO))

    assert await changes(house) == [
        ("reason", "service_info", "benefits_fees"),
        ("reason", "service_info", "service_info"),
    ]


async def test_what_is_merged_takes_its_corrections_along_and_each_contact_keeps_its_own(house):
    own = await house.receives_mail(OPENING, sender="Tytär <tytar@example.org>")
    house.clock.passes(hours=1)
    target = await house.receives_mail(MEMORY, sender="Poika <poika@example.org>")

    merging = ended(Reason.BENEFITS_FEES, Resolution.MERGED_DUPLICATE, into=str(target.id))
    await do(house, resolving.resolve, own, merging)
    target = await house.case(target.id)
    await put_right(house, target, as_it_is(target, reason=Reason.HOME_CARE))

    first, second = await kept(house)
    assert (first.read, first.chosen) == ("service_info", "benefits_fees")
    assert (second.read, second.chosen) == ("memory_concern", "home_care")
    assert first.contact_id != second.contact_id


async def test_after_a_merger_it_is_first_the_cases_own_reading_that_is_put_right(house):
    own = await house.receives_mail(OPENING, sender="Tytär <tytar@example.org>")
    house.clock.passes(hours=1)
    target = await house.receives_mail(MEMORY, sender="Poika <poika@example.org>")

    # Ended with the very reason that was read of the other, wrongly too.
    merging = ended(Reason.MEMORY_CONCERN, Resolution.MERGED_DUPLICATE, into=str(target.id))
    await do(house, resolving.resolve, own, merging)
    target = await house.case(target.id)
    await put_right(house, target, as_it_is(target, reason=Reason.HOME_CARE))

    first, second = await kept(house)
    assert (first.read, first.chosen) == ("service_info", "memory_concern")
    assert (second.read, second.chosen) == ("memory_concern", "home_care")
    assert first.contact_id != second.contact_id


async def test_urgency_that_a_later_message_raised_is_that_messages(house):
    case = await house.receives_mail(MEMORY)
    case = await put_right(house, case, as_it_is(case, urgency=Urgency.SOON))
    later = await house.receives_mail("Isä makaa lattialla eikä hengitä, apua!", sender="Poika <poika@example.org>")
    merging = ended(later.reason, Resolution.MERGED_DUPLICATE, into=str(case.id))
    await do(house, resolving.resolve, later, merging)
    case = await house.case(case.id)
    assert case.urgency is Urgency.EMERGENCY

    await put_right(house, case, as_it_is(case, urgency=Urgency.URGENT, why="Ensihoito kävi."))

    rows = [row for row in await kept(house) if row.field is ReadField.URGENCY]
    assert [(row.read, row.chosen) for row in rows] == [("routine", "soon"), ("emergency", "urgent")]
    assert rows[0].contact_id != rows[1].contact_id


async def test_urgency_that_no_reading_speaks_of_was_found_by_the_machine_too(house):
    case = await house.receives_mail(OPENING)
    async with house.services.sessions.begin() as session:
        # As danger in a later message of a chat does.
        await cases.change(session, case.id, urgency=Urgency.EMERGENCY, urgency_rank=0)
    case = await house.case(case.id)

    await put_right(house, case, as_it_is(case, urgency=Urgency.ROUTINE, why="Asiakas vitsaili."))

    assert await changes(house) == [("urgency", "emergency", "routine")]


async def test_an_age_that_is_known_better_is_kept(house):
    case = await house.receives_mail(YOUNGER)

    await do(house, assessing.correct_age, case, AgeBand.AGE_75PLUS, "Hän sanoi olevansa 78.")

    assert await changes(house) == [("age_band", "age_65_74", "age_75plus")]


async def test_what_nobody_could_read_was_not_read_wrong(house):
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(60))
    case = await house.receives_mail(OPENING, headers=nested)
    assert case.view == "quarantine"

    await put_right(house, case, as_it_is(case, reason=Reason.HOME_CARE, urgency=Urgency.URGENT))

    assert await kept(house) == []


async def test_of_two_who_correct_at_the_same_moment_only_the_first_is_kept(house):
    case = await house.receives_mail(MEMORY)
    await put_right(house, case, as_it_is(case, reason=Reason.HOME_CARE))

    with pytest.raises(ChangedError):
        await put_right(house, case, as_it_is(case, reason=Reason.COPING_AT_HOME))

    assert await changes(house) == [("reason", "memory_concern", "home_care")]


async def test_an_act_that_fails_before_its_commit_keeps_no_correction(house, tmp_path):
    case = await house.receives_mail(MEMORY)
    (tmp_path / before(Step.ACT)).write_text(Failure.RAISE, "ascii")
    failing = replace(house.services, faults=Faults(folder=tmp_path))

    with pytest.raises(FaultError):
        async with failing.writing(Step.ACT) as session:
            await resolving.resolve(session, failing, house.act(case), ended(Reason.HOME_CARE))
    after = await house.case(case.id)

    async with house.services.readers() as session:
        told = await session.scalar(select(func.count()).where(TimelineRow.user_id.is_not(None)))
    assert (await kept(house), told, after.reason, after.open) == ([], 0, Reason.MEMORY_CONCERN, True)


async def test_what_says_nothing_of_the_reading_keeps_nothing(house):
    case = await house.receives_mail(YOUNGER)

    async with house.services.sessions.begin() as session:
        await acting.note(session, house.services.keys, house.act(case), "Soitan huomenna.")
    await do(house, assessing.begin, case, begun(house))

    assert await kept(house) == []
