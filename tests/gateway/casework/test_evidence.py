"""The page of a Case says which words the machine's guess rests on."""

import html
import re

import pytest

from gateway import i18n
from tests.gateway.casework.test_pages import signed_in

MEALS = "Isälle pitäisi saada ateriapalvelu kotiin, koska ruoka jää syömättä. Terveisin Aino"


async def _why(house, words):
    case = await house.receives_mail(words)
    async with signed_in(house, house.maija) as client:
        page = html.unescape(await (await client.get(f"/inbox/case/{case.id}")).text())
    return re.sub(r"<[^>]+>", "", page[page.index('id="why-title"') :])


async def test_the_words_that_weighed_most_are_shown_as_they_were_written(house):
    why = await _why(house, MEALS)

    (line,) = re.findall(r"Arvioon vaikuttivat eniten sanat: (.*)", why)
    assert "”ateriapalvelu”" in line
    assert all(word in MEALS for word in re.findall("”([^”]+)”", line))


async def test_a_word_that_decided_is_named_with_what_the_guess_would_have_been(house):
    why = await _why(house, "Hei. Yksi kysymys ateriapalvelusta. Kiitos")

    assert re.search(r"Ilman sanaa ”ateriapalvelusta” arvio olisi ollut [A-ZÄÖ][^.]+\.", why)


async def test_a_word_in_two_spellings_is_named_once_as_it_is_written_first(house):
    why = await _why(house, "Hei. Yksi kysymys Ateriapalvelusta. Siis ateriapalvelusta. Kiitos")

    assert re.findall("Ilman sanaa (.+) arvio olisi", why) == ["”Ateriapalvelusta”"]


@pytest.mark.parametrize(("language", "quoted"), [("fi", "”sana”"), ("sv", "”sana”"), ("en", "“sana”")])
def test_words_are_quoted_as_their_language_writes_it(language, quoted):
    texts = i18n.load()

    assert texts.say(language, "case-quoted", words="sana") == quoted
    assert quoted in texts.say(language, "case-why-otherwise", word="sana")


async def test_where_the_machine_was_unsure_no_words_are_shown(house):
    why = await _why(house, "Hei, soittakaa minulle.")

    assert "epävarma" in why
    assert "Arvioon vaikuttivat" not in why
