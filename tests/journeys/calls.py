"""Signed calls of a telephony provider."""

import json
from datetime import UTC, datetime

import aiohttp

from channels.phone.providers import generic
from tests.journeys.forms import Shown
from tests.servers.luotsi import LuotsiProcess
from tests.servers.senders import Post

SECRET = "a secret that the switchboard knows too"  # of LUOTSI_WEBHOOK_SECRET


def callback_request(
    luotsi: LuotsiProcess, call_id: str, *, line: str = "neuvonta", number: str, wish: str = ""
) -> Post:
    """The provider's word that somebody on *line* wants to be called."""
    now = datetime.now(UTC)
    event = {"line": line, "call_id": call_id, "kind": "callback_requested", "number": number, "at": now.isoformat()}
    body = json.dumps({**event, **({"wish": wish} if wish else {})}).encode()
    return Post(
        id=call_id,
        url=f"{luotsi.url}/api/v1/phone/generic",
        body=body,
        headers=(("Content-Type", "application/json"), *generic.sign(body, SECRET.encode(), now).items()),
    )


async def call(post: Post) -> Shown:
    """What the webhook answers."""
    async with (
        aiohttp.ClientSession() as provider,
        provider.post(post.url, data=post.body, headers=dict(post.headers)) as answer,
    ):
        return Shown(status=answer.status, text=await answer.text(), headers=dict(answer.headers))
