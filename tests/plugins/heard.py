"""Fixture: what nlu logs, also where other tests of this process have set up logging as programs do."""

import logging

import pytest


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """`caplog`, fed by each logger of nlu itself: none of them then needs the root logger, or is silenced."""
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("nlu.")]:
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "handlers", [caplog.handler])
        monkeypatch.setattr(logger, "propagate", False)
        monkeypatch.setattr(logger, "disabled", False)
    return caplog
