"""What is shipped does all the work that there is: every queue has a consumer, in the units and in compose."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from gateway.queues import Queue, queues_named
from tests.architecture.tree import ROOT, text

RUNBOOK = Path("deploy/RUNBOOK.md")
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))


def _option(words: list[str], name: str, otherwise: str) -> str:
    return words[words.index(name) + 1] if name in words else otherwise


def test_in_compose_every_queue_has_a_consumer():
    services = yaml.safe_load(text(Path("deploy/compose.yaml")))["services"]
    workers = [service["command"] for service in services.values() if service.get("command", [""])[0] == "work"]

    assert {queue for words in workers for queue in queues_named(_option(words, "--queues", "every"))} == set(Queue)


def test_in_compose_somebody_tells_what_is_due_and_somebody_takes_mail():
    services = yaml.safe_load(text(Path("deploy/compose.yaml")))["services"]
    commands = [service.get("command") for service in services.values()]

    assert ["beat"] in commands
    assert ["listen", "email"] in commands


def test_in_compose_nothing_else_consumes_the_relays_patience():
    services = yaml.safe_load(text(Path("deploy/compose.yaml")))["services"]
    workers = [service["command"] for service in services.values() if service.get("command", [""])[0] == "work"]

    assert [words for words in workers if queues_named(_option(words, "--queues", "every")) == (Queue.FIRST,)] != []


def test_as_units_every_queue_has_a_consumer_where_the_runbook_is_followed():
    started = re.findall(r"luotsi-work@([a-z]+)", text(RUNBOOK))

    assert {queue for name in started for queue in queues_named(name)} == set(Queue)
    assert queues_named("first") == (Queue.FIRST,)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_gives_what_it_stops_time_to_end_in_order(unit: Path):
    lines = dict(line.split("=", 1) for line in unit.read_text(encoding="utf-8").splitlines() if "=" in line)
    start = shlex.split(lines["ExecStart"])

    assert lines["User"] == "luotsi"
    if "migrate" not in start:
        assert lines["TimeoutStopSec"] == "30"
        assert lines["Restart"] == "always"
    # A worker's processes must not be ended with it: they hold what it waits for.
    assert ("KillMode" in lines) == ("work" in start)
