import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import (
    ANSWER_LANGUAGES,
    ConsentState,
    ContacterType,
    Flag,
    Language,
    MatterType,
    Reason,
    Urgency,
)
from routing.acknowledgement import (
    FOR_PROFESSIONALS,
    WITHOUT_FOOTER,
    EmptyValueError,
    Values,
    acknowledge,
    callback_text,
    fill,
    moved_mail,
    moved_text,
    neutral_body,
    neutral_mail,
)
from routing.check import load_rules
from routing.decide import decide
from routing.facts import Area
from routing.files import HERE, ConfigurationError
from routing.rule import Action
from routing.text_files import load_texts
from tests.routing.given import ORDINARY, VALUES, any_facts, facts

BOOK = load_rules()
TEXTS = load_texts()
KEYS = sorted(TEXTS.texts[Language.FI].acknowledgements)

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
    neutral = neutral_mail(language, VALUES, TEXTS, neutral_body(decide(some, BOOK), TEXTS))
    assert answer == (None if in_danger(some) else neutral)


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
@pytest.mark.parametrize(
    ("unanswered", "template"),
    [
        (facts(matter_type=MatterType.CONCERN_NOTICE), "email_body_no_answer"),
        (facts(matter_type=MatterType.CONCERN_NOTICE, urgency=Urgency.URGENT), "email_body_no_answer"),
        (facts(matter_type=MatterType.CONCERN_NOTICE, municipality=Area.OUT_OF_AREA), "email_body_no_answer"),
        (
            facts(matter_type=MatterType.NEED_NOTIFICATION, contacter=ContacterType.OTHER_AUTHORITY),
            "email_body_no_answer",
        ),
        (facts(matter_type=MatterType.WARD_REQUEST, consent=ConsentState.REFUSED), "email_body_no_answer"),
        (facts(urgency=Urgency.EMERGENCY), "email_body_call"),
        (facts(urgency=Urgency.URGENT), "email_body_call"),
        (facts(reason=Reason.DISABILITY_SERVICES), "email_body_call"),
        (facts(reason=Reason.BENEFITS_FEES, flags=frozenset({Flag.KELA_BENEFIT})), "email_body_call"),
        (facts(reason=Reason.ACUTE_HEALTH), "email_body_call"),
    ],
    ids=lambda one: one if isinstance(one, str) else f"{one.matter_type}-{one.urgency}-{one.reason}",
)
def test_where_the_protected_text_names_no_date_the_mail_names_none_either(unanswered, template, language):
    for protected in (True, False):
        answer = told(unanswered, protected=protected, language=language)
        assert VALUES.date_by not in answer.text
    assert answer.template == template


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (Language.FI, "Saat apua nopeimmin, kun soitat 02 123 4567 (ma–pe klo 9–15)."),
        (Language.SV, "Du får hjälp snabbast om du ringer 02 123 4567 (ma–pe klo 9–15)."),
        (Language.EN, "You get help fastest if you call 02 123 4567 (ma–pe klo 9–15)."),
    ],
)
def test_who_is_sent_elsewhere_hears_by_mail_whom_to_call_and_not_that_nobody_answers(language, sentence):
    mail = told(facts(reason=Reason.DISABILITY_SERVICES), protected=False, language=language)
    assert sentence in mail.text
    assert "02 765 4321" in mail.text  # round the clock


@given(any_facts, languages)
def test_a_date_is_promised_only_where_an_answer_follows(some, language):
    for protected in (True, False):
        answer = told(some, protected=protected, language=language)
        if answer is not None and VALUES.date_by in answer.text:
            assert decide(some, BOOK).answered


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
    assert answer.text.startswith("En anställd inom närståendevården kontaktar dig senast")
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
    if not some.contacter_professional:
        assert told(feared, protected=True, live=False, language=language) is None


@given(any_facts, languages)
def test_who_is_in_danger_at_home_and_still_there_is_asked_for_a_safe_way(some, language):
    client = replace(some, reason=Reason.ABUSE_NEGLECT, contacter=ContacterType.CLIENT)
    answer = told(client, language=language)
    expected = {"emergency_112", "crisis_suicide"} if some.urgency is Urgency.EMERGENCY else {"safe_contact"}
    assert answer.template in expected


