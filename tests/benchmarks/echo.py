"""The least that any chat server does: each frame goes back to who sent it, and nothing is stored.

`python -m tests.benchmarks.echo PORT`
"""

import asyncio
import signal
import sys

from aiohttp import web

from gateway.commands.run import run

_HEARTBEAT = 10.0  # seconds, as often as we ask our clients


async def _echo(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, compress=False)
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data)
    return socket


async def _serve(port: int) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    app = web.Application()
    app.router.add_get("/echo", _echo)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
    print("listening", flush=True)
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    run(_serve(int(sys.argv[1])))
