"""How texts are worded: the first sentence, sentences that are short, text messages that are one message."""

import re
from dataclasses import replace

import pytest

from channels.codes import ANSWER_LANGUAGES, Language
from routing.acknowledgement import callback_sms, fill, neutral_sms
from routing.dates import by_when_short, received
from routing.text_files import load_texts
from tests.routing.given import VALUES, helsinki

TEXTS = load_texts()
KEYS = sorted(TEXTS.texts[Language.FI].acknowledgements)
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Every county that there is, as it stands before "hyvinvointialue" and "välfärdsområde", and after "county of".
COUNTIES = {
    Language.FI: [
        *("Etelä-Karjalan", "Etelä-Pohjanmaan", "Etelä-Savon", "Itä-Uudenmaan", "Kainuun", "Kanta-Hämeen"),
        *("Keski-Pohjanmaan", "Keski-Suomen", "Keski-Uudenmaan", "Kymenlaakson", "Lapin", "Länsi-Uudenmaan"),
        *("Pirkanmaan", "Pohjanmaan", "Pohjois-Karjalan", "Pohjois-Pohjanmaan", "Pohjois-Savon", "Päijät-Hämeen"),
        *("Satakunnan", "Vantaan ja Keravan", "Varsinais-Suomen"),
    ],
    Language.SV: [
        *("Södra Karelens", "Södra Österbottens", "Södra Savolax", "Östra Nylands", "Kajanalands"),
        *("Egentliga Tavastlands", "Mellersta Österbottens", "Mellersta Finlands", "Mellersta Nylands"),
        *("Kymmenedalens", "Lapplands", "Västra Nylands", "Birkalands", "Österbottens", "Norra Karelens"),
        *("Norra Österbottens", "Norra Savolax", "Päijänne-Tavastlands", "Satakunta", "Vanda och Kervo"),
        "Egentliga Finlands",
    ],
    Language.EN: [
        *("South Karelia", "South Ostrobothnia", "South Savo", "East Uusimaa", "Kainuu", "Kanta-Häme"),
        *("Central Ostrobothnia", "Central Finland", "Central Uusimaa", "Kymenlaakso", "Lapland", "Western Uusimaa"),
        *("Pirkanmaa", "Ostrobothnia", "North Karelia", "North Ostrobothnia", "North Savo", "Päijät-Häme"),
        *("Satakunta", "Vantaa and Kerava", "Southwest Finland"),
    ],
}
NAMED = {
    Language.FI: "{} hyvinvointialue",
    Language.SV: "{} välfärdsområde",
    Language.EN: "Wellbeing services county of {}",
}
# What the reader does, or what is done for them and when.
ACTS = {
    Language.FI: r"^(Soita|Hae|Katso|Kysy|Kerro|Täydennä)\b|, soita\b|\{date_by\}"
    r"|^(Emme ota|Tarkistamme|Siirsimme|Neuvoja vastaa)\b",
    Language.SV: r"^(Ring|Sök|Se|Fråga|Be|Berätta|Komplettera)\b|\{date_by\}"
    r"|^(Vi kontaktar inte|Vi kontrollerar|Vi har fört|En rådgivare svarar)\b",
    Language.EN: r"^(Call|Apply|See|Ask|Tell|Please (complete|call))\b|, call\b|\{date_by\}"
    r"|^(We will not contact|We check|We have transferred|An advisor will answer)\b",
}
# With the longest prefix that a county may have.
REFERENCE = "KEPO-7F3K-9QXR-MD4"


@pytest.mark.parametrize("key", sorted(set(KEYS) - {"bot_intro"}))
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_the_first_sentence_is_what_the_reader_does_or_what_happens_next(language, key):
    first = re.split(r"(?<=[.!?])\s", TEXTS.texts[language].acknowledgements[key])[0]
    assert re.search(ACTS[language], first), first
    assert not re.match(
        r"Kiitos|Saimme|Kirjasimme|Tack|Vi fick|Vi har registrerat|Thank|We received|We have rec", first
    )


@pytest.mark.parametrize(
    ("language", "letters"), [(Language.FI, 34), (Language.SV, 37), (Language.EN, 49)], ids=ANSWER_LANGUAGES
)
def test_the_county_with_the_longest_name_is_among_those_that_messages_are_measured_with(language, letters):
    assert len(COUNTIES[language]) == 21
    assert len(max((NAMED[language].format(name) for name in COUNTIES[language]), key=len)) == letters


@pytest.mark.parametrize("write", [neutral_sms, callback_sms])
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_a_text_message_is_one_message_of_the_gsm_alphabet(write, language):
    moment = helsinki("2026-09-30T15:30:00+03:00")
    longest = max((NAMED[language].format(name) for name in COUNTIES[language]), key=len)
    values = replace(VALUES, ref=REFERENCE, date_by=by_when_short(moment, language), county=longest)
    answer = write(language, values, TEXTS)

    assert len(answer.text) <= 160
    assert set(answer.text) <= GSM_7
    assert "112" in answer.text
    assert answer.neutral


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_sentences_are_short_enough_to_read(key, language):
    text = fill(
        TEXTS.texts[language].acknowledgements[key],
        replace(VALUES, received=received(helsinki("2026-11-21T10:05:00+02:00"), language)),
    )
    for sentence in re.split(r"(?<=[.!?:])\s", text):
        assert len(sentence.split()) <= 18, sentence
