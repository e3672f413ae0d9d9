import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import ANSWER_LANGUAGES, Flag, Language, MatterType, Reason, Urgency
from routing.acknowledgement import (
    WITHOUT_FOOTER,
    EmptyValueError,
    Values,
    acknowledge,
    callback_sms,
    callback_text,
    fill,
    load_texts,
    neutral_mail,
    neutral_sms,
)
from routing.check import load_rules
from routing.dates import by_when_short, received
from routing.decide import decide
from routing.facts import Area
from routing.files import HERE, ConfigurationError
from routing.rule import Action
from tests.routing.given import ORDINARY, VALUES, any_facts, facts, helsinki

BOOK = load_rules()
TEXTS = load_texts()
KEYS = sorted(TEXTS.texts[Language.FI].acknowledgements)
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
# The longest name of the counties that ship, as it stands in a text message.
COUNTIES = {
    Language.FI: "Pohjois-Pohjanmaan hyvinvointialue",
    Language.SV: "Norra Österbottens välfärdsområde",
    Language.EN: "North Ostrobothnia wellbeing services county",
}

answer_languages = st.sampled_from(ANSWER_LANGUAGES)
languages = st.sampled_from(Language)
yes_or_no = st.booleans()


def told(some, *, protected=True, live=True, language=Language.FI, values=VALUES):
    return acknowledge(
        decide(some, BOOK), protected=protected, live=live, language=language, values=values, texts=TEXTS
    )


def in_danger(some):
    return Action.SAFE_CONTACT_ONLY in decide(some, BOOK).actions


@given(any_facts, yes_or_no, yes_or_no, languages)
def test_no_text_has_a_hole_or_an_unfilled_placeholder(some, protected, live, language):
    answer = told(some, protected=protected, live=live, language=language)
    if answer is not None:
        assert not re.search(r"[{}]", answer.text + (answer.subject or ""))
        assert "  " not in answer.text


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_every_text_can_be_filled(key, language):
    filled = fill(TEXTS.texts[language].acknowledgements[key], VALUES)
    assert filled
    assert not re.search(r"[{}]", filled)


@pytest.mark.parametrize("key", KEYS)
def test_a_text_says_the_same_facts_in_each_language(key):
    named = {
        language: set(re.findall(r"\{(\w+)\}", TEXTS.texts[language].acknowledgements[key]))
        for language in ANSWER_LANGUAGES
    }
    assert named[Language.FI] == named[Language.SV] == named[Language.EN]


@given(any_facts, yes_or_no, languages)
def test_an_unprotected_channel_gets_the_same_neutral_text_whatever_the_matter(some, live, language):
    answer = told(some, protected=False, live=live, language=language)
    assert answer == (None if in_danger(some) else neutral_mail(language, VALUES, TEXTS))


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_neutral_texts_name_no_destination(language):
    neutral = " ".join(TEXTS.texts[language].neutral.values()).casefold()
    for destination in BOOK.destinations.values():
        assert destination.labels[language].casefold() not in neutral


def test_the_neutral_mail_is_laid_out_to_be_read():
    answer = neutral_mail(Language.FI, VALUES, TEXTS)

    assert answer.subject == "Olemme saaneet viestisi (SAT-7F3K-9QXR-MD4)"
    assert answer.text == (
        "Hei!\n\n"
        "Hätätilanteessa soita 112. Kiireellisessä terveysasiassa soita 116 117.\n\n"
        "Saimme viestisi 21.11.2026 klo 10.05. Viitenumero on SAT-7F3K-9QXR-MD4. "
        "Vastaamme viimeistään tiistaina 1.12.2026 klo 16.\n\n"
        "Tämä on automaattinen viesti. Tavallinen sähköposti ei ole suojattu. "
        "Älä kirjoita siihen henkilötunnusta, terveystietoja tai muita yksityisiä asioita.\n\n"
        "Turvallinen tapa ottaa yhteyttä: https://example.org/x\n"
        "Puhelin: 02 123 4567 (ma–pe klo 9–15)\n\n"
        "Terveisin\n"
        "Satakunnan hyvinvointialue"
    )


def test_a_protected_channel_gets_the_text_of_its_destination_and_the_footer():
    answer = told(facts(reason=Reason.INFORMAL_CARE), language=Language.SV)

    assert answer.template == "informal_care_support"
    assert (answer.subject, answer.neutral, answer.language) == (None, False, Language.SV)
    assert answer.text.startswith("Tack för att du kontaktade oss. En anställd inom närståendevården kontaktar")
    assert answer.text.endswith("\n\nRing 112 i en nödsituation. Ring 116 117 i brådskande hälsoärenden.")


@given(any_facts, yes_or_no, languages)
def test_112_is_said_in_one_sentence_of_every_answer(some, protected, language):
    answer = told(some, protected=protected, language=language)
    if answer is not None:
        sentences = [one for one in re.split(r"(?<=[.!?])\s", answer.text) if re.search(r"(?<!\d)112(?!\d)", one)]
        assert len(sentences) == 1


@pytest.mark.parametrize("key", ["emergency_112", "crisis_suicide"])
def test_nothing_is_added_to_an_emergency_text(key):
    flags = frozenset({Flag.SUICIDAL}) if key == "crisis_suicide" else frozenset()
    answer = told(facts(urgency=Urgency.EMERGENCY, flags=flags))

    assert key in WITHOUT_FOOTER
    assert answer.text == TEXTS.texts[Language.FI].acknowledgements[key]


