"""The chat as any page loads it: the script at an address that stays, and every word that it shows."""

import asyncio
import hashlib
import json
from typing import Final

from aiohttp import web

from channels.chat.frames import LONGEST
from channels.codes import Language
from gateway.chat.turning import answers
from gateway.i18n import language_of
from gateway.services import Services
from gateway.web.frame import services
from gateway.web.look import STATIC
from gateway.web.public.county_words import advice_line
from gateway.web.public.pages import Phone

# A page asks again after this, and is told that nothing has changed: no site has to know our version.
_SCRIPT_FOR: Final = 300  # seconds
_WORDS_FOR: Final = 60  # they say too whether we are open
_WEATHER: Final = {
    Language.FI: "https://www.ilmatieteenlaitos.fi/",
    Language.SV: "https://sv.ilmatieteenlaitos.fi/",
    Language.EN: "https://en.ilmatieteenlaitos.fi/",
}
_INTRO: Final = "bot_intro"

# Each is the text public-chat-<name>, or the one named here; tests hold this against the scripts.
_SHARED: Final = {
    "call-112": "public-emergency-title",
    "alarm": "public-alarm-title",
    "reference": "public-answer-reference",
}
NAMES: Final = (
    *("title", "phone", "leave", "conversation", "log", "waiting", "connecting", "me", "advisor", "service"),
    *("sending", "arrived", "trying", "refused", "seen", "edit", "lost", "back", "typing", "here", "ended"),
    *("over", "text", "send", "why-too-long", "why-malformed", "hidden", "reference-words", "print", "launch"),
    *("close", "unread-one", "unread", "languages", "person", "person-words", "person-asked"),
    *("answers", "hint", "number-112", "save", "file", "saved-at", "more", "code-warning", "code-send"),
    *("code-removed", "floor-bot", "floor-queue", "floor-place", "floor-wait", "floor-wait-one"),
    *("floor-advisor", "floor-inbox", "stale", "go-on", "later", "later-title", "later-words", "later-first"),
    *("have-code", "code", "code-unknown", "too-many", "unavailable", "end", "end-title", "end-words"),
    *("return", "forget", "forgotten", "feedback", "feedback-words", "helped", "helped-yes", "helped-partly"),
    *("helped-no", "score", "score-low", "score-high", "feedback-send", "feedback-choose", "feedback-thanks"),
    *("privacy",),
)


async def script(request: web.Request) -> web.Response:
    """The script, for pages of any site: what a page may then do depends on where it stands."""
    body = await asyncio.to_thread((STATIC / "widget.js").read_bytes)
    response = _fresh(request, body, "text/javascript", _SCRIPT_FOR)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


async def words(request: web.Request) -> web.Response:
    """Everything that the chat shows in a language. The same for everybody."""
    told = _words(services(request), language_of(request.query.get("language")))
    return _fresh(request, json.dumps(told, ensure_ascii=False).encode(), "application/json", _WORDS_FOR)


def _fresh(request: web.Request, body: bytes, content_type: str, seconds: int) -> web.Response:
    """*body*, or that the browser has it already. Both may be kept for some *seconds*."""
    mark = hashlib.sha256(body).hexdigest()[:16]
    if any(one.value == mark for one in request.if_none_match or ()):
        response = web.Response(status=304)
    else:
        response = web.Response(body=body, content_type=content_type, charset="utf-8")
        response.enable_compression()  # aiohttp would send a 304 with a body
    response.etag = mark
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _words(house: Services, language: Language) -> dict[str, object]:
    phone, texts = advice_line(house, language), house.texts
    keys = {name: f"public-chat-{name}" for name in NAMES} | _SHARED
    if answers(house):
        intro = house.acknowledgements.texts[language].acknowledgements[_INTRO]
    else:
        # What is said by itself is then no advisor's, and nobody is told of a machine.
        intro, keys["service"] = texts.say(language, "public-chat-lead-people"), "public-chat-service-people"
    told = {name: texts.say(language, key) for name, key in keys.items()}
    return {
        "language": language,
        "longest": LONGEST,
        "leave": _WEATHER[language],
        "number": phone.number,
        "call": phone.link,
        "open": phone.is_open,
        "words": {
            **told,
            "intro": intro.format(phone=phone.number, hours=phone.hours),
            "too-long": texts.say(language, "public-chat-too-long", length="%length%", longest=LONGEST),
            **_hours(house, phone, language),
        },
    }


def _hours(house: Services, phone: Phone, language: Language) -> dict[str, str]:
    """What depends on whether somebody answers now."""

    def say(name: str) -> str:
        return house.texts.say(language, f"public-chat-{name}", moment=phone.changes)

    state, away = ("open", "away") if phone.is_open else ("closed", "away-closed")
    return {"state": say(state), "state-words": say(f"{state}-words"), "away": say(away)}
