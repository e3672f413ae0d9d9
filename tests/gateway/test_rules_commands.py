"""`luotsi rules`: check, try and print, as whoever writes rules uses them."""

import json
import re
import shutil

import pytest

from gateway.store.audit import AuditRow
from routing.check import OWN_RULES
from tests.factories import MAIJA, all_of, deliver, mail, open_house, settings_for, work
from tests.gateway.commanding import at, error_of

MEMORY = "Äidin muisti on huonontunut, mistä saamme neuvoa muistitestiin? Asumme Porissa. Hän on 80-vuotias."
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"])
RAMP = "Tarvitsisimme apuvälineitä kotiin: rollaattorin ja suihkujakkaran. Asumme Porissa."


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(OWN_RULES, folder)
    return folder


@pytest.fixture
async def house(loaded, tmp_path, database_url, clock):
    async with open_house(loaded, settings_for(tmp_path / "data", database_url), clock, None) as opened:
        yield opened


def change(folder, name, written, instead):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert written in text
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")


async def three_contacts(house):
    """References of one about memory and two about devices."""
    kept = [
        await deliver(house, mail(words, own_id=str(number), sender=f"m{number}@citizen.example"))
        for number, words in enumerate((MEMORY, RAMP, RAMP + " Kiitos."))
    ]
    await work(house)
    return [one.receipts[0].reference for one in kept]


def test_rules_without_a_problem_are_said_to_have_none(luotsi):
    done = luotsi("rules", "check")

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"no problems\n")


def test_every_problem_is_told_with_file_and_line(luotsi, rules):
    change(rules, "76-memory.toml", '"not_coping"', '"not_copin"')
    change(rules, "76-memory.toml", '"memory_guidance"', '"memory"')
    file = rules / "76-memory.toml"

    done = luotsi("rules", "check", "--rules", str(rules))

    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        f"{file}:6: R087: flag has no code 'not_copin'",
        f"{file}:15: R088: there is no destination 'memory'",
    ]
    assert done.stderr == b"2 problems\n"


def test_the_countys_own_rules_are_the_ones_that_are_checked(luotsi, rules):
    change(rules, "76-memory.toml", '"memory_guidance"', '"memory"')

    of_rules = luotsi("rules", "check", LUOTSI_RULES=str(rules))
    of_all = luotsi("config", "check", LUOTSI_RULES=str(rules))

    assert (of_rules.returncode, of_all.returncode) == (1, 1)
    assert of_rules.stdout == of_all.stdout != b""


@pytest.mark.parametrize("arguments", [["check"], ["show", "--html", "book.html"], ["dry-run", "--last", "1"]])
def test_a_folder_without_rules_is_a_wrong_question(luotsi, tmp_path, arguments):
    done = luotsi("rules", *arguments, "--rules", str(tmp_path))

    assert (done.returncode, done.stdout) == (2, b"")
    assert error_of(done) == f"luotsi: {tmp_path}:1: there are no rule files here"


@pytest.mark.parametrize("command", [["balance"], ["triage"]])
def test_nothing_starts_with_rules_that_cannot_be_used(luotsi, rules, command):
    luotsi("migrate")
    change(rules, "76-memory.toml", '"memory_guidance"', '"memory"')

    done = luotsi(*command, LUOTSI_RULES=str(rules))

    assert (done.returncode, done.stdout) == (2, b"")
    assert error_of(done) == f"luotsi: {rules / '76-memory.toml'}:15: R088: there is no destination 'memory'"


async def test_a_trial_tells_who_would_move_where_and_moves_nobody(luotsi, house, database_url, rules):
    memory, *devices = await three_contacts(house)
    change(rules, "76-memory.toml", '"memory_guidance"\ndeadline = "wd3"', '"service_guidance"\ndeadline = "wd1"')
    before = await all_of(house, AuditRow)

    done = await at(luotsi, database_url, "rules", "dry-run", "--last", "10", "--rules", str(rules))
    again = await at(luotsi, database_url, "rules", "dry-run", "--last", "10", "--rules", str(rules), "--json")

    said = done.stdout.decode()
    assert done.returncode == 0
    assert "1 would move, 0 would change in their place, 2 stay" in said
    assert re.search(r"memory_guidance +service_guidance +R088 → R088 +1\n", said)
    assert said.endswith(
        "\ndestination: memory_guidance → service_guidance; deadline: wd3 → wd1;  (R088 → R088)\n"
        f"  {memory}\n"
    )  # fmt: skip
    assert not [reference for reference in devices if reference in said]
    for words in ("Maija", MAIJA, "muisti on", "citizen.example"):
        assert words not in said + again.stdout.decode()
    found = json.loads(again.stdout)
    assert found["counts"] == {"looked_at": 3, "moved": 1, "changed": 0, "same": 2, "already": 0}
    assert [group["references"] for group in found["groups"]] == [[memory]]
    assert found["groups"][0]["was"]["rule"] == "R088"
    looks = (await all_of(house, AuditRow))[len(before) :]
    assert [(row.action, row.data["contacts"]) for row in looks] == [("rules_tried", 3), ("rules_tried", 3)]


