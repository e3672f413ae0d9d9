"""Every point that a mail passes on its way in, failed at in every way: nothing is lost, nothing is doubled."""

import pytest

from tests.faults import points
from tests.faults.cases import fail_with_mails

pytestmark = pytest.mark.slow


async def test_mails_on_their_way_in(system, failure):
    for point in points.MAIL:
        await fail_with_mails(system, point, failure)

    await system.told_everybody(failure)
