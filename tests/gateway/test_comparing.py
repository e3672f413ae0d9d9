"""A small invented history on channels in shadow and manual mode, through the real pipeline, and what is made of it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from channels.codes import ChannelCode, ContacterType, Direction, Language, Reason, Resolution, Urgency
from gateway.auth.permissions import Role
from gateway.casework import correcting, promising, replying, resolving
from gateway.casework.acting import Act
from gateway.comparing import history, written
from gateway.comparing.compared import Field, Timing
from gateway.comparing.figures import Share, figures
from gateway.county import Mode
from gateway.store import casework
from gateway.web.shadow import files
from tests.factories import add_user, case_of, contact_of, deliver, keep_contact_form, mail, sign_in, work
from tests.gateway.test_telling import ABUSE

MEMORY = "Äitini muistaa yhä huonommin ja unohtaa lääkkeet. Mistä saamme apua? Asumme Porissa."
INFORMAL_CARE = "Hoidan miestäni kotona Raumalla. Miten haen omaishoidon tukea?"
FEES = "Mistä saan tietoa kotihoidon maksuista? Asumme Porissa."


@pytest.fixture
def trial(services):
    """The county with its mail in shadow mode and its form worked by hand."""
    modes = {ChannelCode.EMAIL: Mode.SHADOW, ChannelCode.WEB_FORM: Mode.MANUAL}
    return replace(services, county=services.county.model_copy(update={"modes": modes}))


@pytest.fixture
async def user(services):
    return await add_user(services)


async def receive(trial, text, number):
    kept = await deliver(trial, mail(text, own_id=str(number), sender=f"asiakas{number}@citizen.example"))
    await work(trial)
    return kept


async def act_on(trial, kept, user, do):
    case = await case_of(trial, kept)
    async with trial.sessions.begin() as session:
        case = await casework.look(session, case.id)
        await do(session, trial, Act(case_id=case.id, revision=case.revision, user_id=user.id, at=trial.now()), case)


def corrected(**values):
    async def do(session, trial, act, case):
        as_it_is = {name: getattr(case, name) for name in ("reason", "urgency", "municipality", "language")}
        as_it_is |= {"contacter": ContacterType.RELATIVE, "destination": case.destination, "why": "Ei kiirettä."}
        await correcting.correct(session, trial, act, correcting.Correction(**(as_it_is | values)))

    return do


async def called(session, trial, act, _case):
    await replying.called(session, trial, act, replying.Called(reached=True, note="Puhuttu."))


async def resolved(session, trial, act, case):
    outcome = resolving.Outcome(
        contacter=ContacterType.RELATIVE,
        direction=Direction.TO_SERVICE,
        reason=case.reason,
        resolution=Resolution.ADVICE_GIVEN,
        confirmed=True,
    )
    await resolving.resolve(session, trial, act, outcome)


async def compare(services, since=None):
    since = since or services.now() - timedelta(days=30)
    async with services.readers() as session:
        compared = await history.read(session, services, since)
    return figures(compared, since, services.now()), compared


async def test_what_people_chose_stands_beside_what_the_rule_suggested(trial, user, clock):
    first = await receive(trial, MEMORY, 1)
    clock.forward(hours=2)
    await act_on(trial, first, user, corrected(destination="informal_care_support", reason=Reason.INFORMAL_CARE))
    found, (one,) = await compare(trial)

    case = await case_of(trial, first)
    assert one.suggested.destination == "memory_guidance"
    assert (one.chosen.destination, one.chosen.team) == ("informal_care_support", case.team)
    assert (one.chosen.reason, one.chosen.urgency) == ("informal_care", one.suggested.urgency)
    assert one.answered_at is None
    assert [(each.rule, each.field, each.suggested, each.chosen) for each in found.differences] == [
        (one.rule, Field.DESTINATION, "memory_guidance", "informal_care_support"),
        (one.rule, Field.REASON, "memory_concern", "informal_care"),
    ]


async def test_agreement_is_counted_over_what_people_have_worked_on(trial, user):
    first, second, third = [await receive(trial, text, n) for n, text in enumerate((MEMORY, INFORMAL_CARE, FEES))]
    await act_on(trial, first, user, corrected(destination="advice"))
    await act_on(trial, second, user, called)
    found, compared = await compare(trial)

    assert found.agreement[Field.DESTINATION] == Share(agreed=1, of=2)
    assert found.agreement[Field.URGENCY] == Share(agreed=2, of=2)
    assert (found.agreement[Field.DESTINATION].percent, found.agreement[Field.DESTINATION].few) == (50, True)
    untouched = {one.contact_id for one in compared if one.chosen is None}
    assert untouched == {(await contact_of(trial, third)).id}


async def test_a_call_that_reached_nobody_is_no_work_and_no_answer(trial, user):
    async def missed(session, trial, act, _case):
        await replying.called(session, trial, act, replying.Called(reached=False, note=""))

    kept = await receive(trial, FEES, 1)
    await act_on(trial, kept, user, missed)
    _, (one,) = await compare(trial)

    assert (one.chosen, one.answered_at) == (None, None)


async def test_the_text_that_was_held_back_is_told_with_its_moment(trial, user):
    await receive(trial, MEMORY, 1)
    found, (one,) = await compare(trial)

    (text,) = one.withheld
    assert (text.template, text.language, text.at) == ("email_body", Language.FI, trial.now())
    assert text.text.startswith("Hei!")
    assert one.reference in text.text
    assert [(each.template, each.channel, each.count) for each in found.texts] == [("email_body", "email", 1)]


async def test_what_a_page_would_have_said_is_known_without_being_said(trial):
    await keep_contact_form(trial, INFORMAL_CARE, answer_by="phone", phone="040 123 4567")
    await work(trial)
    _, (one,) = await compare(trial)

    (text,) = one.withheld
    assert (one.channel, one.mode, text.template) == (ChannelCode.WEB_FORM, "manual", "informal_care_support")
    assert (text.date_by is not None, text.text) == (True, "")


async def test_danger_at_home_would_have_been_told_nothing(trial):
    await receive(trial, ABUSE, 1)
    found, (one,) = await compare(trial)

    assert (one.withheld, one.silence) == ((), "safe_contact")
    assert found.silences == (("safe_contact", 1),)


async def test_a_later_date_that_was_held_back_is_counted_too(trial, user):
    async def move(session, trial, act, _case):
        await promising.move(session, trial, act, trial.now() + timedelta(days=10))

    await act_on(trial, await receive(trial, FEES, 1), user, move)
    _, (one,) = await compare(trial)

    assert [text.template for text in one.withheld] == ["email_body", "email_moved_body"]


async def test_a_promise_that_people_did_not_keep_would_have_been_too_early(trial, user, clock):
    late, in_time, never, fresh = [await receive(trial, FEES, number) for number in range(3)] + [None]
    clock.forward(hours=1)
    await act_on(trial, in_time, user, resolved)
    clock.forward(days=20)
    await act_on(trial, late, user, called)
    fresh = await receive(trial, FEES, 9)
    found, _ = await compare(trial)

    of = {timing: {one.contact_id for one in ones} for timing, ones in found.timing.items()}
    ids = [(await contact_of(trial, kept)).id for kept in (late, in_time, never, fresh)]
    assert of == {Timing.TOO_EARLY: {ids[0], ids[2]}, Timing.KEPT: {ids[1]}, Timing.OPEN: {ids[3]}}


async def test_an_answer_before_the_text_would_have_made_the_text_too_late(trial, user, clock):
    kept = await receive(trial, FEES, 1)
    clock.forward(hours=-1)
    await act_on(trial, kept, user, called)
    clock.forward(hours=1)
    found, _ = await compare(trial)

    assert [one.contact_id for one in found.too_late] == [(await contact_of(trial, kept)).id]


async def test_live_channels_and_earlier_days_are_left_out(services, trial, clock):
    await receive(trial, FEES, 1)
    clock.forward(days=40)
    await receive(services, FEES, 2)
    await receive(trial, FEES, 3)
    _, compared = await compare(trial)

    assert [(one.mode, one.arrived_at) for one in compared] == [("shadow", services.now())]


async def test_a_channel_that_has_gone_live_since_keeps_its_history(services, trial):
    await receive(trial, FEES, 1)
    found, _ = await compare(services)

    assert [(one.channel, one.mode, one.cases) for one in found.channels] == [("email", "shadow", 1)]


async def test_an_answer_in_the_same_case_is_no_second_decision(trial, user, clock):
    kept = await receive(trial, FEES, 1)
    await act_on(trial, kept, user, called)
    reference = (await contact_of(trial, kept)).reference
    clock.forward(hours=1)
    subject = f"VS: Olemme saaneet viestisi ({reference})"
    await deliver(trial, mail("Kiitos!", own_id="2", sender="asiakas1@citizen.example", subject=subject))
    await work(trial)
    found, compared = await compare(trial)

    assert [one.first for one in compared] == [True, False]
    assert (found.contacts, found.agreement[Field.REASON].of) == (2, 1)


async def test_nobodys_name_or_words_are_in_it(trial, user):
    await act_on(trial, await receive(trial, MEMORY, 1), user, corrected(destination="advice", urgency=Urgency.ROUTINE))
    found, compared = await compare(trial)
    page = files.comparison(trial, Language.FI, found, compared)
    told = written.as_json(found, compared) + "\n".join(written.as_lines(found)) + page

    for word in ("Meikäläinen", "Maija", "asiakas1", "lääkkeet", "Äitini", "Ei kiirettä", "Neuvonen"):
        assert word not in told
    assert (
        json.loads(written.as_json(found, compared))["entries"][0]["would_have_been_told"][0]["template"]
        == "email_body"
    )


async def test_supervisors_see_the_page_and_advisors_do_not(trial, browser, user):
    await act_on(trial, await receive(trial, MEMORY, 1), user, corrected(destination="advice"))
    advisor = await sign_in(trial, Role.ADVISOR, "aino")
    supervisor = await sign_in(trial, Role.SUPERVISOR, "seppo")

    assert (await browser.get("/shadow", headers=advisor.headers)).status == 403
    answer = await browser.get("/shadow", headers=supervisor.headers)
    page = await answer.text()
    assert answer.status == 200
    assert "Koekäytön vertailu" in page
    assert "Muistineuvonta" in page
    assert "0 %" in page
    assert (await browser.get("/shadow?since=2030-01-01", headers=supervisor.headers)).status == 200
    assert (await browser.get("/shadow?since=tomorrow", headers=supervisor.headers)).status == 200


@pytest.mark.parametrize(
    ("agreed", "of", "percent", "few"),
    [(0, 0, None, True), (0, 400, 0, False), (1, 400, 1, False), (399, 400, 99, False), (19, 19, 100, True)],
)
def test_only_all_are_a_hundred_percent_and_only_none_are_nothing(agreed, of, percent, few):
    share = Share(agreed=agreed, of=of)

    assert (share.percent, share.few) == (percent, few)
