"""Every point that a mail passes on its way out of a mailbox, failed at in every way: none is lost, none is doubled."""

import asyncio

import pytest

from gateway.faults import Failure
from tests.faults import points
from tests.faults.cases import fail_at, some_mails
from tests.faults.scale import FEW, Scale
from tests.servers.mailboxes import OURS, written_for
from tests.servers.waiting import eventually

_DATABASES = ("sqlite", "postgresql")

pytestmark = [pytest.mark.slow, pytest.mark.servers]


@pytest.fixture
def more_settings(dovecot, tmp_path):
    return {"LUOTSI_MAILBOXES": str(written_for(dovecot, tmp_path))}


async def test_mails_that_lie_in_a_mailbox(system, scale, failure, dovecot):
    # What is kept from a mailbox is kept as mail by SMTP is, and that fails in every way in test_matrix_mail.py.
    for point in points.MAILBOX if scale.contacts == FEW else points.KEEP + points.MAILBOX:
        await fail_with_mailbox(system, point, failure, dovecot)

    assert len(dovecot.mailbox(OURS, "Processed")) == system.sent


@pytest.mark.parametrize("failure", [Failure.KILL], ids=str)
@pytest.mark.parametrize("scale", [Scale(database=one, contacts=FEW) for one in _DATABASES], ids=_DATABASES)
async def test_mails_of_a_mailbox_that_are_just_kept(system, failure, dovecot):
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
