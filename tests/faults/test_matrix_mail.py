"""Every point that a mail passes on its way in, failed at in every way: nothing is lost, nothing is doubled."""

import pytest

from tests.faults import points
from tests.faults.cases import fail_with_mails
from tests.faults.scale import FEW, Scale

pytestmark = pytest.mark.slow


async def test_mails_on_their_way_in(system, failure):
    for point in points.KEEP + points.MAIL:
        await fail_with_mails(system, point, failure)

    await system.told_everybody(failure)


@pytest.mark.servers
@pytest.mark.parametrize("scale", [Scale(database="postgresql", contacts=FEW)], ids=["postgresql-3"])
async def test_mails_kept_by_one_statement(system, failure):
    for point in points.KEEP:
        await fail_with_mails(system, point, failure)

    await system.told_everybody(failure)
