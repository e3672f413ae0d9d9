"""Who answers inside of our letter is read, in whichever way the answers stand out from it."""

import time

import pytest

from channels.email.view.conversation import Thread
from channels.email.view.marked import marked_text
from channels.email.view.reply import has_answers_inside, new_words

OURS = Thread(
    known=True, parent_is_ours=True, our_addresses=frozenset({"neuvonta@satakunta.example"}), sender="a@x.example"
)
LETTER = (
    "<style>span.E17{{color:red}} .plain, p.own{{color:windowtext}}</style><p>Alla.</p>"
    '<p style="color:#1F497D"><b>Lähettäjä:</b> Neuvonta &lt;neuvonta@satakunta.example&gt;<br>'
    "<b>Lähetetty:</b> 1.12.2026<br><b>Aihe:</b> <b>Viesti</b></p>"
    "<p>Viitteenne on <b>SA-7F3K-9QWX</b>.</p><p>Missä äiti asuu?</p>{}"
)


def view(html):
    return new_words(marked_text(html), "VS: Viesti", OURS)


@pytest.mark.parametrize(
    "answer",
    [
        '<p style="color:#1F497D">Porissa</p>',
        '<p><span style="color:#002060">Porissa</span></p>',
        '<p><span style="color: rgb(84, 130, 53)">Porissa</span></p>',
        '<p><span style="color:brown">Porissa</span></p>',
        '<p><span style="color:hsl(0, 100%, 50%)">Porissa</span></p>',
        '<p><font color="red">Porissa</font></p>',
        '<p><span class="E17">Porissa</span></p>',
        "<p><b>Porissa<o:p></o:p></b></p>",
        "<p><strong>Porissa</strong> </p>",
        '<p><span style="font-weight:700">Porissa</span></p>',
        "<p><i>Porissa</i></p>",
        '<p><span style="background:yellow">Porissa</span></p>',
        "<p><mark>Porissa</mark></p>",
    ],
)
def test_an_answer_that_stands_out_from_our_letter_is_shown(answer):
    assert view(LETTER.format(answer)) == "Alla.\n\nPorissa"


def test_an_answer_behind_a_name_in_brackets_is_shown():
    assert view(LETTER.format("<p><b>[Aino Koski]</b> Porissa</p>")) == "Alla.\n\n[Aino Koski] Porissa"


@pytest.mark.parametrize(
    "ours",
    [
        '<p style="color:#333333">Soita 112.</p>',
        '<p style="color:black;background:#FFFFFF">Soita 112.</p>',
        '<p class="plain own">Soita 112.</p>',
        '<p style="color:var(--text)">Soita 112.</p>',
        '<p><a href="https://x.example" style="color:#0563C1"><u>x.example</u></a></p>',
        "<p>[Et saa usein sähköpostia osoitteesta neuvonta]</p>",
        '<blockquote type="cite"><p style="color:red">Soita 112.</p></blockquote>',
    ],
)
def test_our_own_letter_stands_out_from_nothing(ours):
    html = LETTER.format(ours)

    assert view(html) == "Alla."
    assert not has_answers_inside(marked_text(html), "VS: Viesti", OURS)


@pytest.mark.parametrize(
    "piece", ["<b>x", "<b></b>", "<style>.a{color:red}</style>", '<p class="a">x', "<style>{", "<u> <i>"]
)
def test_nothing_endless_takes_long(piece):
    began = time.thread_time()
    marked_text(piece * (100_000 // len(piece)))

    assert time.thread_time() - began < 2
