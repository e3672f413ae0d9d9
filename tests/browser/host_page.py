"""A page of another site that shows our chat, with styles of its own that mean no good."""

from dataclasses import dataclass, field

from aiohttp import web
from playwright.async_api import expect

from channels.chat.frames import Say

QUESTION = "Miten haen ateriapalvelua Raumalla?"

_HOSTILE = """
html { font-size: 8px; color: #555; }
* { font-family: serif !important; color: #555 !important; }
* { text-transform: uppercase !important; letter-spacing: 3px !important; }
body { line-height: 0.8; font-size: 9px; visibility: visible; }
luotsi-chat { display: none !important; opacity: 0 !important; font-size: 6px !important; }
luotsi-chat { transform: scale(0.2) !important; }
button, a, textarea, input, p, h2 { display: none !important; padding: 0 !important; font-size: 5px !important; }
"""


@dataclass(slots=True)
class Host:
    """The other site. What stands in its body, and in the script's tag, tests choose."""

    chat: str = ""  # the address of our chat
    body: str = "<main><h1>Satakunta</h1><p>Tervetuloa.</p></main>"
    attributes: str = ""
    style: str = _HOSTILE
    language: str = "fi"
    asked: list[str] = field(default_factory=list)

    async def page(self, request: web.Request) -> web.Response:
        """Every page of the site."""
        self.asked.append(request.path)
        html = (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8"><title>Satakunta</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
            f"<style>{self.style}</style>"
            f'<script src="{self.chat}/chat/widget.js" defer {self.attributes}></script></head>'
            f"<body>{self.body}</body></html>"
        )
        return web.Response(text=html, content_type="text/html")


def host_application(host: Host) -> web.Application:
    """*host*, at every address."""
    app = web.Application()
    app.router.add_get("/{page:.*}", host.page)
    return app


async def opened(page, site):
    """Go there and open the chat."""
    await page.goto(site)
    await page.get_by_role("button", name="Kysy chatissa").click()
    await expect(page.locator("#chat-presence")).to_have_text("Neuvoja on mukana keskustelussa.")


async def say(page, text):
    """Write and send it."""
    await page.fill("#chat-text", text)
    await page.get_by_role("button", name="Lähetä viesti").click()


def shown(page):
    """What was said, as it stands there."""
    return page.locator("#chat-log .talk-words")


def said(peer):
    """What reached the other end."""
    return [(one.text, one.choice) for one in peer.heard if isinstance(one, Say)]
