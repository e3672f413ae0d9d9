"""What a reference shows is a function of step and date: whatever else differs in the Case, the page does not."""

import re
from dataclasses import asdict, fields
from itertools import chain

import pytest
from sqlalchemy import update

from channels.codes import ANSWER_LANGUAGES, ContacterType, Language, Reason, Resolution, Urgency
from gateway.store import progress
from gateway.store.cases import CaseRow
from gateway.store.progress import Progress, Step
from gateway.store.states import CaseState, View
from gateway.web.pages import Renderer, Shell, environment
from gateway.web.public.pages import StatusPage
from gateway.web.public.status import _page
from tests.factories import add_user, contact_of, keep_contact_form, only, work
from tests.gateway.web.public.given import MONDAY_NOON

NAME = "Aino Virtanen"
WORDS = "Tarvitsen kotihoitoa Porissa, muistini pätkii."
_DATES = {"resolved_at": MONDAY_NOON, "resolution": Resolution.ADVICE_GIVEN, "reason": Reason.SERVICE_INFO}


@pytest.fixture
def page(services):
    renderer = Renderer(environment=environment(), texts=services.texts)

    def render(found: Progress, language: Language) -> str:
        shell = Shell(
            language=language,
            path="/status",
            county=services.county.name[language],
            phone=services.county.phone.number,
            hours=services.hours.describe(language),
            signed_in=None,
            csrf="",
            version="0",
            demo=False,
        )
        html = renderer.html(_page("", found, language, asked=True), shell)
        return html[html.index("<main") : html.index("</main")]

    return render


@pytest.fixture
async def reference(services):
    kept = await keep_contact_form(services, WORDS, name=NAME, answer_by="phone", phone="040 123 4567")
    await work(services)
    return (await contact_of(services, kept)).reference


def _variations(services, advisor):
    """Everything of a Case that is somebody's secret, each value that it can have."""
    return chain(
        ({"destination": one.code, "team": one.team} for one in services.destinations.values()),
        ({"reason": reason} for reason in Reason if reason is not Reason.ABUSE_NEGLECT),
        ({"urgency": urgency, "alarm": urgency is Urgency.EMERGENCY} for urgency in Urgency),
        ({"contacter": contacter} for contacter in ContacterType),
        ({"resolution": resolution} for resolution in Resolution),
        ({"view": view} for view in View),
        ({"owner_id": advisor, "claimed_until": MONDAY_NOON}, {"municipality": "Pori"}, {"undelivered": True}),
        ({"clock_started_at": MONDAY_NOON, "clock_due_at": MONDAY_NOON}, {"language": Language.SV}),
    )


@pytest.mark.parametrize("state", CaseState)
async def test_the_page_is_the_same_whatever_the_case_is_about(services, reference, state):
    advisor = (await add_user(services)).id
    seen = set()
    for values in _variations(services, advisor):
        async with services.sessions.begin() as session:
            await session.execute(update(CaseRow).values({"state": state, **_DATES, **values}))
            found = await progress.find(session, reference)
        seen.add(tuple(asdict(found).items()))

    assert len(seen) == 1


def test_the_page_is_made_of_step_and_date_alone():
    assert {field.name for field in fields(Progress)} == {"step", "received_at", "done_at"}
    drawn = {"steps", "at"}  # of the step alone
    assert {field.name for field in fields(StatusPage)} == {"asked", "typed", "progress", "received", "done"} | drawn


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
@pytest.mark.parametrize("step", Step)
async def test_no_word_of_ours_for_a_place_or_a_reason_stands_on_the_page(services, page, step, language):
    said = re.sub(r"<[^>]+>", " ", page(Progress(step=step, received_at=MONDAY_NOON, done_at=MONDAY_NOON), language))
    told = [one.labels[language] for one in services.destinations.values()]
    for kind, codes in (
        ("reason", Reason),
        ("resolution", Resolution),
        ("urgency", Urgency),
        ("contacter", ContacterType),
    ):
        told += [services.texts.say(language, f"{kind}-{code}") for code in codes]
    told += [
        services.texts.say(language, f"inbox-state-{state}") for state in CaseState if state is not CaseState.RECEIVED
    ]

    assert [words for words in told if re.search(rf"\b{re.escape(words)}\b", said)] == []


async def test_no_word_and_no_name_of_theirs_stands_on_the_page(services, reference, page):
    async with services.readers() as session:
        found = await progress.find(session, reference)
    said = page(found, Language.FI).lower()

    assert found.step is Step.RECEIVED
    assert [word for word in f"{NAME} {WORDS}".lower().split() if word in said] == []


async def test_every_state_has_a_step(services, reference):
    steps = {}
    for state in CaseState:
        async with services.sessions.begin() as session:
            await session.execute(update(CaseRow).values({"state": state, **_DATES}))
            steps[state] = (await progress.find(session, reference)).step

    assert set(steps.values()) == set(Step)
    assert {state for state, step in steps.items() if step is Step.DONE} == {CaseState.RESOLVED}
    assert (await only(services, CaseRow)).safe_contact_only is False
