"""Pages that only tell: every way to reach us, privacy, accessibility."""

from datetime import date
from typing import Final

from aiohttp import web

from gateway.chat.turning import answers
from gateway.web.frame import services
from gateway.web.public.county_words import advice_line, day_in_words, places, social_emergency
from gateway.web.public.helplines import MEDICAL, NATIONAL
from gateway.web.public.pages import AccessibilityPage, HomePage, PrivacyPage
from gateway.web.public.visitor import language_of, respond

ASSESSED_ON: Final = date(2026, 11, 22)  # when the accessibility statement was last checked against the pages


async def home(request: web.Request) -> web.Response:
    """Every way to reach us."""
    house, language = services(request), language_of(request)
    county = house.county
    page = HomePage(
        phone=advice_line(house, language),
        bot=answers(house),
        social_emergency=social_emergency(house),
        medical=MEDICAL,
        helplines=NATIONAL,
        email=county.mail.address,
        post=county.post.address,
        places=places(house, language),
        municipalities=county.municipalities.names,
        kela=county.links["kela"],
        guardianship=county.links["guardianship"],
        checked=day_in_words(county.checked_on, language),
        finnish_only=not county.bilingual,
    )
    return respond(request, page)


async def privacy(request: web.Request) -> web.Response:
    """What happens to what people tell us."""
    county = services(request).county
    page = PrivacyPage(
        controller=county.privacy.controller[language_of(request)],
        officer=county.privacy.officer,
        chat_days=county.chat.text_days,
    )
    return respond(request, page)


async def accessibility(request: web.Request) -> web.Response:
    """How well these pages can be used, and where to say what could not."""
    house = services(request)
    page = AccessibilityPage(
        feedback=house.county.accessibility.feedback,
        phone=advice_line(house, language_of(request)),
        assessed=day_in_words(ASSESSED_ON, language_of(request)),
    )
    return respond(request, page)
