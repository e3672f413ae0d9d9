import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Language
from routing.dates import by_when, by_when_short, received
from tests.routing.given import helsinki

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
