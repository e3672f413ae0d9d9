"""A relay that takes every mail and counts what came, or does what a relay should not."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.answering import answering
from tests.servers.ports import free_port


@dataclass(slots=True, kw_only=True)
class Sink:
    """aiosmtpd's handler. `answers` are given to the next DATA commands, one each; then it says yes."""

    port: int
    arrived: Counter[str] = field(default_factory=Counter)  # recipient -> how many mails were taken
    asked: int = 0  # how many mails were brought, taken or not
    answers: list[str] = field(default_factory=list)
    hangs_up: bool = False  # after the text, before the answer

    @property
    def address(self) -> str:
        """As LUOTSI_SMTP_RELAY wants it."""
        return f"127.0.0.1:{self.port}"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take the mail, unless an answer is laid ready."""
        self.asked += 1
        if self.hangs_up:
            self.arrived.update(envelope.rcpt_tos)
            server.transport.abort()
            return "250 Never heard"
        if self.answers and not (answer := self.answers.pop(0)).startswith("250"):
            return answer
        self.arrived.update(envelope.rcpt_tos)
        return "250 Taken"


@asynccontextmanager
async def running_sink() -> AsyncIterator[Sink]:
    """A sink in the running event loop."""
    sink = Sink(port=free_port())
    async with listening(sink):
        yield sink


def listening(sink: Sink) -> AbstractAsyncContextManager[None]:
    """Let *sink* answer on its port."""
    loop = asyncio.get_running_loop()
    return answering(lambda: SMTP(sink, hostname="relay", loop=loop), sink.port)
