"""Citizens who write by every way in, each until they are told yes, and what has become of what each of them wrote."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from aiohttp import ClientSession
from sqlalchemy import select

from channels.chat.client import Client
from channels.chat.frames import Side
from gateway.store import balance
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState
from tests.faults.conversation import talking
from tests.journeys.records import reading, settled
from tests.production.sending import OURS
from tests.servers.mails import distinct_mails
from tests.servers.senders import Tally, form_post, send_mails, send_posts
from tests.servers.talkers import Talker
from tests.servers.waiting import eventually

_PAUSE = 0.4  # seconds from one round of writers to the next
_WITHIN = 90.0


@dataclass(slots=True, kw_only=True)
class Everybody:
    """All who have written, by their own count: those on the chat stay on their lines."""

    installation: object
    stack: AsyncExitStack
    tally: Tally = field(default_factory=Tally)  # of mails and forms
    visitors: list[Talker] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # each stands in what its person wrote

    async def write(self, seconds: float) -> None:
        """For so long, again and again one person by mail, one by the form and one on the chat."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while loop.time() < until:
            name = f"everybody-{uuid4().hex}"
            await asyncio.gather(self._mail(f"{name}-mail"), self._form(f"{name}-form"), self._chat(f"{name}-chat"))
            await asyncio.sleep(_PAUSE)

    async def _mail(self, name: str) -> None:
        self.names.append(f"{name}-00000")
        mails = distinct_mails(1, recipient=OURS, prefix=name)
        port = self.installation.production.listen.smtp_port
        await send_mails(mails, self.tally, port=port, connections=1, deadline=_WITHIN)

    async def _form(self, name: str) -> None:
        self.names.append(name)
        url = f"{random.choice(self.installation.production.serve).url}/contact"
        fields = [("submission_id", str(uuid4())), ("text", f"Miten haen omaishoidon tukea? {name}")]
        await send_posts([form_post(name, url, fields)], self.tally, connections=1, deadline=_WITHIN)

    async def _chat(self, name: str) -> None:
        self.names.append(name)
        ports = [one.http_port for one in self.installation.production.serve]
        headers = {"X-Forwarded-For": f"192.0.2.{len(self.visitors)}"}
        session = await self.stack.enter_async_context(ClientSession())
        talker = Talker(session=session, ports=ports, chance=random.Random(name), client=Client(""), headers=headers)
        await self.stack.enter_async_context(talking(talker))
        self.visitors.append(talker)
        # Whoever wants a person is told at once what happens next; others not before the bot has asked.
        await talker.say(f"Haluan puhua ihmisen kanssa. {name}")

    async def assert_each_done_once(self, before: int) -> None:
        """Of *before* contacts and theirs none is lost or doubled, each was told once, and all are accounted for."""
        luotsi = self.installation.production.serve[0]
        contacts = await settled(luotsi, before + len(self.names), within=_WITHIN)
        await eventually(self._all_on_the_chat_are_told, within=_WITHIN, what="whoever is on the chat is told")
        assert (self.tally.refused, self.tally.unanswered) == ({}, set())
        assert len(contacts) == before + len(self.names)
        words = {contact.row.id: contact.original.decode() for contact in contacts}
        stands = {name: [own for own, text in words.items() if name in text] for name in self.names}
        assert {name: len(found) for name, found in stands.items()} == dict.fromkeys(self.names, 1)
        await self._assert_told_once({own for found in stands.values() for own in found})

    async def _assert_told_once(self, ours: set[UUID]) -> None:
        luotsi = self.installation.production.serve[0]
        async with reading(luotsi) as (session, _):
            told = Counter(await session.scalars(select(AcknowledgementRow.contact_id)))
            letters = (await session.execute(select(DeliveryRow.contact_id, DeliveryRow.state))).all()
            counted = await balance.count(session)
        assert {own: told[own] for own in ours} == dict.fromkeys(ours, 1)
        # Those who wrote by mail, each a letter of their own; the others were told where they wrote.
        went = Counter((own, state) for own, state in letters if own in ours)
        assert Counter(state for _, state in went) == {DeliveryState.SENT: len(self.names) // 3}
        assert set(went.values()) == {1}
        assert counted.unaccounted == 0

    def _all_on_the_chat_are_told(self) -> bool:
        """Each heard the bot's answer and its acknowledgement, and that its own message stands."""
        for talker in self.visitors:
            sides = Counter(entry.side for entry in talker.client.entries)
            assert sides[Side.SERVICE] <= 2
            if talker.client.unsaid or sides != {Side.VISITOR: 1, Side.SERVICE: 2}:
                return False
        return True
