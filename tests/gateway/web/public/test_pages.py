import re
from dataclasses import fields
from functools import cache
from uuid import uuid4

import pytest
from jinja2 import meta, nodes

from channels.form.definitions import CALLBACK, CONTACT
from channels.form.parse import Answer, Problem
from gateway import i18n
from gateway.web.pages import TEMPLATES, Renderer, Shell, environment
from gateway.web.public import pages
from gateway.web.public.chat_widget import NAMES as CHAT_WORDS
from gateway.web.public.pages import Failure, FailurePage, Phone, Shown

LANGUAGES = ["fi", "sv", "en"]
PATHS = ["/", "/contact", "/chat", "/callback", "/status", "/privacy", "/accessibility", "/contact/answer"]
PAGES = [page for page in vars(pages).values() if isinstance(getattr(page, "template", None), str)]
GIVEN = {"shell", "t", "label", "time"}
USED = re.compile(r"""\bt\(\s*["']([a-z0-9_-]+)["'](\s*~)?""")
SHARED = {template for folder in ("public", "shell") for template in (TEMPLATES / folder).glob("*.html")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
async def test_each_page_is_there_in_each_language(visitor, path, language):
    response = await visitor.get(path, params={"lang": language})
    html = await response.text()

    assert response.status == 200
    assert f'<html lang="{language}">' in html
    assert response.headers["Content-Language"] == language
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PATHS)
async def test_each_page_offers_the_other_languages_and_says_112(visitor, path):
    html = await (await visitor.get(path)).text()

    assert [code for code in LANGUAGES if f"?lang={code}" in html] == LANGUAGES
    assert "112" in html


@pytest.mark.parametrize("path", [*PATHS, "/no-such-page"])
async def test_no_page_needs_what_our_content_security_policy_forbids(visitor, path):
    html = await (await visitor.get(path)).text()

    assert (
        re.findall(
            r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=\"/(?:static/|chat/widget\.js\"))|http-equiv", html
        )
        == []
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_only_what_its_page_has(page):
    jinja = environment()
    source, _, _ = jinja.loader.get_source(jinja, page.template)

    tree = jinja.parse(source)
    used = meta.find_undeclared_variables(tree)

    assert used - GIVEN - _macros(tree) <= {field.name for field in fields(page)}


def _macros(tree):
    imported = {name for node in tree.find_all(nodes.FromImport) for name in node.names}
    return {name[1] if isinstance(name, tuple) else name for name in imported} | {
        node.name for node in tree.find_all(nodes.Macro)
    }


def _keys_used():
    sources = [path.read_text() for path in (*SHARED, TEMPLATES / "base.html")]
    found = [match for source in sources for match in USED.findall(source)]
    # The chat's words go out by another way; test_chat_widget.py holds them against its scripts.
    by_case = ("open", "closed", "open-words", "closed-words", "away", "away-closed", "too-long", "service-people")
    chat = {f"public-chat-{name}" for name in (*CHAT_WORDS, *by_case)}
    return {key for key, more in found if not more} | chat, {key for key, more in found if more}


def test_every_text_that_a_public_template_names_is_there():
    texts = i18n.load()
    named, begun = _keys_used()

    assert [key for key in named if not texts.has(i18n.Language.FI, key)] == []
    assert len(begun) > 5


def test_no_text_of_the_public_pages_is_left_over():
    named, begun = _keys_used()
    written = re.findall(
        r"^([a-z][\w-]*) =",
        "".join((i18n.FOLDER / "fi" / f"{name}.ftl").read_text() for name in ("public", "shell", "widget")),
        re.MULTILINE,
    )

    assert [key for key in written if key not in named and not key.startswith(tuple(begun))] == []


def _shell(language):
    return Shell(
        language=i18n.Language(language),
        path="/",
        county="Satakunta",
        phone="02 555 0100",
        hours="ma–pe klo 8–16",
        signed_in=None,
        csrf="",
        version="1",
        demo=True,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [CONTACT, CALLBACK], ids=["contact", "callback"])
def test_each_mistake_in_each_field_has_words(form, language):
    renderer = _renderer()
    for field in form.fields:
        for error in field.errors:
            html = renderer.html(_form_page(form, field.name, error), _shell(language))
            assert html.count(f'href="#{field.name}"') == (field.name not in {"submission_id", "language"})
            assert 'role="alert"' in html


@cache
def _renderer():
    return Renderer(environment=environment(), texts=i18n.load())


def _form_page(form, name, error):
    phone = Phone(number="02 555 0100", link="tel:025550100", hours="ma–pe klo 8–16", is_open=True, changes="")
    shown = Shown(form=form, answers=(Answer(field=name, value="x"),), problems=(Problem(field=name, error=error),))
    given = {"filled": shown, "submission_id": str(uuid4()), "alarm": None, "unavailable": False}
    if form is CONTACT:
        return pages.ContactPage(municipalities=("Pori",), **given)
    return pages.CallbackPage(lines=(pages.Choice(code="neuvonta", label="Neuvonta"),), phone=phone, **given)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("failure", list(Failure))
def test_each_failure_has_words_and_a_way_on(failure, language):
    phone = Phone(number="02 555 0100", link="tel:025550100", hours="ma–pe klo 8–16", is_open=True, changes="")

    html = _renderer().html(FailurePage(failure=failure, phone=phone), _shell(language))

    assert "02 555 0100" in html
    assert 'href="tel:112"' in html


async def test_an_unknown_address_is_answered_kindly(visitor):
    response = await visitor.get("/no-such-page")

    assert response.status == 404
    assert "Sivua ei löydy" in await response.text()


async def test_the_front_page_names_every_way_to_reach_us(visitor):
    html = await (await visitor.get("/")).text()

    for way in ("02 555 0100", "02 555 0112", "116 117", "080 005 005", "09 2525 0111", "neuvonta@satakunta.example"):
        assert way in html
    for place in ("Esimerkkikatu 1, Pori", "PL 100", 'href="/contact"', 'href="/callback"', 'href="/status"'):
        assert place in html
    assert "Älä kirjoita siihen henkilötunnusta" in html
    assert html.index("Hätätilanteessa soita 112") < html.index("02 555 0100")


async def test_the_front_page_has_every_anchor_that_the_county_links_to(visitor, house):
    html = await (await visitor.get("/")).text()

    anchors = [link.removeprefix("/#") for link in house.county.links.values() if link.startswith("/#")]

    assert len(anchors) == 6
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []


async def test_the_front_page_says_whether_somebody_answers_now(visitor, clock):
    on_monday_at_noon = await (await visitor.get("/")).text()
    clock.forward(hours=8)
    in_the_evening = await (await visitor.get("/")).text()

    assert "Auki nyt" in on_monday_at_noon
    assert "Suljemme maanantaina 23.11.2026 klo 16." in on_monday_at_noon
    assert "Suljettu nyt" in in_the_evening
    assert "Avaamme tiistaina 24.11.2026 klo 8." in in_the_evening


async def test_what_is_not_allowed_or_not_understood_is_said_kindly(visitor):
    foreign = await visitor.post("/contact", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    unreadable = await visitor.post("/contact", data=b"x", headers={"Content-Type": "multipart/form-data"})
    no_such_method = await visitor.delete("/contact")

    for response, status, title in (
        (foreign, 403, "Tämä ei ole sallittu"),
        (unreadable, 400, "Selaimesi lähetti jotain, mitä emme ymmärtäneet"),
        (no_such_method, 405, "Selaimesi lähetti jotain, mitä emme ymmärtäneet"),
    ):
        assert response.status == status
        assert f"<h1>{title}</h1>" in await response.text()
