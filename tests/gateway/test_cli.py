import json
import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from gateway.store.cases import CaseRow
from tests.factories import deliver, mail, only, open_house, settings_for, work
from tests.gateway.commanding import at, error_of

ROOT = Path(__file__).parents[2]
KEY = f"k1:{b64encode(b'1' * 32).decode()}"


ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"])


@pytest.fixture
async def house(loaded, tmp_path, database_url, clock):
    async with open_house(loaded, settings_for(tmp_path / "data", database_url), clock, None) as opened:
        yield opened


async def test_balance_prints_the_figures_and_ends_with_0(luotsi, house, database_url):
    await deliver(house, mail())

    done = await at(luotsi, database_url, "balance")

    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "received": 1, "recorded": 1, "quarantined": 0, "unaccounted": 0, "acknowledged": 0,
        "channels": {"email": {"received": 1, "recorded": 1, "quarantined": 0, "unaccounted": 0}},
    }  # fmt: skip


@ON_SQLITE
async def test_balance_ends_with_1_when_something_is_missing(luotsi, house, database_url):
    await deliver(house, mail())
    async with house.sessions.begin() as session:
        await session.execute(text("DELETE FROM timeline"))
        await session.execute(text("DELETE FROM contacts"))

    done = await at(luotsi, database_url, "balance")

    assert (done.returncode, json.loads(done.stdout)["unaccounted"]) == (1, 1)


@ON_SQLITE
async def test_explain_tells_the_rule_its_reason_and_what_would_change_it(luotsi, house, database_url):
    kept = await deliver(house, mail("Äitini Porissa ei pärjää kotona, hän on 84."))
    await work(house)
    reference = kept.receipts[0].reference

    done = await at(luotsi, database_url, "explain", reference.lower().replace("-", " "))
    by_id = await at(luotsi, database_url, "explain", str(kept.receipts[0].contact_id))

    said = done.stdout.decode()
    assert (done.returncode, by_id.stdout) == (0, done.stdout)
    case = await only(house, CaseRow)
    named = f"goes to      {case.destination}"
    for line in (named, "because ", "asked before", "would change urgency=emergency: R003"):
        assert line in said
    assert "pärjää" not in said


@ON_SQLITE
async def test_explain_says_where_the_telling_words_stand_and_what_they_are_not(luotsi, house, database_url):
    words = "Isälle pitäisi saada ateriapalvelu kotiin, koska ruoka jää syömättä."
    kept = await deliver(house, mail(words))
    await work(house)

    said = (await at(luotsi, database_url, "explain", kept.receipts[0].reference)).stdout.decode()

    (line,) = [one for one in said.splitlines() if one.startswith("  words")]
    why, _, spans = line.removeprefix("  words").strip().partition(" text ")
    shown = [words[slice(*map(int, span.split("-")))] for span in spans.split(", ")]
    assert why == "reason:support_services:"
    assert "ateriapalvelu" in shown
    assert "ateriapalvelu" not in said


@ON_SQLITE
async def test_a_contact_that_there_is_not_cannot_be_explained(luotsi, house, database_url):
    done = await at(luotsi, database_url, "explain", "SAT-0000-0000-000")

    assert (done.returncode, done.stdout) == (2, b"")
    assert error_of(done).startswith("luotsi: ")


@ON_SQLITE
async def test_accounts_are_opened_changed_closed_and_listed(luotsi, house, database_url):
    add = await at(luotsi, database_url, "user", "add", "Aino", "--name", "Aino Neuvoja", words=b"\n")
    again = await at(luotsi, database_url, "user", "add", "aino", "--name", "Toinen", words=b"hyva pitka salasana\n")
    short = await at(luotsi, database_url, "user", "password", "aino", words=b"lyhyt\n")
    closed = await at(luotsi, database_url, "user", "close", "aino")
    listed = await at(luotsi, database_url, "user", "list")

    assert (add.returncode, again.returncode, short.returncode, closed.returncode) == (0, 2, 2, 0)
    assert add.stdout.decode().startswith("password: ")
    assert listed.stdout.decode() == "aino\tadvisor\tclosed\tAino Neuvoja\n"


@ON_SQLITE
async def test_keys_rotate_leaves_everything_readable_to_a_running_process(luotsi, house, database_url):
    await deliver(house, mail())
    before = house.keys.newest.id

    done = await at(luotsi, database_url, "keys", "rotate")
    await work(house)

    assert done.returncode == 0
    assert b"everything is sealed with k2" in done.stdout
    assert (before, house.keys.newest.id) == ("k1", "k2")


def test_migrate_brings_an_empty_database_to_our_schema(luotsi, empty_database_url):
    stale = luotsi("migrate", "--check", LUOTSI_DATABASE_URL=empty_database_url)
    done = luotsi("migrate", LUOTSI_DATABASE_URL=empty_database_url)
    current = luotsi("migrate", "--check", LUOTSI_DATABASE_URL=empty_database_url)

    assert (stale.returncode, done.returncode, current.returncode) == (2, 0, 0)
    assert error_of(stale).endswith("run `luotsi migrate`")
    assert done.stdout == current.stdout != b""


