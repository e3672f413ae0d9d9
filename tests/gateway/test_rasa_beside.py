"""Rasa in the whole house: set, gone, and seen by whoever asks how we are."""

import json
import re
from dataclasses import replace

import pytest

from channels.codes import Reason
from gateway import readers
from gateway.auth.permissions import Role
from gateway.condition.figures import measure
from gateway.condition.judging import judge
from gateway.condition.matters import Level, Matter
from gateway.services import Services
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.store.readings import ReadingRow
from gateway.web.application import make_application
from nlu.rasa_client import RasaClient
from tests.factories import EMERGENCY, all_of, deliver, mail, only, sign_in, work
from tests.servers.ports import free_port
from tests.servers.rasa import MODEL, TOKEN, running_rasa

NEED = "Äiti tarvitsee kotihoitoa, hän ei selviä enää pesuista yksin."


@pytest.fixture
def database_kind():
    """One is enough: nothing here is stored otherwise than without Rasa."""
    return "sqlite"


@pytest.fixture
def rasa():
    with running_rasa() as running:
        yield running


@pytest.fixture
def beside(services):
    """The same house with Rasa at *peer*."""

    def build(peer) -> Services:
        client = RasaClient(peer)
        engine = readers.composed(services.engine, client, services.settings)
        return replace(services, engine=engine, rasa=client)

    return build


@pytest.fixture
def gone(rasa, beside):
    return beside(rasa.peer(url=f"http://127.0.0.1:{free_port()}"))


async def condition(services):
    findings = judge(services, await measure(services))
    return {one.matter: one.level for one in findings}.get(Matter.RASA)


async def health(aiohttp_client, services):
    browser = await aiohttp_client(make_application(services, demo=False))
    return (await (await browser.get("/health")).json())["degraded"]


async def test_a_contact_is_read_with_rasa_and_says_so(beside, rasa, aiohttp_client):
    house = beside(rasa.peer())
    rasa.saying(Reason.HOME_CARE)
    await deliver(house, mail(NEED))
    await work(house)

    row = await only(house, ReadingRow)

    assert (row.engine, row.model.endswith(f"+{MODEL}"), row.reading["reason"]) == ("rasa", True, "home_care")
    assert (await health(aiohttp_client, house), await condition(house)) == ([], Level.WELL)


async def test_without_rasa_an_emergency_rings_and_health_says_what_is_missing(gone, aiohttp_client, capfd):
    await deliver(gone, mail(EMERGENCY))
    await work(gone)

    assert len(await all_of(gone, AlarmRow)) >= 1
    assert (await only(gone, ReadingRow)).engine == "linear"
    assert (await health(aiohttp_client, gone), await condition(gone)) == (["rasa"], Level.WATCH)
    assert not any(word in capfd.readouterr().err for word in (EMERGENCY, TOKEN))


async def test_who_reads_nothing_itself_knows_too_that_rasa_is_gone(gone, aiohttp_client):
    assert await health(aiohttp_client, gone) == ["rasa"]


async def test_the_operator_is_told_what_to_do(gone, aiohttp_client):
    browser = await aiohttp_client(make_application(gone, demo=False), cookies={})
    operator = await sign_in(gone, Role.ADMINISTRATOR)

    page = await (await browser.get("/operate", headers=operator.headers)).text()

    assert "Rasa ei vastaa tai vastaa väärin" in page
    assert "Rasa does not answer" in page


async def test_where_rasa_alone_names_the_reason_no_percent_is_shown(beside, rasa, aiohttp_client):
    house = beside(rasa.peer())
    rasa.saying(Reason.TRANSPORT_MOBILITY)
    await deliver(house, mail(NEED))
    await work(house)
    browser = await aiohttp_client(make_application(house, demo=False), cookies={})
    advisor = await sign_in(house)

    address = f"/inbox/case/{(await only(house, CaseRow)).id}"
    page = await (await browser.get(address, headers=advisor.headers)).text()

    (guess,) = re.findall(r'<p class="guess">.*</p>', page)
    assert (await only(house, ReadingRow)).reading["reason_confidence"] == 0
    assert "epävarma" in guess
    assert "%" not in guess


async def test_where_no_rasa_is_set_nobody_speaks_of_it(services, aiohttp_client):
    assert (services.rasa, await health(aiohttp_client, services), await condition(services)) == (None, [], None)


def test_triage_asks_rasa_where_it_is_told_to(rasa, luotsi):
    rasa.saying(Reason.HOME_CARE)
    peer = {"LUOTSI_RASA_URL": f"http://127.0.0.1:{rasa.port}", "LUOTSI_RASA_TOKEN": TOKEN, "LUOTSI_RASA_MODEL": MODEL}
    words = json.dumps({"id": "1", "text": NEED}).encode()

    asked = json.loads(luotsi("triage", "--engine", "rasa", words=words, **peer).stdout)
    ours = json.loads(luotsi("triage", words=words, **peer).stdout)

    assert (asked["engine"], asked["model"], asked["reason"]) == ("rasa", f"{ours['model']}+{MODEL}", "home_care")
    assert (ours["engine"], len(rasa.asked)) == ("linear", 1)
