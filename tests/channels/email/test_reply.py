"""The reply view: our history folds, a person's words never do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.view.conversation import UNSEEN, Thread
from channels.email.view.reply import folded_words, new_words

OURS = Thread(known=True, parent_is_ours=True, our_addresses=frozenset({"neuvonta@satakunta.example"}))
DISTANT = Thread(known=True, parent_is_ours=False, our_addresses=OURS.our_addresses)

HEADS = [
    "ti 1.12.2026 klo 9.16 Satakunnan hyvinvointialue <neuvonta@satakunta.example> kirjoitti:",
    "Satakunnan hyvinvointialue <neuvonta@satakunta.example> kirjoitti 1.12.2026 kello 9.16:",
    "neuvonta@satakunta.example kirjoitti 1. jouluk. 2026 kello 9.16:",
    "Den tis 1 dec. 2026 kl 09:16 skrev Rådgivningen <neuvonta@satakunta.example>:",
    "1 dec. 2026 kl. 09:16 skrev neuvonta@satakunta.example:",
    "On Tue, Dec 1, 2026 at 9:16 AM Advice <neuvonta@satakunta.example> wrote:",
    "On 1 Dec 2026, at 9.16, Advice\n<neuvonta@satakunta.example> wrote:",
    "2026-12-01 09:16, neuvonta@satakunta.example wrote:",
    "Satakunnan hyvinvointialue kirjoitti 1.12.2026 klo 9:16:",
    "Satakunnan hyvinvointialue kirjoitti 2026-12-01 09:16:",
    "Satakunta välfärdsområde skrev den 2026-12-01 09:16:",
    "Satakunnan hyvinvointialue <neuvonta@satakunta.example> kirjoitti:",
    "Lainaus Satakunnan hyvinvointialue <neuvonta@satakunta.example>:",
    "вт, 1 дек. 2026 г. в 09:16, Advice <neuvonta@satakunta.example>:",
    ">>> Satakunnan hyvinvointialue 1.12.2026 9:16 >>>",
]

BLOCKS = [
    (
        "Lähettäjä: neuvonta@satakunta.example\nLähetetty: tiistai 1. joulukuuta 2026 9.16\n"
        "Vastaanottaja: Aino\nAihe: Viesti"
    ),
    "Från: neuvonta@satakunta.example\nSkickat: den 1 december 2026 09:16\nTill: Aino\nÄmne: Meddelande",
    "From: neuvonta@satakunta.example\nSent: Tuesday, December 1, 2026 9:16 AM\nTo: Aino\nSubject: Message",
    "*From:* Advice <neuvonta@satakunta.example>\n*Date:* 1.12.2026\n*To:* Aino\n*Subject:* Message",
    "-----Alkuperäinen viesti-----\nLähettäjä: neuvonta@satakunta.example\nPäivämäärä: 1.12.2026\nAihe: Viesti",
    (
        "________________________________\nFrån: Rådgivningen <neuvonta@satakunta.example>\n"
        "Datum: 1 dec\nTill: Aino\nÄmne: x"
    ),
]


@pytest.mark.parametrize("head", HEADS)
def test_our_quoted_message_folds_with_the_line_that_introduces_it(head):
    text = f"Kiitos paljon.\n\n{head}\n\n> Hei!\n>\n> Soita 112.\n\nSoittakaa aamulla."

    assert new_words(text, "Re: Viesti", OURS) == "Kiitos paljon.\n\nSoittakaa aamulla."


@pytest.mark.parametrize("block", BLOCKS)
def test_our_message_under_its_header_folds(block):
    assert new_words(f"Kiitos.\n\n{block}\n\nHei!\nSoita 112.", "VS: Viesti", OURS) == "Kiitos."


@pytest.mark.parametrize("introduction", [*HEADS, *BLOCKS])
def test_in_a_thread_that_we_have_never_seen_nothing_folds(introduction):
    text = f"Kiitos.\n\n{introduction}\n\n> Hei!"

    assert new_words(text, "Re: Viesti", UNSEEN) == text


@pytest.mark.parametrize("subject", ["Fwd: Viesti", "VL: Viesti", "VB: Meddelande", "FW: x"])
def test_a_forward_never_folds(subject):
    text = f"Tiedoksi.\n\n{BLOCKS[0]}\n\nHei!"

    assert new_words(text, subject, OURS) == text


def test_what_follows_a_forward_mark_is_kept_whole():
    text = "Tiedoksi.\n\n---------- Forwarded message ---------\nFrom: Leena\n\nIsä ei pärjää.\n-- \nLeena\n> vanha"

    assert new_words(text, "Re: Viesti", OURS) == text.replace("\n-- \n", "\n--\n")


def test_somebody_elses_message_below_ours_thread_is_news():
    text = (
        "Siskon viesti alla.\n\nFrom: Leena <leena@posti.example>\nSent: eilen\nTo: Aino\nSubject: isä\n\nIsä kaatui."
    )

    assert new_words(text, "Re: Viesti", DISTANT) == text


@pytest.mark.parametrize(
    "text",
    [
        "Lääkäri kirjoitti 3.12. lausunnon:\nei pärjää yksin.",
        "Kuume oli\n> 38,5\neilen.",
        "> 38,5 astetta",
        "Lähettäjä: Aino\nKatu 3",
        "Hän sanoi: lähetetty kirje katosi.",
        "Lähetetty iPhonesta, siksi lyhyt. Apua tarvitaan.",
        "Sent from hospital, mother needs help, please call my mobile today.",
        "Aihe: turvapuhelin\nTo: teille\nTerveisin Aino",
        "---\nAino",
        "Terveisin\nAino Koski\n040 1234567\nKoivukuja 3",
    ],
)
def test_a_persons_own_words_stay(text):
    assert new_words(text, "Re: Viesti", OURS) == text


@pytest.mark.parametrize(
    "tagline",
    [
        "Lähetetty iPhonesta",
        "Lähetetty iPhone-puhelimestani",
        "Lähetetty Outlook for Androidista",
        "Lähetetty Samsung Galaxy -älypuhelimesta.",
        "Lähetetty Androidin Yahoo Mailista",
        "Skickat från min iPhone",
        "Skickades från Outlook för iOS",
        "Skickat från min Samsung Galaxy-smartphone.",
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Hanki Outlook for Android",
        "Hae Outlook for Android<https://aka.ms/AAb9ysg>",
        "Lähetetty Windows 10:n Sähköpostista",
        "Lähetetty Outlook for iOS:stä",
        "Hämta Outlook för iOS",
    ],
)
def test_a_telephones_own_line_folds_and_what_comes_after_stays(tagline):
    assert new_words(f"Soittakaa.\n\n{tagline}\n\nPS. Aamulla.", "x", UNSEEN) == "Soittakaa.\n\nPS. Aamulla."


def test_a_marked_signature_folds_but_not_its_postscript():
    text = "Soittakaa.\n-- \nAino Koski\nOsasto 3\n\nPS. Aamulla."

    assert new_words(text, "x", UNSEEN) == "Soittakaa.\n\nPS. Aamulla."


def test_a_signature_above_our_history_ends_where_the_history_begins():
    text = f"Soittakaa.\n-- \nAino\n\n{HEADS[0]}\n> Hei!\n\nJa vielä yksi asia."

    assert new_words(text, "Re: x", OURS) == "Soittakaa.\n\nJa vielä yksi asia."


def test_a_signature_that_the_html_marks_folds_from_the_text():
    assert new_words("Soittakaa.\n\nAino Koski\nOsasto 3", "x", UNSEEN, ("Aino *Koski*\nOsasto 3",)) == "Soittakaa."
    assert new_words("Aino Koski", "x", UNSEEN, ("Aino Koski",)) == "Aino Koski"


def test_the_view_is_never_empty_while_there_are_words():
    text = f"{BLOCKS[2]}\n\nHei!\n\nVastaan tähän alle: kyllä kiitos."

    assert "kyllä kiitos" in new_words(text, "Re: x", OURS)


LINES = st.sampled_from(
    [*HEADS, *BLOCKS, "> Hei", ">> x", "", "-- ", "Lähetetty iPhonesta", "Apua", "From: x", "Sent: y"]
)


@given(st.lists(LINES, max_size=14).map("\n".join), st.sampled_from([OURS, DISTANT, UNSEEN]))
def test_a_word_before_any_history_is_never_hidden(rest, thread):
    assert new_words(f"Äiti kaatui eilen.\n\n{rest}", "Re: x", thread).startswith("Äiti kaatui eilen.")


@pytest.mark.parametrize(
    "line",
    [
        "Lähetetty hakemus sähköpostilla viime viikolla",
        "Skickat ansökan per e-post förra veckan",
        "Sent you two mails last week about my mother",
        "Lähetetty isän puhelimesta isä ei saa henkeä",
    ],
)
def test_a_line_that_begins_as_a_tagline_does_is_the_persons(line):
    assert new_words(f"Hei\n{line}\nMitä nyt?", "x", UNSEEN) == f"Hei\n{line}\nMitä nyt?"


def test_a_line_drawn_without_a_blank_is_no_signature_mark():
    assert new_words("Hei,\n--\nÄitini kaatui eilen.", "x", UNSEEN) == "Hei,\n--\nÄitini kaatui eilen."
    assert new_words("Hei,\n-- \nMatti\nKatu 1", "x", UNSEEN) == "Hei,"


@pytest.mark.parametrize(
    "words",
    [
        "Tarvitsemme:\n> siivous\n> kauppa\n> suihku",
        "Tilanne nyt:\n> isä makaa lattialla\n> isä ei hengitä",
        "Matti <matti@x.example> kirjoitti:\n> Äiti ei syö\n> eikä nuku",
        "Matti <matti@x.example> kirjoitti 20.11.2026:\n> Äiti ei syö\n> eikä nuku",
        "> Matti <matti@x.example> kirjoitti 20.11.2026:\n>\n> Äiti ei syö",
        "Äiti kirjoitti minulle eilen 3.5. näin:\n> en jaksa enää elää",
        "Lääkäri kirjoitti 3.05.2026:\n> Marevan tauolle",
        "Hon skrev kl. 9.15 den 3 maj:\n> jag orkar inte",
        f"{BLOCKS[0].replace('neuvonta@satakunta.example', 'Osasto 4 <os4@oys.example>')}\n\nKuka auttaa?",
    ],
)
@pytest.mark.parametrize("below", [f"\n\n{HEADS[0]}\n> Hei!", f"\n\n{BLOCKS[0]}\n\nHei!", ""])
def test_what_is_marked_or_introduced_and_not_ours_stays(words, below):
    assert new_words(f"Hei,\n\n{words}{below}", "Re: Viesti", OURS) == f"Hei,\n\n{words}"


def test_somebody_elses_words_below_our_quoted_message_stay():
    theirs = "Matti <matti@x.example> kirjoitti:\n> Äiti ei syö"

    assert new_words(f"{HEADS[0]}\n> Hei!\n\n{theirs}", "Re: Viesti", OURS) == theirs


@pytest.mark.parametrize(
    "introduction",
    [
        "E, 1. dets 2026 kell 9.16 Neuvonta <neuvonta@satakunta.example> kirjutas:\n",
        "ti 1.12.2026 klo 9.16 Neuvonta <neuvonta+ack.7@satakunta.example> kirjoitti:\n",
        "Den tis 1 dec. 2026 kl 09:16 skrev Rådgivningen <neuvonta@satakunta.example\n>:\n\n",
        "> neuvonta@satakunta.example kirjoitti 1.12.2026 kello 9.16:\n>\n",
    ],
)
def test_our_marked_message_folds_however_its_introduction_is_written(introduction):
    assert "Hei!" not in new_words(f"Kiitos.\n\n{introduction}> Hei!\n> Soita 112.", "Re: Viesti", OURS)


def test_of_lines_that_nobody_introduces_only_our_own_sentences_fold():
    knowing = replace(OURS, our_sentences=frozenset({"Hätätilanteessa soita 112."}))
    text = "Kiitos.\n> Hätätilanteessa soita\n> 112.\n> isä ei hengitä\n> Hätätilanteessa soita 112. Älä jää yksin."

    assert new_words(text, "x", knowing) == "Kiitos.\n> isä ei hengitä\n> Hätätilanteessa soita 112. Älä jää yksin."


def test_what_the_view_leaves_out_is_all_there_without_its_marks():
    text = f"Hei.\n\n{HEADS[0]}\n> Hei!\n>> isä kaatui\n\nAlla:\n> apua\n-- \nAino"

    assert folded_words(text, "Hei.\n\nAlla:") == f"{HEADS[0]}\nHei!\nisä kaatui\napua\n--\nAino"


@pytest.mark.parametrize(
    "words",
    [
        "Matti <matti@x.example> kirjoitti 22.11.2026 klo 9.00 osoitteeseen neuvonta@satakunta.example:\n> Isä kaatui",
        "Lähetin perjantaina osoitteeseen neuvonta@satakunta.example tämän viestin:\n\n> isä makaa\n> lattialla",
        "Lähetin viestin neuvonta@satakunta.example<mailto:neuvonta@satakunta.example>:\n\n> isä makaa\n> lattialla",
    ],
)
def test_what_is_said_to_have_been_written_to_us_is_not_ours(words):
    assert new_words(f"Hei.\n\n{words}", "Re: x", OURS) == f"Hei.\n\n{words}"


def test_marked_lines_that_another_introduces_behind_an_empty_one_stay():
    theirs = "> Matti <matti@x.example> kirjoitti 20.11.2026:\n> isä kaatui"

    assert new_words(f"Hei.\n\n{HEADS[0]}\n> Hei!\n\n{theirs}", "Re: x", OURS) == f"Hei.\n\n{theirs}"
    assert new_words(f"Hei.\n\n{HEADS[0]}\n> Hei!\n\n> Soita 112.", "Re: x", OURS) == "Hei."


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_list_that_a_person_announces_below_our_quote_stays(gap):
    theirs = f"Hei,\ntarvitsen apua näissä:\n{gap}> suihkussa käynti\n> lääkkeiden jako\n\nT. Aino"

    assert new_words(f"{HEADS[0]}\n> Hei!\n\n{theirs}", "Re: x", OURS) == theirs


def test_our_words_between_answers_fold():
    text = f"{HEADS[0]}\n> Milloin?\n\nKlo 10.\n\n> Missä:\n\n> Kuka?\nAino."

    assert new_words(text, "Re: x", OURS) == "Klo 10.\n\nAino."


PROTON = "-------- Alkuperäinen viesti --------\n{} {} <{}@satakunta.example> kirjoitti:\n\n> Hei!"


def test_the_mark_that_proton_sets_above_an_introduction_goes_with_it():
    ours = PROTON.format("Maanantai 23. marraskuuta 2026 klo 9.16,", "Neuvonta", "neuvonta")
    theirs = PROTON.format("Maanantai 23. marraskuuta 2026 klo 9.16,", "Leena", "leena")

    assert new_words(f"Kiitos.\n\n{ours}", "Re: x", OURS) == "Kiitos."
    assert new_words(f"Kiitos.\n\n{theirs}", "Re: x", OURS) == f"Kiitos.\n\n{theirs}"


@pytest.mark.parametrize(
    "words", ["Lääkäri sanoi näin\n\n> Potilas ei pärjää kotona.", "Tarvitsemme\n> ruokaa\n> siivousta"]
)
def test_what_a_person_leads_up_to_without_a_colon_stays_below_our_quote(words):
    assert new_words(f"{HEADS[0]}\n> Mitä apua tarvitsette?\n\n{words}", "Re: x", OURS) == words


def test_once_our_letter_has_ended_no_marked_line_is_of_it():
    knowing = replace(OURS, our_names=frozenset({"Satakunnan hyvinvointialue"}))
    ours = f"{HEADS[0]}\n> Hei!\n>\n> Terveisin\n> Satakunnan hyvinvointialue"
    theirs = "Alla lääkärin kirje.\n\n> Potilas ei pärjää kotona.\n> Suositus: tehostettu kotihoito."

    assert new_words(f"{ours}\n\n{theirs}", "Re: x", knowing) == theirs


@pytest.mark.parametrize(
    ("introduction", "folds"),
    [
        ("Satakunnan hyvinvointialue kirjoitti 1.12.2026 klo 9.16:", True),
        ("1.12.2026 klo 9.16, Satakunnan hyvinvointialue kirjoitti:", True),
        ("Matti Koski kirjoitti 20.11.2026 klo 9.14:", False),
        ("Satakunnan hyvinvointialueen lääkäri kirjoitti 20.11.2026 klo 9.14:", False),
        ("Satakunnan hyvinvointialue kirjoitti minulle 3.5. näin:", False),
    ],
)
def test_where_our_names_are_known_an_introduction_without_an_address_has_one(introduction, folds):
    knowing = replace(OURS, our_names=frozenset({"Satakunnan hyvinvointialue"}))
    text = f"Hei.\n\n{introduction}\n> Hei!"

    assert new_words(text, "Re: x", knowing) == ("Hei." if folds else text)


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize(
    "head", [HEADS[0], "ti 1.12.2026 klo 9.16 Satakunnan\nhyvinvointialue <neuvonta@satakunta.example> kirjoitti:"]
)
def test_words_directly_above_an_introduction_stay(head, lines):
    words = "\n".join(["Kiitos, soittakaa ensi viikolla", "kun olen kotona 3.5. jälkeen", "ja äiti myös"][:lines])

    assert new_words(f"{words}\n{head}\n> Hei!", "Re: x", OURS) == words


@pytest.mark.parametrize(
    "between", ["Tärkeys: Suuri\n", "Liitteet: ohje.pdf\n\n", "\n[Et saa usein sähköpostia osoitteesta neuvonta.]\n\n"]
)
def test_what_stands_below_our_marked_letter_stays_whatever_stands_above_it(between):
    text = f"Kiitos.\n\n{BLOCKS[0]}\n{between}> Hei!\n> Soita 112.\n\nIsä on myös sairas."

    assert new_words(text, "Re: x", OURS) == "Kiitos.\n\nIsä on myös sairas."
