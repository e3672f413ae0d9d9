"""Our doors alone: what comes is kept and stays unread, so that `keep` is measured and nothing else.

`python -m tests.benchmarks.doors smtp|form PORT`, under LUOTSI_… settings.
"""

import asyncio
import signal
import sys

from aiohttp import web

from channels.form.definitions import CONTACT
from channels.form.parse import Submission, check
from gateway import app as house
from gateway.commands.run import run
from gateway.receiving import taking_mail
from gateway.services import Services
from gateway.settings import Settings
from gateway.web.frame import SERVICES, services, typed
from gateway.web.public import intake
from gateway.web.public.county_words import main_line
from gateway.web.public.visitor import language_of


async def keep_form(request: web.Request) -> web.Response:
    """The contact form's handler up to its yes, without the answer that is worked out behind it."""
    language = language_of(request)
    values = {**await typed(request), "language": str(language)}
    await intake.alarm_in(services(request), CONTACT, values, language)
    submission = check(CONTACT, values)
    assert isinstance(submission, Submission), submission
    receipt = await intake.keep(services(request), submission, main_line(services(request)))
    return web.Response(text=receipt.reference)


async def _form(opened: Services, port: int, stop: asyncio.Event) -> None:
    app = web.Application()
    app[SERVICES] = opened
    app.router.add_post("/contact", keep_form)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("listening", flush=True)
    await stop.wait()
    await runner.cleanup()


async def _smtp(opened: Services, stop: asyncio.Event) -> None:
    async with taking_mail(opened):
        print("listening", flush=True)
        await stop.wait()


async def _serve(kind: str, port: int) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with house.open_services(Settings(smtp_port=port)) as opened:
        await (_smtp(opened, stop) if kind == "smtp" else _form(opened, port, stop))


if __name__ == "__main__":
    run(_serve(sys.argv[1], int(sys.argv[2])))