@ON_SQLITE
async def test_only_the_last_contacts_are_tried(luotsi, house, database_url):
    await three_contacts(house)

    done = await at(luotsi, database_url, "rules", "dry-run", "--last", "2", "--json")

    assert json.loads(done.stdout)["counts"]["looked_at"] == 2


@ON_SQLITE
async def test_the_page_of_a_trial_begins_with_the_summary_and_needs_nothing_else(
    luotsi, house, database_url, rules, tmp_path
):  # fmt: skip
    memory, *_ = await three_contacts(house)
    change(rules, "76-memory.toml", '"memory_guidance"\ndeadline = "wd3"', '"service_guidance"\ndeadline = "wd1"')
    page = tmp_path / "trial.html"

    done = await at(
        luotsi, database_url, "rules", "dry-run", "--last", "10", "--rules", str(rules), "--html", str(page)
    )

    written = page.read_text(encoding="utf-8")
    assert done.returncode == 0
    assert '<html lang="fi">' in written
    for words in (
        "Mitä uudet säännöt muuttaisivat",
        "Mitään ei ole siirretty",
        "1 yhteydenotto menisi muualle.",
        "2 pysyisi ennallaan.",
        "Muistineuvonta → Asiakas- ja palveluohjaus",
        "Muisti huolettaa, mutta arki sujuu.",
        "3 arkipäivässä",
        "seuraavana arkipäivänä",
        memory,
    ):
        assert words in written
    assert written.index("Yhteenveto") < written.index("Muutokset lyhyesti") < written.index(memory)
    assert not re.search(r"<script|<link|src=|url\(", written)
    assert "Maija" not in written


def test_trying_rules_on_nothing_changes_nothing(luotsi, tmp_path):
    luotsi("migrate")

    done = luotsi("rules", "dry-run", "--last", "5", "--html", str(tmp_path / "t.html"))

    assert "0 would move, 0 would change in their place, 0 stay" in done.stdout.decode()
    assert "Yhtään yhteydenottoa ei ole vielä ohjattu." in (tmp_path / "t.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fi",
            ["Ohjauksen säännöt", "Hengenvaara", "Tilanne huononee, ja asiakas on 75 vuotta täyttänyt", "Huomautuksia"],
        ),
        ("sv", ["Reglerna för handledningen", "Livsfara", "I en skyddad kanal", "senast den 7:e vardagen"]),
        ("en", ["Rules of guidance", "Danger to life", "What the person is told", "by the 7th working day"]),
    ],
)
def test_the_rule_book_is_a_page_in_words(luotsi, tmp_path, language, words):
    page = tmp_path / "book.html"

    done = luotsi("rules", "show", "--html", str(page), "--language", language)

    written = page.read_text(encoding="utf-8")
    assert (done.returncode, done.stderr.decode()) == (0, f"written to {page}\n")
    assert [missing for missing in words if missing not in written] == []
    assert not re.search(r"<script|<link|src=|url\(", written)
    shown = re.sub(r"<style>.*?</style>", "", written, flags=re.DOTALL)
    # Codes are for programs: what stands between tags holds none, but the ids of rules.
    texts = re.sub(r"<[^>]+>", "\n", shown)
    assert re.findall(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b", texts) == []


def test_a_page_that_cannot_be_written_is_said(luotsi, tmp_path):
    done = luotsi("rules", "show", "--html", str(tmp_path / "missing" / "book.html"))

    assert done.returncode == 2
    assert "book.html cannot be written" in error_of(done)


def test_a_language_without_texts_is_refused(luotsi, tmp_path):
    done = luotsi("rules", "show", "--html", str(tmp_path / "book.html"), "--language", "other")

    assert (done.returncode, error_of(done)) == (2, "luotsi: --language: must be fi, sv or en")
