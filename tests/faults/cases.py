"""One case of the matrix: a failure at a point while contacts are on their way, and the judgement on it."""

from tests.faults.system import OURS, revived
from tests.servers.mails import distinct_mails


def some_mails(system, name):
    """As many mails as there are contacts in a case, with ids made of *name*."""
    return distinct_mails(system.contacts, recipient=OURS, prefix=name.replace("_", "-"))


async def fail_at(system, point, failure, sending, ids):
    """Ask for the failure, let *sending* be done, see it happen, and judge."""
    system.forget()
    system.ask(point, failure)
    async with revived(system.luotsi):
        await sending
        await system.failing(point)
        await system.judge(ids)


async def fail_with_mails(system, point, failure):
    """The same with mails."""
    mails = some_mails(system, f"{point}-{failure}")
    await fail_at(system, point, failure, system.mails(mails), [mail.id for mail in mails])
