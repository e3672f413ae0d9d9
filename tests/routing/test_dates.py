from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Language
from routing.acknowledgement import Values, fill
from routing.dates import HELSINKI, by_when, by_when_short, received
from routing.text_files import load_texts
from tests.routing.given import helsinki

# As they stand after "viimeistään", "senast" and "by"; the week begins with Monday 30.11.2026.
WEEK = {
    Language.FI: ("maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"),
    Language.SV: ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
YEAR = (
    *("1 January", "1 February", "1 March", "1 April", "1 May", "1 June"),
    *("1 July", "1 August", "1 September", "1 October", "1 November", "1 December"),
)

ANSWER = helsinki("2026-12-01T16:00:00+02:00")
HALF_PAST = helsinki("2027-06-09T13:30:00+00:00")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FI, "tiistaina 1.12.2026 klo 16"),
        (Language.SV, "tisdag 1.12.2026 kl. 16"),
        (Language.EN, "Tuesday 1 December 2026 at 16:00"),
        (Language.OTHER, "tiistaina 1.12.2026 klo 16"),
    ],
)
def test_by_when_in_words(language, words):
    assert by_when(ANSWER, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FI, "keskiviikkona 9.6.2027 klo 16.30"),
        (Language.SV, "onsdag 9.6.2027 kl. 16.30"),
        (Language.EN, "Wednesday 9 June 2027 at 16:30"),
    ],
)
def test_half_past_is_said_and_helsinki_time_is_meant(language, words):
    assert by_when(HALF_PAST, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FI, "21.11.2026 klo 10.05"),
        (Language.SV, "21.11.2026 kl. 10.05"),
        (Language.EN, "21 November 2026 at 10:05"),
        (Language.UNKNOWN, "21.11.2026 klo 10.05"),
    ],
)
def test_received_in_words(language, words):
    assert received(helsinki("2026-11-21T10:05:00+02:00"), language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FI, "1.12.2026 klo 16"),
        (Language.SV, "1.12.2026 kl. 16"),
        (Language.EN, "1 December 2026 at 16:00"),
    ],
)
def test_a_text_message_leaves_out_the_name_of_the_day(language, words):
    assert by_when_short(ANSWER, language) == words


@given(st.integers(0, 1439), st.sampled_from(Language))
def test_minutes_have_two_digits_or_none(minutes, language):
    moment = helsinki("2026-12-01T00:00:00+02:00").replace(hour=minutes // 60, minute=minutes % 60)
    clock = by_when(moment, language).split()[-1].replace(":", ".")
    hour, _, rest = clock.partition(".")

    assert int(hour) == moment.hour
    assert rest in {"", f"{moment.minute:02}"}


@pytest.mark.parametrize("language", WEEK)
@pytest.mark.parametrize("day", range(7))
def test_every_day_of_the_week_has_its_case(language, day):
    moment = helsinki("2026-11-30T16:00:00+02:00") + timedelta(days=day)
    assert by_when(moment, language).split()[0] == WEEK[language][day]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name_or_number(month):
    moment = datetime(2027, month, 1, 12, tzinfo=HELSINKI)

    assert received(moment, Language.EN) == f"{YEAR[month - 1]} 2027 at 12:00"
    assert received(moment, Language.FI) == f"1.{month}.2027 klo 12.00"
    assert received(moment, Language.SV) == f"1.{month}.2027 kl. 12.00"


@pytest.mark.parametrize("language", WEEK)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_day_of_a_date_is_the_one_in_the_calendar(language, month):
    for day in range(1, 29):
        moment = helsinki("2027-01-01T12:00:00+02:00").replace(month=month, day=day)
        weekday = int(moment.strftime("%u")) - 1
        assert by_when(moment, language).startswith(f"{WEEK[language][weekday]} {day}")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            Language.FI,
            (
                "Neuvoja vastaa sinulle viimeistään tiistaina 1.12.2026 klo 16.",
                "Soitamme sinulle viimeistään tiistaina 1.12.2026 klo 16 numerosta 02 555 0100.",
                "Vastaamme sinulle viimeistään tiistaina 1.12.2026 klo 16.",
                "Saimme ilmoituksesi 21.11.2026 klo 10.05.",
            ),
        ),
        (
            Language.SV,
            (
                "En rådgivare svarar dig senast tisdag 1.12.2026 kl. 16.",
                "Vi ringer dig senast tisdag 1.12.2026 kl. 16 från numret 02 555 0100.",
                "Vi svarar dig senast tisdag 1.12.2026 kl. 16.",
                "Vi fick din anmälan 21.11.2026 kl. 10.05.",
            ),
        ),
        (
            Language.EN,
            (
                "An advisor will answer you by Tuesday 1 December 2026 at 16:00.",
                "We will call you by Tuesday 1 December 2026 at 16:00 from 02 555 0100.",
                "We will answer you by Tuesday 1 December 2026 at 16:00.",
                "We received your message on 21 November 2026 at 10:05.",
            ),
        ),
    ],
)
def test_dates_are_right_in_the_sentences_around_them(language, sentences):
    blank = dict.fromkeys((field.name for field in fields(Values)), "x")
    moment = helsinki("2026-11-21T10:05:00+02:00")
    said = blank | {"date_by": by_when(ANSWER, language), "received": received(moment, language)}
    values = Values(**(said | {"caller_id": "02 555 0100"}))
    texts = load_texts().texts[language].acknowledgements

    keys = ("advice", "callback_registered", "date_moved", "notification_private")
    for key, sentence in zip(keys, sentences, strict=True):
        assert sentence in fill(texts[key], values)
