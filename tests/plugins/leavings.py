"""What a file of tests leaves open fails in that file, and not in whichever test is running when Python finds it."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Collect what nobody holds any more: a socket or transport among it that was never closed is an error."""
    # What was there before is not looked at: modules and collected tests, a million objects, a second for each file.
    gc.freeze()
    yield
    gc.collect()
    gc.unfreeze()
