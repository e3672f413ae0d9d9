"""`luotsi evaluate`, from a file of labelled messages to figures, a page and an exit code."""

import json
import re

import pytest

from channels.codes import Flag
from gateway.commands.evaluating import flags_asked
from routing.check import load_rules
from tests.gateway.commanding import error_of

CALM = {
    "id": "m1", "channel": "chat", "language": "fi", "subject": None, "text": "Milloin hoitaja tulee tänään?",
    "contacter": "client", "reason": "home_care", "urgency": "routine", "about": "self", "municipality": None,
    "matter_type": "advice", "flags": [], "tags": ["short"],
}  # fmt: skip
FALL = CALM | {
    "id": "m2", "text": "Äiti kaatui eikä pääse ylös", "contacter": "relative", "reason": "acute_health",
    "urgency": "emergency", "about": "other", "flags": ["fall"], "tags": [],
}  # fmt: skip
UNSEEN = FALL | {"id": "m3", "text": "Kaikki on mainiosti, kiitos <i>kysymästä</i>."}
FALSE = CALM | {"id": "m4", "text": "Äiti kaatui eikä pääse ylös", "tags": ["near_miss"]}


@pytest.fixture
def samples(tmp_path):
    def write(*lines, name="set.jsonl"):
        file = tmp_path / name
        file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        return str(file)

    return write


def test_figures_are_printed_and_written(luotsi, samples, tmp_path):
    done = luotsi("evaluate", samples(CALM, FALL), "--json", "out.json")

    assert done.returncode == 0
    assert "emergency_recall           100.0%  1/1  95 % 20.7%–100.0%  aim ≥ 98%: reached" in done.stdout.decode()
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (found["messages"], found["engine"]) == (2, "linear")
    assert found["emergency"]["recall"]["hits"] == 1
    assert found["second"] is None
    assert found["learning_curve"]["points"][-1]["right"]["all"]["of"] == 620
    assert set(found["learning_curve"]["last_fifth_gained"]) == {"all", "fi", "sv", "en"}


def test_second_labels_lie_in_the_folder_or_are_named(luotsi, samples, tmp_path):
    file = samples(CALM)
    second = samples(CALM | {"reason": "feedback_complaint"}, name="second.jsonl")

    for arguments in ((str(tmp_path),), (file, "--second", second)):
        assert luotsi("evaluate", *arguments, "--json", "out.json").returncode == 0
        agreed = json.loads((tmp_path / "out.json").read_text("utf-8"))["second"]
        assert (agreed["messages"], agreed["reason"]["hits"], agreed["urgency"]["hits"]) == (1, 0, 1)


def test_the_page_names_what_was_missed_and_needs_nothing_from_elsewhere(luotsi, samples, tmp_path):
    second = samples(CALM, name="other-labels.jsonl")
    done = luotsi("evaluate", samples(CALM, FALL, UNSEEN, FALSE), "--html", "page.html", "--second", second)
    page = (tmp_path / "page.html").read_text("utf-8")

    assert (done.returncode, done.stderr) == (0, b"written to page.html\n")
    assert "Huomaamatta jääneet hätätilanteet: 1" in page
    assert "Kaikki on mainiosti, kiitos &lt;i&gt;kysymästä&lt;/i&gt;." in page
    assert "Turhat hälytykset hätätilannetta muistuttavista viesteistä: 1" in page
    assert page.startswith("<!doctype html>")
    assert page.count("<table") == page.count("<caption")
    assert re.findall(r"<link|<script|<img|src=|https?:|url\(|@import|style=", page) == []


def test_a_missing_baseline_is_written_and_kept_is_a_success(luotsi, samples, tmp_path):
    file = samples(CALM, FALL)

    first = luotsi("evaluate", file, "--baseline", "base.json")
    again = luotsi("evaluate", file, "--baseline", "base.json")

    assert (first.returncode, first.stderr) == (0, b"written to base.json\n")
    assert (again.returncode, again.stderr) == (0, b"")
    assert json.loads((tmp_path / "base.json").read_text("utf-8"))["figures"]["emergency_recall"] == 1.0


def test_a_figure_below_the_baseline_ends_with_1_and_says_how_to_go_on(luotsi, samples):
    luotsi("evaluate", samples(CALM, FALL), "--baseline", "base.json")

    done = luotsi("evaluate", samples(CALM, FALL, UNSEEN), "--baseline", "base.json")

    assert done.returncode == 1
    assert "worse: emergency_recall: 100.0% → 50.0%" in done.stdout.decode()
    assert error_of(done) == "to make these figures the baseline, remove base.json and run this again"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.jsonl",), "luotsi: none.jsonl: it cannot be read: No such file or directory"),
        (("bad.jsonl",), "luotsi: bad.jsonl:2: reason: Input should be "),
        (("good.jsonl", "--engine", "crystal"), "luotsi: --engine: there is no engine 'crystal' in this version"),
        (("good.jsonl", "--engine", "rasa"), "luotsi: LUOTSI_RASA_URL: is not set"),
        (("good.jsonl", "--json", "no/where.json"), "luotsi: --json: no/where.json cannot be written: No such file"),
        (("good.jsonl", "--baseline", "bad.jsonl"), "luotsi: bad.jsonl: it holds no figures"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(luotsi, samples, arguments, said):
    samples(CALM, name="good.jsonl")
    samples(CALM, CALM | {"id": "m2", "reason": "headache"}, name="bad.jsonl")

    done = luotsi("evaluate", *arguments)

    assert done.returncode == 2
    assert error_of(done).startswith(said)


def test_the_flags_that_are_scored_are_those_that_rules_ask_for():
    asked = flags_asked(load_rules().rules)

    assert Flag.KELA_BENEFIT in asked
    assert Flag.WELFARE_CHECK not in asked
    assert len(asked) == 13
