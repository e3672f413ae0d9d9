import re
import time

import pytest
from sqlalchemy import update

from channels.codes import Reason, Resolution
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.states import CaseState
from tests.factories import only
from tests.gateway.web.public.given import message, reference_in, with_late_engine

MEALS = "Haluaisin tietää, miten ateriapalvelua haetaan Porissa."


async def _sent(visitor, text=MEALS, **more):
    return reference_in(await (await visitor.post("/contact", data=message(text, **more))).text())


async def _ask(visitor, reference, **headers):
    response = await visitor.post("/status", data={"reference": reference}, headers=headers)
    return response, await response.text()


async def _move(house, state):
    closed = {"resolved_at": house.now(), "resolution": Resolution.ADVICE_GIVEN, "reason": Reason.SERVICE_INFO}
    values = {"state": state, **(closed if state is CaseState.RESOLVED else {})}
    async with house.sessions.begin() as session:
        await session.execute(update(CaseRow).values(values))


def _step(html):
    return re.findall(r'aria-current="step">\s*([^<\n]+?) ?<span', html)


async def test_a_reference_tells_the_step_and_its_day_and_nothing_else(visitor):
    response, html = await _ask(visitor, await _sent(visitor))

    assert response.status == 200
    assert _step(html) == ["Vastaanotettu"]
    assert "Saimme viestisi 23.11.2026 klo 12.00." in html
    assert "ateria" not in html.lower()


HANDLED = [CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.WAITING_PARTNER, CaseState.TRANSFERRED]


@pytest.mark.parametrize("state", [*HANDLED, CaseState.REOPENED])
async def test_a_matter_that_somebody_works_on_is_being_handled_wherever_it_is(visitor, house, state):
    reference = await _sent(visitor)
    await _move(house, state)
    _, html = await _ask(visitor, reference)

    assert _step(html) == ["Käsittelyssä"]
    assert "Odottaa sinua" not in html


async def test_whom_we_wait_for_is_told_so(visitor, house):
    reference = await _sent(visitor)
    await _move(house, CaseState.WAITING_CLIENT)
    _, html = await _ask(visitor, reference)

    assert _step(html) == ["Odottaa sinua"]


async def test_a_settled_matter_tells_its_day(visitor, house, clock):
    reference = await _sent(visitor)
    clock.forward(hours=1)
    await _move(house, CaseState.RESOLVED)
    _, html = await _ask(visitor, reference)

    assert _step(html) == ["Valmis"]
    assert "Asia tuli valmiiksi 23.11.2026 klo 13.00." in html


async def test_a_reference_is_understood_as_people_type_it(visitor):
    reference = await _sent(visitor)
    _, html = await _ask(visitor, reference.lower().replace("-", " "))

    assert _step(html) == ["Vastaanotettu"]


async def test_unknown_and_mistyped_are_answered_alike_and_as_slowly(visitor):
    answers, taken = [], []
    for written in ("SAT-0000-0000-000", "SAT-0000-0000-001", "hello", ""):
        begun = time.monotonic()
        response, html = await _ask(visitor, written)
        taken.append(time.monotonic() - begun)
        answers.append((response.status, html.replace(f'value="{written}"', 'value=""')))

    assert len(set(answers)) == 1
    assert len(taken) == 4
    assert min(taken) >= 0.2
    assert "Emme löydä asiaa tällä viitenumerolla" in answers[0][1]


async def test_a_notice_about_somebody_else_only_ever_says_received(visitor, house):
    reference = await _sent(visitor, "Naapurini ei enää pärjää kotona.", matter="concern", about="other")
    await _move(house, CaseState.RESOLVED)
    _, html = await _ask(visitor, reference)

    assert _step(html) == ["Vastaanotettu"]
    assert "Asia tuli valmiiksi" not in html


async def test_a_matter_with_safe_contact_only_ever_says_received(visitor, house):
    reference = await _sent(visitor)
    async with house.sessions.begin() as session:
        await session.execute(update(CaseRow).values(safe_contact_only=True))
    await _move(house, CaseState.IN_PROGRESS)
    _, html = await _ask(visitor, reference)

    assert _step(html) == ["Vastaanotettu"]


async def test_where_contact_had_to_be_safe_nothing_more_is_told_once_it_is(visitor, house):
    # The page of such a message shows no reference; who finds it elsewhere must not learn more.
    await visitor.post("/contact", data=message("Mieheni lyö minua. En uskalla olla kotona."))
    reference = (await only(house, ContactRow)).reference
    async with house.sessions.begin() as session:
        await session.execute(update(CaseRow).values(safe_contact_only=False, reason=Reason.HOUSING_SERVICES))
    await _move(house, CaseState.WAITING_CLIENT)
    _, html = await _ask(visitor, reference)

    assert _step(html) == ["Vastaanotettu"]


async def test_a_matter_that_nobody_has_decided_on_only_says_received(visiting, house):
    late_house, _ = with_late_engine(house)
    visitor = await visiting(late_house)
    reference = await _sent(visitor)
    await _move(house, CaseState.IN_PROGRESS)
    _, html = await _ask(visitor, reference)

    assert _step(html) == ["Vastaanotettu"]


async def test_nobody_can_guess_on_and_on(visitor):
    answers = [(await _ask(visitor, f"SAT-{number}"))[0] for number in range(11)]

    assert [answer.status for answer in answers] == [200] * 10 + [429]
    assert answers[-1].headers["Retry-After"] == "60"


async def test_an_invented_address_does_not_help_whoever_guesses(visitor):
    answers = [
        (await _ask(visitor, f"SAT-{number}", **{"X-Forwarded-For": f"192.0.2.{number}"}))[0] for number in range(11)
    ]

    assert answers[-1].status == 429


async def test_what_was_typed_is_shown_as_words(visitor):
    _, html = await _ask(visitor, '"><script>alert(1)</script>')

    assert "<script>alert" not in html
