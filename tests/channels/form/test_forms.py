from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.channel import Arrival
from channels.codes import (
    AgeBand,
    ChannelCode,
    ConsentState,
    ContacterType,
    Direction,
    IdentityLevel,
    Language,
    MatterType,
)
from channels.contact import CallBack
from channels.form.definitions import CALLBACK, CONTACT, ENTERED, FORMS, FieldError, FieldKind
from channels.form.parse import Problems, Submission, check, delivery, encode, parse

PAGE = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
AT = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
ARRIVAL = Arrival(channel=ChannelCode.WEB_FORM, line="contact", arrived_at=AT)
MESSAGE = {"submission_id": PAGE, "language": "fi", "text": "Mistä saan turvapuhelimen?"}
CALL = {"submission_id": PAGE, "language": "sv", "phone": "040-1234567", "line": "neuvonta"}
VISIT = {
    "submission_id": PAGE,
    "channel": "service_point",
    "direction": "to_service",
    "arrived_at": "2026-12-01T09:30",
    "text": "Kävi palvelupisteessä.",
    "contacter_type": "relative",
    "identity_level": "stated",
}


def contact_of(form, values, arrival=ARRIVAL):
    submission = check(form, values)
    assert isinstance(submission, Submission), submission
    return parse(encode(submission), arrival)


def errors_of(form, values):
    problems = check(form, values)
    assert isinstance(problems, Problems)
    return {(problem.field, problem.error) for problem in problems.problems}


def test_a_message_with_everything_becomes_a_contact():
    contact = contact_of(
        CONTACT,
        MESSAGE
        | {
            "about": "other",
            "matter": "concern",
            "name": "Aino Koski",
            "phone": "040 123 4567",
            "email": "Aino@Posti.example",
            "answer_by": "phone",
            "safe_contact_note": "Vain aamulla",
            "relation": "tytär",
            "subject_name": "Helmi Koski",
            "knows_of_contact": "no",
            "consent": "not_asked",
            "municipality": "Nakkila",
            "age_band": "age_75plus",
            "other_language": "yes",
            "interpreter_language": "somali",
        },
    )

    assert (contact.channel, contact.line, contact.arrived_at) == (ChannelCode.WEB_FORM, "contact", AT)
    assert contact.matter_type is MatterType.CONCERN_NOTICE
    assert contact.language is Language.FI
    assert contact.interpreter_language == "somali"
    assert (contact.contacter.name, contact.contacter.phone) == ("Aino Koski", "+358401234567")
    assert (contact.contacter.email, contact.contacter.relation) == ("aino@posti.example", "tytär")
    assert contact.contacter.safe_contact_note == "Vain aamulla"
    assert (contact.subject.name, contact.subject.municipality) == ("Helmi Koski", "Nakkila")
    assert contact.subject.age_band is AgeBand.AGE_75PLUS
    assert contact.subject.knows_of_contact is False
    assert contact.call_back == CallBack(phone="+358401234567", name="Aino Koski")
    assert contact.consent.state is ConsentState.NOT_ASKED


def test_a_bare_message_is_enough():
    contact = contact_of(CONTACT, MESSAGE)

    assert contact.text == "Mistä saan turvapuhelimen?"
    assert contact.matter_type is None
    assert contact.call_back is None
    assert contact.identity_level is IdentityLevel.STATED


def test_about_oneself_the_contacter_is_the_client():
    contact = contact_of(CONTACT, MESSAGE | {"about": "self", "name": "Eino Salo"})

    assert contact.contacter.type is ContacterType.CLIENT
    assert contact.subject.name == "Eino Salo"
    assert contact.consent.state is ConsentState.NOT_REQUIRED


def test_an_anonymous_message_holds_nothing_of_who_wrote_it():
    submission = check(
        CONTACT,
        MESSAGE
        | {
            "anonymous": "yes",
            "about": "self",
            "name": "Eino Salo",
            "subject_name": "Eino Salo",
            "phone": "ei ole",
            "email": "eino@posti.example",
            "answer_by": "phone",
            "safe_contact_note": "044 7654321",
        },
    )

    original = encode(submission)

    assert b"Eino" not in original
    assert b"eino@" not in original
    assert b"044" not in original
    contact = parse(original, ARRIVAL)
    assert contact.identity_level is IdentityLevel.ANONYMOUS
    assert not contact.contacter.may_be_contacted