def test_an_emergency_text_needs_no_value_of_ours():
    nothing = Values(**dict.fromkeys((field.name for field in fields(Values)), ""))
    assert told(facts(urgency=Urgency.EMERGENCY), values=nothing).template == "emergency_112"


@given(any_facts, languages)
def test_who_is_in_danger_at_home_gets_nothing_that_could_be_found_later(some, language):
    feared = replace(some, reason=Reason.ABUSE_NEGLECT)

    assert told(feared, protected=False, live=False, language=language) is None
    assert told(feared, protected=False, live=True, language=language) is None
    assert told(feared, protected=True, live=False, language=language) is None


@given(any_facts, languages)
def test_who_is_in_danger_at_home_and_still_there_is_asked_for_a_safe_way(some, language):
    answer = told(replace(some, reason=Reason.ABUSE_NEGLECT), language=language)
    expected = {"emergency_112", "crisis_suicide"} if some.urgency is Urgency.EMERGENCY else {"safe_contact"}
    assert answer.template in expected


def test_danger_caught_by_another_rule_is_answered_with_the_safe_text_too():
    ward = facts(matter_type=MatterType.WARD_REQUEST, flags=frozenset({Flag.ABUSE}))
    assert told(ward).template == "safe_contact"


def test_until_a_matter_has_been_moved_nobody_is_told_that_it_has():
    elsewhere = facts(municipality=Area.OUT_OF_AREA)

    assert decide(elsewhere, BOOK).acknowledgement == "other_county"
    assert told(elsewhere).template == "advice"


@pytest.mark.parametrize("language", [Language.OTHER, Language.UNKNOWN])
def test_who_writes_in_a_language_we_do_not_have_is_answered_in_finnish(language):
    assert told(ORDINARY, language=language) == told(ORDINARY, language=Language.FI)
    assert told(ORDINARY, language=language).language is Language.FI


def test_a_concern_notice_is_answered_without_saying_how_it_goes_on():
    answer = told(facts(matter_type=MatterType.CONCERN_NOTICE), language=Language.EN)
    assert "Because of confidentiality we cannot tell you what happens next." in answer.text


def test_a_callback_request_is_confirmed_with_time_and_number():
    answer = callback_text(Language.FI, VALUES, TEXTS)

    assert answer.template == "callback_registered"
    assert "Soitamme sinulle viimeistään tiistaina 1.12.2026 klo 16 numerosta 02 123 4500." in answer.text


@pytest.mark.parametrize("write", [neutral_sms, callback_sms])
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_a_text_message_is_one_message_of_the_gsm_alphabet(write, language):
    moment = helsinki("2026-09-30T15:30:00+03:00")
    values = replace(VALUES, date_by=by_when_short(moment, language), county=COUNTIES[language])
    answer = write(language, values, TEXTS)

    assert len(answer.text) <= 160
    assert set(answer.text) <= GSM_7
    assert "112" in answer.text
    assert answer.neutral


def test_an_empty_value_is_an_error_and_not_a_hole():
    with pytest.raises(EmptyValueError, match="date_by"):
        told(ORDINARY, values=replace(VALUES, date_by=" "))


def test_braces_inside_a_value_stay_what_they_are():
    answer = told(ORDINARY, values=replace(VALUES, ref="{county}"))
    assert "Viitenumerosi on {county}." in answer.text


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_sentences_are_short_enough_to_read(key, language):
    text = fill(
        TEXTS.texts[language].acknowledgements[key],
        replace(VALUES, received=received(helsinki("2026-11-21T10:05:00+02:00"), language)),
    )
    for sentence in re.split(r"(?<=[.!?:])\s", text):
        assert len(sentence.split()) <= 24, sentence


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("{ref}. Sinun ei", "{name}. Sinun ei", "advice has a placeholder that nothing fills: {name}"),
        ("{ref}. Sinun ei", "{}. Sinun ei", "advice has a placeholder that nothing fills: {}"),
        ("{ref}. Sinun ei", "{ref. Sinun ei", "advice has a brace that belongs to no placeholder"),
        ('\nkela = "Voit', '\nkelo = "Voit', "no text for kela"),
        ('sms = "', 'smss = "', "[neutral] must have exactly"),
        ("[footer]", "[foot]", "section [footer] is missing"),
        ("\nparish = ", '\nparish = ""\nparishes = ', "parish has no text"),
    ],
)
def test_a_text_file_with_a_mistake_is_refused_at_load(tmp_path, written, instead, problem):
    for language in ANSWER_LANGUAGES:
        text = (HERE / "texts" / f"{language}.toml").read_text(encoding="utf-8")
        (tmp_path / f"{language}.toml").write_text(
            text.replace(written, instead, 1) if language is Language.FI else text, encoding="utf-8"
        )

    with pytest.raises(ConfigurationError, match=re.escape(problem)) as refused:
        load_texts(tmp_path)
    assert refused.value.file == str(tmp_path / "fi.toml")


def test_a_mistake_in_a_text_is_shown_at_its_line(tmp_path):
    for language in ANSWER_LANGUAGES:
        text = (HERE / "texts" / f"{language}.toml").read_text(encoding="utf-8")
        (tmp_path / f"{language}.toml").write_text(text.replace("{handler}", "{helper}"), encoding="utf-8")

    with pytest.raises(ConfigurationError) as refused:
        load_texts(tmp_path)
    lines = (tmp_path / "fi.toml").read_text(encoding="utf-8").splitlines()
    assert lines[refused.value.line - 1].startswith("ward_request_received = ")


def test_a_missing_language_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_texts(tmp_path)
