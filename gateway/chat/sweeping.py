"""Conversations that nobody looks after are given on: a look at all of them, in every process, each done once."""

from uuid import UUID

from gateway.casework import handing
from gateway.faults import Step
from gateway.services import Services
from gateway.store import desk


class Sweep:
    """Looks at all conversations that wait for an advisor or have one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._due: frozenset[UUID] = frozenset()

    async def look(self) -> None:
        """Give on what was due at the last look too.

        Where the database was away for a while, everybody's leases have run out; by the next look they are renewed.
        """
        services = self._services
        async with services.readers() as session:
            found = await desk.manned(session)
            is_open = bool(found) and await handing.is_open(session, services)
        now = services.now()
        due = frozenset(one.conversation_id for one in found if handing.becomes(one, now, is_open=is_open))
        for conversation_id in sorted(due & self._due):
            async with services.writing(Step.PRESENCE) as session:
                settled = await handing.settle(session, services, conversation_id)
            if settled:
                await services.wakes.ring(conversation_id)
                await services.wakes.ring()
        self._due = due