def test_whom_an_anonymous_concern_is_about_is_kept():
    contact = contact_of(CONTACT, MESSAGE | {"anonymous": "yes", "about": "other", "subject_name": "Naapuri 4B"})

    assert contact.subject.name == "Naapuri 4B"


def test_an_address_that_was_broken_off_is_told_while_it_can_be_mended():
    problems = check(CONTACT, MESSAGE | {"email": "aino@posti.f"})

    assert [problem.error for problem in problems.problems] == [FieldError.EMAIL_MALFORMED]


def test_every_mistake_is_told_and_nothing_that_was_typed_is_lost():
    values = MESSAGE | {"text": " ", "email": "aino@", "phone": "040 123 45", "about": "them"}

    problems = check(CONTACT, values)

    assert [(problem.field, problem.error) for problem in problems.problems] == [
        ("text", FieldError.REQUIRED),
        ("about", FieldError.NOT_A_CHOICE),
        ("phone", FieldError.PHONE_TOO_SHORT),
        ("email", FieldError.EMAIL_MALFORMED),
    ]
    typed = {answer.field: answer.value for answer in problems.answers}
    assert {name: typed[name] for name in values} == values


def test_who_unticks_anonymous_after_a_mistake_finds_the_name_again():
    problems = check(CONTACT, MESSAGE | {"anonymous": "yes", "name": "Eino Salo", "text": ""})

    assert ("name", "Eino Salo") in {(answer.field, answer.value) for answer in problems.answers}


def test_a_message_over_the_limit_is_an_error_and_comes_back_whole():
    long = "ä" * 20_001

    problems = check(CONTACT, MESSAGE | {"text": long})

    assert [(problem.field, problem.error) for problem in problems.problems] == [("text", FieldError.TOO_LONG)]
    assert next(answer.value for answer in problems.answers if answer.field == "text") == long


def test_a_message_at_the_limit_is_taken_and_a_browsers_line_ends_count_once():
    text = "a\r\n" * 9_999 + "bc"

    assert len(contact_of(CONTACT, MESSAGE | {"text": text}).text) == 20_000


@pytest.mark.parametrize("way", ["phone", "email"])
def test_who_wants_an_answer_must_say_where(way):
    assert errors_of(CONTACT, MESSAGE | {"answer_by": way}) == {(way, FieldError.NEEDED_FOR_ANSWER)}


def test_nul_and_control_characters_are_dropped():
    assert contact_of(CONTACT, MESSAGE | {"text": "a\0b\x07c\ud800d\te\n"}).text == "abcd\te"


def test_fields_that_the_form_lacks_are_ignored():
    assert b"csrf" not in encode(check(CONTACT, MESSAGE | {"csrf": "x"}))


def test_a_page_without_its_id_has_expired():
    assert errors_of(CONTACT, MESSAGE | {"submission_id": "x"}) == {("submission_id", FieldError.PAGE_EXPIRED)}
    assert errors_of(CONTACT, {"language": "fi", "text": "a"}) == {("submission_id", FieldError.PAGE_EXPIRED)}


def test_the_same_page_twice_is_one_delivery_and_an_edited_one_another():
    first = delivery(check(CONTACT, MESSAGE), "contact")

    again = delivery(check(CONTACT, dict(reversed(MESSAGE.items()))), "contact")
    edited = delivery(check(CONTACT, MESSAGE | {"text": "Ja toinen asia."}), "contact")
    other = delivery(check(CONTACT, MESSAGE | {"submission_id": "6f9619ff-8b86-4d01-b42d-00cf4fc96400"}), "contact")

    assert first == again
    assert first.once.startswith(f"form:contact:{PAGE}:")
    assert len({first.once, edited.once, other.once}) == 3
    assert len({first.content, edited.content, other.content}) == 3


