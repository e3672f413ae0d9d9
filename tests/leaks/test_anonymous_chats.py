"""Who a visitor of the chat is stands nowhere to be read; and what they said, nowhere at all when its time has come."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr
from sqlalchemy import make_url

from gateway.casework.acting import Act, note
from gateway.store import balance, drafts
from gateway.store.cases import CaseRow
from gateway.store.conversations import EntryCodeRow
from gateway.web.application import make_application
from tests.factories import QUESTION, only, sign_in, work
from tests.gateway.chat.ending import ends, pass_
from tests.gateway.chat.peer import Peer, answers, origin_of
from tests.leaks.columns import opened, plain, sealed_values
from tests.leaks.places import where
from tests.servers.programs import require, run

NAME, PHONE, CODE, STREET = "Hilkka Harmaja", "040 555 0188", "010594Y9032", "Kuusikuja 7 B 12"
SAID = (NAME, "Harmaja", PHONE, CODE, STREET, "Kuusikuja", "virtsankarkailu")
ADDRESS, BROWSER = "198.51.100.77", "Erikoisselain/7.7"
SETTINGS = {"trusted_proxy": True, "observe_token": SecretStr("watching")}
WAYS = ("/chat/line", "/chat/code", "/chat/continue", "/metrics")


@pytest.fixture
async def asked():
    """Every address that the house is asked for."""
    return []


@pytest.fixture
async def browser(services, asked):
    """A browser behind our nginx, which tells us the visitor's address."""
    behind_nginx = replace(services, settings=services.settings.model_copy(update=SETTINGS))
    application = make_application(behind_nginx, demo=False)

    async def note_address(request, _response):
        asked.append(str(request.rel_url))

    application.on_response_prepare.append(note_address)
    headers = {"X-Forwarded-For": ADDRESS, "User-Agent": BROWSER}
    async with TestClient(TestServer(application), headers=headers) as client:
        yield client


async def visits(browser):
    headers = {"Origin": origin_of(browser), "X-Forwarded-For": ADDRESS, "User-Agent": BROWSER}
    peer = Peer(await browser.ws_connect("/chat/line", headers=headers))
    await peer.hello()
    return peer


async def told(browser, services):
    """A visitor tells who they are, an advisor answers and notes it, and looks at the code."""
    visitor = await visits(browser)
    await visitor.say(f"{QUESTION} Olen {NAME}, puhelin {PHONE}.")
    await work(services)
    await visitor.say(f"Äidillä on virtsankarkailu. Tunnus on {CODE}, osoite {STREET}.")
    maija, case = await sign_in(services), await only(services, CaseRow)
    advisor = await answers(browser, maija, case.id)
    await advisor.say(f"Kiitos, {NAME}. Soitanko numeroon {PHONE}?")
    shown = await browser.post(
        f"/inbox/case/{case.id}/identity-code",
        data={"csrf": maija.csrf, "said": str((await only(services, EntryCodeRow)).id)},
        headers=maija.headers,
    )
    assert CODE in await shown.text()
    case = await only(services, CaseRow)
    async with services.sessions.begin() as session:
        act = Act(case_id=case.id, revision=case.revision, user_id=maija.id, at=services.now())
        await note(session, services.keys, act, f"{NAME}, {STREET}")
        await drafts.save(session, services.keys, (case.id, maija.id, "chat"), f"Hyvä {NAME}", services.now())
    return visitor, maija


async def comes_back(browser, visitor):
    """They take a code and come back by it; returns it."""
    code = (await (await browser.post("/chat/code", json={"token": visitor.token})).json())["code"]
    token = (await (await browser.post("/chat/continue", json={"code": code})).json())["token"]
    return code, token


def stored(services, folder):
    """What lies on the disk: SQLite's file, or PostgreSQL's dump."""
    url = make_url(services.settings.database)
    if url.get_backend_name() != "sqlite":
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return {"dump": run(require("pg_dump", "postgresql-client"), "--inserts", address, directory=folder).encode()}
    with closing(sqlite3.connect(url.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {file.name: file.read_bytes() for file in Path(url.database).parent.glob("own.db*")}


def lying_in(places, values):
    """The columns whose sealed values lie there, as they are or as a dump writes bytes."""
    return {
        column
        for value, column in values.items()
        if any(value in content or value.hex().encode() in content for content in places.values())
    }


async def test_who_a_visitor_is_stands_in_no_column_log_metric_or_address(browser, services, asked, tmp_path, capfd):
    visitor, _ = await told(browser, services)
    code, token = await comes_back(browser, visitor)

    columns, disk = await plain(services), stored(services, tmp_path)
    metrics = await (await browser.get("/metrics", headers={"Authorization": "Bearer watching"})).text()
    log = "".join(capfd.readouterr())
    heard = {"log": log.encode(), "metrics": metrics.encode(), "addresses": "\n".join(asked).encode()}

    # The search can find: what may be read in the clear, and by our keys what was said.
    reference = visitor.all("welcome")[-1]["reference"]
    assert "contacts.reference" in where(reference, columns)
    assert {word for word in SAID if not where(word, await opened(services))} == set()
    assert ("contact_read" in log, "luotsi_" in metrics, set(WAYS) <= {one.partition("?")[0] for one in asked}) == (
        (True, True, True)
    )
    secret = (*SAID, PHONE.replace(" ", ""), "405550188", ADDRESS, BROWSER, code, code.replace("-", ""), token)
    assert {word: found for word in secret if (found := where(word, columns | disk | heard))} == {}
    # Of the network not even sealed: whoever holds the keys cannot tell either.
    assert [word for word in (ADDRESS, BROWSER) if where(word, await opened(services))] == []


async def test_when_its_time_has_come_what_was_said_is_in_nothing_that_keys_can_open(
    browser, services, clock, tmp_path
):
    _, maija = await told(browser, services)
    before = await sealed_values(services)
    spoken = {"entries.sealed_text", "entry_codes.sealed", "originals.sealed", "contact_versions.sealed_record"}
    spoken |= {"timeline.sealed_text", "drafts.sealed_text"}
    assert lying_in(stored(services, tmp_path), before) >= spoken

    await ends(services, maija, note=f"Neuvottu: {NAME}")
    await pass_(services, clock, days=14)

    everything = await opened(services) | await plain(services)
    assert {word: found for word in SAID if (found := where(word, everything))} == {}
    # Nor do the old values lie about in what the database has freed.
    assert lying_in(stored(services, tmp_path), before) & spoken == set()
    async with services.readers() as session:
        assert (await balance.count(session)).unaccounted == 0
