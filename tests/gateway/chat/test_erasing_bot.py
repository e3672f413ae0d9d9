"""What was told to the bot goes as what was told to people does, and whoever comes back can talk with it again."""

import pytest

from gateway.store.cases import CaseRow
from gateway.store.jobs import JobRow
from gateway.store.states import CaseState, JobState
from tests.factories import all_of, only, sign_in, work
from tests.gateway.chat.ending import ends, pass_
from tests.gateway.chat.peer import visits
from tests.gateway.chat.test_erasing import comes_back
from tests.leaks.columns import opened
from tests.leaks.places import where

NEED = "Olen Hilkka Harmaja. Tarvitsen tietoa kotihoidon maksuista. Asun Porissa."


@pytest.fixture
def bot():
    return True


@pytest.fixture
async def visitor(browser, services, clock):
    """Somebody who has told the bot what it is about, and then said no more."""
    peer = await visits(browser)
    await peer.say(NEED)
    await peer.say("Olen 80, Hilkka siis.")
    await pass_(services, clock, minutes=11)
    return peer


async def test_all_that_was_told_to_the_bot_goes(services, clock, visitor):
    assert {"contact_versions.sealed_record", "entries.sealed_text"} <= set(where("Hilkka", await opened(services)))
    await ends(services, await sign_in(services))

    await pass_(services, clock, days=14)

    assert where("Hilkka", await opened(services)) == []


async def test_whoever_comes_back_talks_with_it_again_and_nothing_is_given_up(browser, services, clock, visitor):
    await ends(services, await sign_in(services))
    await pass_(services, clock, days=14)

    peer = await comes_back(browser, services)
    for words in ("Hei taas!", "Haluan puhua ihmiselle."):
        await peer.say(words)
    await work(services)
    await pass_(services, clock, minutes=15)

    assert (await only(services, CaseRow)).state is CaseState.REOPENED
    assert [row for row in await all_of(services, JobRow) if row.state is JobState.GIVEN_UP] == []
    assert "Haluan puhua" in str(await opened(services))