def test_a_callback_request_becomes_a_contact_to_be_called():
    contact = contact_of(CALLBACK, CALL | {"name": "Gunilla", "wish": "på förmiddagen", "text": "Hemvård"})

    assert contact.channel is ChannelCode.PHONE_CALLBACK
    assert contact.call_back == CallBack(phone="+358401234567", name="Gunilla", wish="på förmiddagen")
    assert (contact.language, contact.text) == (Language.SV, "Hemvård")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", FieldError.REQUIRED),
        ("040 123 45", FieldError.PHONE_TOO_SHORT),
        ("kissa", FieldError.PHONE_INVALID),
        ("0701234567", FieldError.PHONE_NEEDS_COUNTRY_CODE),
        ("112", FieldError.PHONE_NOT_A_PERSONS),
        ("116117", FieldError.PHONE_NOT_A_PERSONS),
        ("0600 12345", FieldError.PHONE_NOT_A_PERSONS),
        ("anonymous", FieldError.PHONE_WITHHELD),
        ("1" * 41, FieldError.TOO_LONG),
    ],
)
def test_a_number_that_cannot_be_called_back_says_why(typed, error):
    assert errors_of(CALLBACK, CALL | {"phone": typed}) == {("phone", error)}


def test_a_county_lists_its_lines():
    form = CALLBACK.with_choices("line", ("neuvonta", "omaishoito"))

    assert isinstance(check(form, CALL), Submission)
    assert errors_of(form, CALL | {"line": "porinlinja"}) == {("line", FieldError.NOT_A_CHOICE)}


def test_an_entered_visit_keeps_its_channel_time_and_three_roles():
    submission = check(
        ENTERED,
        VISIT
        | {
            "name": "Leena",
            "subject_name": "Veikko",
            "callback_name": "Pirjo",
            "callback_phone": "02 555 0100",
            "matter_type": "application",
            "direction": "between_professionals",
            "non_disclosure": "yes",
            "age_band": "highest_care_allowance",
            "consent": "given",
        },
    )
    contact = parse(encode(submission), ARRIVAL)

    assert delivery(submission, "neuvonta").channel is ChannelCode.SERVICE_POINT
    assert contact.channel is ChannelCode.SERVICE_POINT
    assert contact.arrived_at == datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
    assert (contact.contacter.name, contact.subject.name) == ("Leena", "Veikko")
    assert contact.call_back == CallBack(phone="+35825550100", name="Pirjo")
    assert contact.direction is Direction.BETWEEN_PROFESSIONALS
    assert contact.matter_type is MatterType.APPLICATION
    assert contact.subject.non_disclosure
    assert contact.consent.state is ConsentState.GIVEN


def test_nothing_came_after_it_was_written_down():
    assert contact_of(ENTERED, VISIT | {"arrived_at": "2027-01-01T09:30"}).arrived_at == AT


def test_an_entered_anonymous_call_keeps_no_name_or_number():
    values = VISIT | {"identity_level": "anonymous", "name": "Leena", "phone": "0401234567", "callback_phone": "112"}

    original = encode(check(ENTERED, values))

    assert b"Leena" not in original
    assert b"401234567" not in original


@pytest.mark.parametrize("moment", ["eilen", "2026-13-01T00:00", "0001-01-01T00:00"])
def test_a_moment_that_is_none_is_an_error(moment):
    assert errors_of(ENTERED, VISIT | {"arrived_at": moment}) == {("arrived_at", FieldError.MOMENT_MALFORMED)}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_each_field_is_asked_once_and_knows_its_errors(form):
    names = [field.name for field in form.fields]

    assert len(names) == len(set(names))
    assert all(field.errors for field in form.fields)
    assert all(field.choices for field in form.fields if field.kind is FieldKind.CHOICE and field.name != "line")


@given(
    st.sampled_from(list(FORMS.values())),
    st.dictionaries(
        st.sampled_from(sorted({field.name for form in FORMS.values() for field in form.fields})), st.text(max_size=40)
    ),
)
def test_whatever_is_sent_is_a_submission_that_reads_back_or_problems(form, values):
    checked = check(form, MESSAGE | CALL | VISIT | values)

    if isinstance(checked, Submission):
        assert parse(encode(checked), ARRIVAL).line == "contact"
    else:
        assert checked.problems
