"""The alerts watch what is really measured, in words that Prometheus understands, and each says where to read on."""

import re
from pathlib import Path

import promql_parser
import pytest
import yaml

from gateway.condition.matters import CHAPTER, Matter
from tests.architecture.tree import text
from tests.factories import deliver, mail, work

FOREIGN = {"up", "node_filesystem_avail_bytes", "node_filesystem_size_bytes"}  # Prometheus' own and node_exporter's
# Watched by a figure of its own, or by the page alone.
BY_FIGURE = {
    Matter.ALARM: "luotsi_alarms_unseen",
    Matter.BALANCE: "luotsi_unaccounted",
    Matter.REDIS: "luotsi_redis_away",
    Matter.LATE: "luotsi_queue_oldest_seconds",
    Matter.GIVEN_UP: "luotsi_queue_given_up",
    Matter.FAILING: "luotsi_queue_failing",
    Matter.UNKNOWN: "luotsi_deliveries",
    Matter.UNREAD: "luotsi_contacts",
}
PAGE_ONLY = {Matter.OUTBOX}  # a choice, not an accident


def alerts():
    groups = yaml.safe_load(text(Path("deploy/alerts.yml")))["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"]}


def selectors(node):
    """Every metric that an expression looks at, with the labels it asks for."""
    found = re.findall(r"([a-z_]+)\{([^}]*)\}", str(node))
    return [(name, dict(re.findall(r'(\w+)=~?"([^"]*)"', labels))) for name, labels in found]


@pytest.fixture
def database_kind():
    return "sqlite"


@pytest.mark.parametrize("alert", alerts())
def test_prometheus_understands_every_alert(alert):
    assert promql_parser.parse(alerts()[alert]["expr"])


async def test_every_alert_watches_what_we_measure(browser, services):
    await deliver(services, mail())
    await work(services)
    body = await (await browser.get("/metrics")).text()
    measured = {
        (line.split("{")[0].split(" ")[0], label, code)
        for line in body.splitlines()
        for label, code in [("", ""), *re.findall(r'(\w+)="([^"]*)"', line)]
    }

    for name, rule in alerts().items():
        for metric, labels in selectors(promql_parser.parse(rule["expr"])):
            if metric in FOREIGN:
                continue
            assert (metric, "", "") in measured, name
            for label, codes in labels.items():
                # In several processes there are matters that one process alone does not have.
                known = {code for _, of, code in measured if of == label} | set(Matter)
                assert set(codes.split("|")) <= known, name


def test_every_matter_has_an_alert_that_leads_to_its_chapter():
    led = {}
    for rule in alerts().values():
        chapter = rule["annotations"]["runbook"]
        for metric, labels in selectors(promql_parser.parse(rule["expr"])):
            matters = labels.get("matter", "").split("|")
            matters += [matter for matter, figure in BY_FIGURE.items() if figure == metric]
            led |= {matter: chapter for matter in matters if matter}

    assert set(led) == set(Matter) - PAGE_ONLY
    anchors = {matter: "RUNBOOK.md#" + CHAPTER[matter].lower().replace(" ", "-") for matter in led}
    assert led == anchors


def test_every_matter_has_its_chapter_in_the_runbook():
    chapters = set(re.findall(r"^### (.+)$", text(Path("deploy/RUNBOOK.md")), re.MULTILINE))

    assert set(CHAPTER) == set(Matter)
    assert set(CHAPTER.values()) - chapters == set()
