"""Every point that a mail passes on its way out of a mailbox, failed at in every way: none is lost, none is doubled."""

import asyncio

import pytest

from tests.faults import points
from tests.faults.cases import fail_at, some_mails
from tests.faults.scale import FEW, Scale
from tests.servers.mailboxes import OURS, written_for
from tests.servers.waiting import eventually

pytestmark = [pytest.mark.slow, pytest.mark.servers]


@pytest.fixture
def more_settings(dovecot, tmp_path):
    return {"LUOTSI_MAILBOXES": str(written_for(dovecot, tmp_path))}


async def test_mails_that_lie_in_a_mailbox(system, failure, dovecot):
    for point in points.KEEP + points.MAILBOX:
        await fail_with_mailbox(system, point, failure, dovecot)

    assert len(dovecot.mailbox(OURS, "Processed")) == system.sent


@pytest.mark.parametrize("scale", [Scale(database="postgresql", contacts=FEW)], ids=["postgresql-3"])
async def test_mails_of_a_mailbox_kept_by_one_statement(system, failure, dovecot):
    for point in points.KEEP:
        await fail_with_mailbox(system, point, failure, dovecot)

    assert len(dovecot.mailbox(OURS, "Processed")) == system.sent


async def fail_with_mailbox(system, point, failure, dovecot):
    mails = some_mails(system, f"{point}-{failure}")

    async def lie_there():
        for mail in mails:
            await asyncio.to_thread(dovecot.deliver, mail.content, to=OURS, sender=mail.sender)
        system.sent += len(mails)
        await eventually(lambda: not dovecot.mailbox(OURS), within=180, what="everything is moved away")

    await fail_at(system, point, failure, lie_there(), [mail.id for mail in mails])
