"""The least that any durable receiver does: the same protocol's server, and one committed insert of the same bytes.

`python -m tests.benchmarks.bare smtp|form URL PORT`
"""

import asyncio
import signal
import sys

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session
from psycopg_pool import AsyncConnectionPool

from gateway.commands.run import run
from tests.benchmarks.load import CONNECTIONS

_INSERT = "INSERT INTO kept (content) VALUES (%s)"


class Bare:
    """Each message is an insert and a commit of its own."""

    def __init__(self, pool: AsyncConnectionPool) -> None:
        self.pool = pool

    async def keep(self, content: bytes) -> None:
        """Insert and commit."""
        async with self.pool.connection() as connection:
            await connection.execute(_INSERT, (content,))

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        await self.keep(envelope.original_content or b"")
        return "250 2.0.0 Kept"

    async def post(self, request: web.Request) -> web.Response:
        await self.keep(await request.read())
        return web.Response(text="kept")


async def _serve(kind: str, url: str, port: int) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    # No transaction around the one statement: PostgreSQL commits it by itself, in one round trip.
    options = {"autocommit": True}
    async with AsyncConnectionPool(url, min_size=CONNECTIONS, max_size=CONNECTIONS, kwargs=options) as pool:
        bare = Bare(pool)
        async with pool.connection() as connection:
            await connection.execute("CREATE TABLE IF NOT EXISTS kept (id bigserial PRIMARY KEY, content bytea)")
        if kind == "smtp":
            server = await loop.create_server(lambda: SMTP(bare, hostname="bare.example", loop=loop), "127.0.0.1", port)
            await _until(stop)
            server.close()
        else:
            app = web.Application()
            app.router.add_post("/contact", bare.post)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
            await _until(stop)
            await runner.cleanup()


async def _until(stop: asyncio.Event) -> None:
    print("listening", flush=True)
    await stop.wait()


if __name__ == "__main__":
    run(_serve(sys.argv[1], sys.argv[2], int(sys.argv[3])))
