"""Rules are changed while Luotsi runs: a good change holds from the next contact on, a bad one never."""

import asyncio
import json
import os
import shutil
import signal
from dataclasses import replace

import pytest
from sqlalchemy import select

from gateway.auth.permissions import Role
from gateway.commands.explaining import explain
from gateway.rulebook import RunningRules
from gateway.store.decisions import DecisionRow
from gateway.web.application import make_application
from routing.check import OWN_RULES, load_rules
from routing.files import ConfigurationError
from tests.factories import all_of, deliver, mail, sign_in, work
from tests.fakes import MONDAY_MORNING
from tests.journeys.forms import send_form, submission_id
from tests.journeys.records import reading, settled
from tests.servers.luotsi import LuotsiDiedError
from tests.servers.waiting import eventually

MEMORY = "Äidin muisti on huonontunut, mistä saamme neuvoa muistitestiin? Asumme Porissa. Hän on 80-vuotias."


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(OWN_RULES, folder)
    return folder


def change(folder, written, instead):
    file = folder / "76-memory.toml"
    text = file.read_text(encoding="utf-8")
    assert written in text
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")
    return file


def better(folder):
    change(folder, 'destination = "memory_guidance"', 'destination = "service_guidance"')


def worse(folder):
    return change(folder, 'deadline = "wd3"', 'deadline = "soonish"')


def test_a_start_with_bad_rules_is_refused(rules):
    file = worse(rules)

    with pytest.raises(ConfigurationError, match=f"^{file}:8: R087: deadline has no code 'soonish'$"):
        RunningRules(rules)


def test_bad_rules_never_replace_good_ones(rules):
    running = RunningRules(rules)
    file = worse(rules)

    assert running.reload(MONDAY_MORNING) is False
    assert running.book.version == load_rules().version
    assert (running.refusal.file, running.refusal.line) == (str(file), 8)
    assert running.refusal.at == MONDAY_MORNING


def test_rules_that_were_mended_are_taken_and_the_refusal_is_forgotten(rules):
    running = RunningRules(rules)
    worse(rules)
    running.reload(MONDAY_MORNING)
    change(rules, 'deadline = "soonish"', 'deadline = "wd1"')

    assert running.reload(MONDAY_MORNING) is True
    assert running.refusal is None
    assert running.book.version == load_rules(rules).version != load_rules().version


def test_a_folder_that_is_gone_leaves_the_running_rules(rules):
    running = RunningRules(rules)
    shutil.rmtree(rules)

    assert running.reload(MONDAY_MORNING) is False
    assert running.book.rules
    assert "no rule files" in running.refusal.problem


async def test_each_decision_keeps_the_version_that_it_was_made_by(services, rules, clock):
    house = replace(services, running=RunningRules(rules))
    await deliver(house, mail(MEMORY))
    await work(house)
    better(rules)
    house.running.reload(house.now())
    clock.forward(minutes=1)
    await deliver(house, mail(MEMORY, own_id="2", sender="ville@citizen.example"))
    await work(house)

    first, second = await all_of(services, DecisionRow)
    assert (first.rules_version, first.decision["destination"]) == (load_rules().version, "memory_guidance")
    assert (second.rules_version, second.decision["destination"]) == (load_rules(rules).version, "service_guidance")
    assert first.rules_version != second.rules_version


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_decision_is_explained_in_the_words_that_held_when_it_was_made(services, rules):
    house = replace(services, running=RunningRules(rules))
    kept = await deliver(house, mail(MEMORY))
    await work(house)
    change(rules, 'id = "R088"', 'id = "R188"')
    change(rules, "Memory is a worry, but daily life works.", "Otherwise.")
    house.running.reload(house.now())

    said = await explain(house, kept.receipts[0].reference)

    assert "because      Memory is a worry, but daily life works. Memory guidance helps with the first steps." in said


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_what_was_refused_is_said_to_the_operator_with_file_and_line(aiohttp_client, services, rules):
    house = replace(services, running=RunningRules(rules))
    browser = await aiohttp_client(make_application(house, demo=False), cookies={})
    operator = await sign_in(house, Role.ADMINISTRATOR)
    file = worse(rules)
    house.running.reload(house.now())

    operate = await (await browser.get("/operate", headers=operator.headers)).text()
    page = await (await browser.get("/rules", headers=operator.headers)).text()

    assert "Uusia sääntöjä ei otettu käyttöön" in operate
    assert 'href="/rules"' in operate
    assert f"{file}:8" in page
    assert "deadline has no code" in page


async def test_a_running_luotsi_takes_good_rules_and_keeps_them_over_bad_ones(start_luotsi, rules):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_RULES=str(rules))

    await ask(luotsi)
    better(rules)
    await told(luotsi, "rules_taken", 1)
    await ask(luotsi)
    worse(rules)
    await told(luotsi, "rules_refused", 1)
    await ask(luotsi)

    await settled(luotsi, 3)
    async with reading(luotsi) as (session, _):
        decided = (await session.scalars(select(DecisionRow).order_by(DecisionRow.created_at))).all()
    assert [one.decision["destination"] for one in decided] == [
        "memory_guidance",
        "service_guidance",
        "service_guidance",
    ]
    assert decided[0].rules_version == load_rules().version
    assert decided[1].rules_version == decided[2].rules_version != decided[0].rules_version
    (refused,) = events(luotsi, "rules_refused")
    assert (refused["file"], refused["line"]) == (str(rules / "76-memory.toml"), 8)
    assert refused["running"] == decided[1].rules_version


async def test_luotsi_does_not_start_with_bad_rules_and_says_where_they_are_wrong(start_luotsi, rules):
    file = worse(rules)

    with pytest.raises(LuotsiDiedError, match=f"ended with 2:\nluotsi: {file}:8: R087: deadline has no code"):
        await asyncio.to_thread(start_luotsi, LUOTSI_RULES=str(rules))


async def ask(luotsi):
    page = await send_form(luotsi, {"submission_id": await submission_id(luotsi), "text": MEMORY})
    assert page.status == 200


async def told(luotsi, event, count):
    """SIGHUP, and wait until its log has said that *count* times."""
    os.kill(luotsi.pid, signal.SIGHUP)
    await eventually(lambda: len(events(luotsi, event)) == count, within=10, what=event)


def events(luotsi, name):
    lines = [line for line in luotsi.log().splitlines() if line.startswith("{")]
    return [entry for entry in map(json.loads, lines) if entry["event"] == name]
