"""What an operator is given is true: settings, commands, alerts and their chapters."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from gateway.settings import Settings
from tests.architecture.tree import ROOT, in_packages, text

EXAMPLE = Path("deploy/env.example")
RUNBOOK = Path("deploy/RUNBOOK.md")


def _example() -> dict[str, str]:
    lines = [line for line in text(EXAMPLE).splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def _alerts() -> list[dict[str, object]]:
    groups = yaml.safe_load(text(Path("deploy/alerts.yml")))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def _anchors(document: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text(document), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def _commands() -> list[str]:
    """Each `luotsi …` that the runbook tells to type: its words up to the first option or placeholder."""
    typed = re.findall(r"(?:`|^    )luotsi ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)", text(RUNBOOK), re.MULTILINE)
    return sorted(set(typed))


def test_the_example_names_every_setting_and_no_other():
    assert set(_example()) == {f"LUOTSI_{name.upper()}" for name in Settings.model_fields}


def test_the_example_shows_the_defaults(monkeypatch):
    for name in _example():
        monkeypatch.delenv(name, raising=False)
    defaults = Settings()
    for name, value in _example().items():
        monkeypatch.setenv(name, value)

    assert Settings() == defaults


def test_every_setting_in_the_deployment_files_exists():
    known = {f"LUOTSI_{name.upper()}" for name in Settings.model_fields}
    folder = [path for path in (ROOT / "deploy").rglob("*") if path.is_file() and path.suffix != ".png"]
    named = {name for path in folder for name in re.findall(r"LUOTSI_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))}

    assert named <= known


@pytest.mark.parametrize("command", _commands())
def test_every_command_in_the_runbook_exists(luotsi, command: str):
    said = luotsi(*shlex.split(command), "--help")

    assert said.returncode == 0, said.stderr


def test_every_alert_has_a_chapter_in_the_runbook():
    chapters = {f"RUNBOOK.md#{anchor}" for anchor in _anchors(RUNBOOK)}

    assert [rule["alert"] for rule in _alerts() if rule["annotations"]["runbook"] not in chapters] == []


def test_every_link_inside_the_runbook_leads_to_a_chapter():
    assert set(re.findall(r"\]\(#([^)]+)\)", text(RUNBOOK))) <= _anchors(RUNBOOK)


def test_every_alert_says_whether_somebody_is_woken():
    assert {rule["labels"]["severity"] for rule in _alerts()} == {"wake", "work"}


def test_every_metric_that_an_alert_watches_is_measured():
    watched = {name for rule in _alerts() for name in re.findall(r"\bluotsi_[a-z_]+", str(rule["expr"]))}
    source = "\n".join(text(path) for path in in_packages("*.py") if path.parts[0] == "gateway")

    assert [name for name in sorted(watched) if f'"{name}"' not in source] == []


def test_compose_passes_secrets_as_files_only():
    compose = yaml.safe_load(text(Path("deploy/compose.yaml")))
    secret = {
        "LUOTSI_DATABASE_URL",
        "LUOTSI_KEYS",
        "LUOTSI_OBSERVE_TOKEN",
        "LUOTSI_WEBHOOK_SECRET",
        "POSTGRES_PASSWORD",
    }
    in_environment = {name for service in compose["services"].values() for name in service.get("environment", {})}

    assert in_environment.isdisjoint(secret)
    assert all(set(given) == {"file"} for given in compose["secrets"].values())


def test_every_container_runs_without_new_privileges_on_a_read_only_root():
    services = yaml.safe_load(text(Path("deploy/compose.yaml")))["services"]

    assert {name for name, service in services.items() if service.get("read_only") is not True} == set()
    assert {
        name for name, service in services.items() if "no-new-privileges:true" not in service["security_opt"]
    } == set()


def test_every_image_is_one_version():
    compose = yaml.safe_load(text(Path("deploy/compose.yaml")))
    images = {service["image"] for service in compose["services"].values()}
    images |= set(re.findall(r"^FROM (\S+)", text(Path("deploy/Dockerfile")), re.MULTILINE))

    assert [image for image in sorted(images) if not re.search(r":\d+\.\d+(\.\d+)?(-[a-z-]+)?$", image)] == []
