"""How quickly rules decide, and what it costs to try other rules on everything that was decided."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gateway.store.migrate import upgrade
from routing.check import load_rules
from routing.decide import decide
from tests.benchmarks.decided import decided_contacts
from tests.benchmarks.figures import Figure, show
from tests.routing.test_witness import anybody

pytestmark = pytest.mark.alone

_DECISIONS = 100_000
_CONTACTS = 100_000
_ROOT = Path(__file__).parents[2]
_TRYING = """
import resource, sys, time
from gateway.cli import main
sys.argv = ["luotsi", "rules", "dry-run", "--last", sys.argv[1], "--rules", sys.argv[2], "--html", sys.argv[3]]
began = time.perf_counter()
try:
    main()
except SystemExit as ended:
    code = ended.code
print(code, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def test_rules_decide_tens_of_thousands_of_times_a_second_on_one_core():
    book, dice = load_rules(), random.Random(1)
    known = [anybody(dice) for _ in range(_DECISIONS)]
    began = time.process_time()
    for facts in known:
        decide(facts, book)
    rate = _DECISIONS / (time.process_time() - began)
    show(Figure(what="decisions on random facts, one core", figure=rate, unit="/s", budget=20_000, budget_is="least"))

    # The worst that can be: nothing holds but the last rule, and all others have been asked.
    ordinary = next(facts for facts in known if decide(facts, book).rule == "R999")
    began = time.process_time()
    for _ in range(_DECISIONS):
        decide(ordinary, book)
    rate = _DECISIONS / (time.process_time() - began)
    show(Figure(what="decisions by the last rule, one core", figure=rate, unit="/s", budget=20_000, budget_is="least"))


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])
def test_rules_are_tried_on_a_hundred_thousand_contacts(database_kind, empty_database_url, tmp_path):
    upgrade(empty_database_url)
    decided_contacts(empty_database_url, tmp_path / "data", _CONTACTS)
    changed = tmp_path / "rules"
    change_some(changed)

    for most in (1_000, _CONTACTS):
        seconds, megabytes = try_rules(empty_database_url, tmp_path, changed, most)
        what = f"dry run over {most:,} contacts, {database_kind}"
        show(Figure(what=what, figure=seconds, unit="s"))
        show(Figure(what=f"{what}, memory", figure=megabytes, unit="MB"))


def change_some(folder):
    folder.mkdir()
    for file in (_ROOT / "routing" / "rules").glob("*.toml"):
        text = file.read_text(encoding="utf-8").replace('destination = "memory_guidance"', 'destination = "advice"')
        (folder / file.name).write_text(text, encoding="utf-8")


def try_rules(url, folder, rules, most):
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(_ROOT),
        "LUOTSI_DATABASE_URL": url,
        "LUOTSI_DATA_DIR": str(folder / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-c", _TRYING, str(most), str(rules), str(folder / "trial.html")],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"tried on {most} contacts" in done.stdout, done.stdout[:500] + done.stderr
    code, seconds, kilobytes = done.stderr.splitlines()[-1].split()
    assert code in {"0", "None"}
    return float(seconds), int(kilobytes) / 1024
