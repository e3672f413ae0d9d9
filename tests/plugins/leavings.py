"""What a file of tests leaves open fails in that file, and not in whichever test is running when Python finds it."""

import gc
import sys
import warnings
from collections.abc import Iterator

import pytest

# A test process holds a million objects that stay. To look through them again and again takes a tenth of its time, and
# finds nothing that the end of each file would not.
_SELDOM = (200_000, 20, 1_000)


def pytest_configure() -> None:
    """Look for garbage seldom, in this process and not in those that it starts."""
    gc.set_threshold(*_SELDOM)


@pytest.fixture(scope="module", autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Collect what nobody holds any more: a socket or transport among it that was never closed is an error."""
    # What was there before is not looked at: modules and collected tests, a million objects, a second for each file.
    gc.freeze()
    yield
    gc.collect()
    gc.unfreeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What a test that failed could not close any more is closed before the next one, which has no part in it."""
    failed = item.session.testsfailed
    answer = yield
    if item.session.testsfailed > failed:
        _forget_the_failure()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
    return answer


def _forget_the_failure() -> None:
    """Python keeps the last exception, and with it all that its test had in hand, until the next test has begun."""
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