def test_an_old_schema_is_refused_with_what_to_do(luotsi, database_url):
    address = make_url(database_url)
    engine = create_engine(address.set(drivername=address.drivername.replace("+aiosqlite", "")))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()

    done = luotsi("balance", LUOTSI_DATABASE_URL=database_url)

    assert (done.returncode, done.stdout) == (2, b"")
    assert "database schema is 0000" in error_of(done)


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        (["balance"], {"LUOTSI_COUNTY": "kainuu"}, 2, "no county 'kainuu'; there are pohjois-pohjanmaa, satakunta"),
        (["balance"], {"LUOTSI_DATABASE_URL": "mysql://u:secret@h/d"}, 2, "LUOTSI_DATABASE_URL"),
        (["balance"], {"LUOTSI_DATABASE_URL": "postgresql://u:secret@127.0.0.1:9/d"}, 1, "see LUOTSI_DATABASE_URL"),
        (["balance"], {"LUOTSI_HTTP_PORT": "eighty"}, 2, "LUOTSI_HTTP_PORT"),
        (["balance"], {"LUOTSI_SMTP_RELAY": "secret"}, 2, "LUOTSI_SMTP_RELAY"),
        (["triage"], {"LUOTSI_COUNTY": "kainuu"}, 2, "no county 'kainuu'"),
        (["triage", "--engine", "crystal"], {}, 2, "no engine 'crystal'"),
        (["triage", "--engine", "rasa"], {}, 2, "LUOTSI_RASA_URL: is not set"),
        (["balance"], {"LUOTSI_RASA_URL": "http://rasa.example", "LUOTSI_RASA_TOKEN": "secret"}, 2, "LUOTSI_RASA_URL"),
        (["balance"], {"LUOTSI_RASA_URL": "http://127.0.0.1:5005"}, 2, "LUOTSI_RASA_TOKEN"),
        (["read-email", "missing.eml"], {}, 2, "missing.eml: No such file"),
        (["read-email", "--known", "missing.json"], {}, 2, "missing.json: No such file"),
        (["config", "check"], {"LUOTSI_COUNTY": "kainuu"}, 2, "no county 'kainuu'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_wrong_is_said_in_one_line_without_secrets(luotsi, arguments, environment, code, said):
    if environment.get("LUOTSI_COUNTY") and "balance" in arguments:
        luotsi("migrate")  # the database is looked at first

    done = luotsi(*arguments, **environment)

    assert (done.returncode, done.stdout) == (code, b"")
    assert said in error_of(done)
    assert "secret" not in error_of(done)


def test_wrong_keys_are_refused_without_showing_them(luotsi):
    luotsi("migrate")

    done = luotsi("balance", LUOTSI_KEYS="k1:c2VjcmV0")

    assert (done.returncode, error_of(done)) == (2, "luotsi: LUOTSI_KEYS: each key must be id:base64 of 32 bytes")


def test_another_installations_keys_open_nothing(luotsi):
    luotsi("migrate")
    luotsi("balance")

    done = luotsi("balance", LUOTSI_KEYS=KEY)

    assert done.returncode == 2
    assert "secrets.sealed:index cannot be opened" in error_of(done)


def test_a_county_that_ships_is_fit_for_use(luotsi):
    done = luotsi("config", "check", LUOTSI_COUNTY="pohjois-pohjanmaa")

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"fit for use\n")


def test_config_check_ends_with_1_and_names_each_problem(luotsi):
    done = luotsi("config", "check", LUOTSI_HTTP_HOST="::", LUOTSI_REDIS_URL="redis://localhost")

    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stdout.decode().splitlines()] == [
        "LUOTSI_REDIS_URL", "LUOTSI_PUBLIC_URL"
    ]  # fmt: skip


def test_triage_answers_line_by_line_in_order_and_touches_no_database(luotsi, tmp_path):
    lines = [b'{"id": "a", "text": "Mist\xc3\xa4 saan kotihoitoa?"}', b"", b"\xff\xfe", b'{"id": "c", "text": ""}']

    done = luotsi("triage", words=b"\n".join(lines), LUOTSI_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")

    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert [answer["id"] for answer in answers] == ["a", None, "c"]
    assert "error" in answers[1]
    assert not (tmp_path / "data").exists()


def test_read_email_answers_mail_by_mail_in_order(luotsi, tmp_path):
    names = ["b.eml", "a.eml"]
    for name in names:
        (tmp_path / name).write_bytes(mail(f"Hei {name}", own_id=name))

    done = luotsi("read-email", *names)

    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(answer["file"], answer["text"].strip()) for answer in answers] == [(name, f"Hei {name}") for name in names]


def test_a_command_is_called_as_a_program_and_a_demonstration_is_for_this_machine_only(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "gateway.cli", "serve", "--demo"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LUOTSI_DATA_DIR": str(tmp_path), "LUOTSI_HTTP_HOST": "::"},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, b"")
    assert error_of(done).startswith("luotsi: LUOTSI_HTTP_HOST: --demo is for this machine only")
    assert list(tmp_path.iterdir()) == []


def test_a_command_without_a_name_prints_what_there_is(luotsi):
    said = luotsi("--help").stdout.decode()

    commands = ("serve", "migrate", "triage", "read-email", "explain", "balance", "user", "keys", "config", "train")
    assert [command for command in commands if command not in said] == []