def test_danger_caught_by_another_rule_is_answered_with_the_safe_text_too():
    application = facts(matter_type=MatterType.APPLICATION, flags=frozenset({Flag.ABUSE}))
    assert told(application).template == "safe_contact"


@pytest.mark.parametrize("live", [True, False])
def test_a_professional_who_tells_of_danger_is_answered_on_a_line_that_nobody_else_reads(live):
    ward = facts(
        matter_type=MatterType.WARD_REQUEST, contacter=ContacterType.HOSPITAL_WARD, flags=frozenset({Flag.ABUSE})
    )
    assert told(ward, live=live).template == "notification_professional"
    assert told(ward, live=live, protected=False) is None


@given(any_facts, languages)
def test_no_professional_is_told_that_somebody_will_contact_them_as_the_client(some, language):
    professional = replace(some, contacter=ContacterType.HEALTH_PROFESSIONAL)
    answer = told(professional, language=language)
    if answer is not None and VALUES.date_by in answer.text:
        assert answer.template in FOR_PROFESSIONALS | {"advice", "records_office"}


@pytest.mark.parametrize(
    ("some", "template"),
    [
        (
            facts(
                urgency=Urgency.URGENT,
                matter_type=MatterType.PLACE_ENQUIRY,
                contacter=ContacterType.SOCIAL_EMERGENCY_WORKER,
            ),
            "place_enquiry_received",
        ),
        (
            facts(matter_type=MatterType.DISCHARGE_NOTICE, contacter=ContacterType.HOSPITAL_WARD),
            "discharge_notice_received",
        ),
        (
            facts(
                matter_type=MatterType.REFERRAL,
                contacter=ContacterType.HEALTH_PROFESSIONAL,
                consent=ConsentState.GIVEN,
                reason=Reason.MEMORY_CONCERN,
            ),
            "professional_received",
        ),
        (
            facts(matter_type=MatterType.WARD_REQUEST, consent=ConsentState.REFUSED),
            "consent_refused",
        ),
        (
            facts(
                matter_type=MatterType.REFERRAL,
                contacter=ContacterType.HEALTH_PROFESSIONAL,
                consent=ConsentState.REFUSED,
            ),
            "consent_refused",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else one.matter_type,
)
def test_a_professional_gets_a_professionals_text(some, template):
    assert told(some).template == template


def test_who_is_recorded_without_a_name_is_promised_no_call():
    answer = told(facts(reason=Reason.DISABILITY_SERVICES))
    assert VALUES.date_by not in answer.text
    assert answer.text.startswith("Soita 02 123 4567 (ma–pe klo 9–15), niin pääset puhumaan")


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_a_later_date_is_told_with_the_new_date_and_no_reason(language):
    mail, text = moved_mail(language, VALUES, TEXTS), moved_text(language, VALUES, TEXTS)

    assert mail.neutral
    assert mail.subject.endswith("(SAT-7F3K-9QXR-MD4)")
    for answer in (mail, text):
        assert VALUES.date_by in answer.text
        assert VALUES.ref in answer.text


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


def test_an_empty_value_is_an_error_and_not_a_hole():
    with pytest.raises(EmptyValueError, match="date_by"):
        told(ORDINARY, values=replace(VALUES, date_by=" "))


def test_braces_inside_a_value_stay_what_they_are():
    answer = told(ORDINARY, values=replace(VALUES, ref="{county}"))
    assert "Viitenumerosi on {county}." in answer.text


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("{ref}. Sinun ei", "{name}. Sinun ei", "advice has a placeholder that nothing fills: {name}"),
        ("{ref}. Sinun ei", "{}. Sinun ei", "advice has a placeholder that nothing fills: {}"),
        ("{ref}. Sinun ei", "{ref. Sinun ei", "advice has a brace that belongs to no placeholder"),
        ('\nkela = "Hae', '\nkelo = "Hae', "no text for kela"),
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
    assert lines[refused.value.line - 1].startswith("professional_received = ")


def test_a_missing_language_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_texts(tmp_path)
