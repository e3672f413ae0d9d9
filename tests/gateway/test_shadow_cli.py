"""`luotsi shadow report`, as it is run on a county's machine."""

import json
from dataclasses import replace

import pytest

from channels.codes import ChannelCode
from gateway.commands.run import run
from gateway.county import Mode
from tests.factories import deliver, mail, open_house, settings_for, work
from tests.gateway.test_cli import KEY, ON_SQLITE

pytestmark = ON_SQLITE


@pytest.fixture
def told(luotsi, loaded, tmp_path, database_url, clock):
    """`told("--json")`: what the command says of one mail that came in shadow mode."""

    async def receive():
        settings = settings_for(tmp_path / "data", database_url, keys=KEY)
        async with open_house(loaded, settings, clock, None) as services:
            county = services.county.model_copy(update={"modes": {ChannelCode.EMAIL: Mode.SHADOW}})
            trial = replace(services, county=county)
            await deliver(trial, mail())
            await work(trial)

    run(receive())

    def ask(*arguments):
        asked = ("shadow", "report", "--since", "2026-11-01", *arguments)
        return luotsi(*asked, LUOTSI_DATABASE_URL=database_url, LUOTSI_KEYS=KEY)

    return ask


def test_the_report_is_printed(told):
    done = told()

    lines = done.stdout.decode().splitlines()
    assert (done.returncode, lines[0]) == (0, "1 contacts in shadow or manual mode since 2026-11-01")
    assert "  email (shadow): 1 contacts, 1 Cases, 0 worked on" in lines
    assert "would have been told: email_body (fi, email) 1" in lines


def test_the_report_is_json_for_programs(told):
    (entry,) = json.loads(told("--json").stdout)["entries"]

    assert (entry["channel"], entry["mode"], entry["chosen"]) == ("email", "shadow", None)
    assert entry["would_have_been_told"][0]["text"].startswith("Hei!")


def test_the_report_is_a_page_for_people(told, tmp_path):
    done = told("--html", str(tmp_path / "vertailu.html"))

    page = (tmp_path / "vertailu.html").read_text("utf-8")
    assert done.returncode == 0
    assert "Koekäytön vertailu" in page
    assert "<script" not in page
    assert "maija@citizen.example" not in page


def test_a_day_that_is_none_is_refused(told, luotsi):
    done = luotsi("shadow", "report", "--since", "yesterday")

    assert done.returncode == 2
    assert "--since" in done.stderr.decode()
