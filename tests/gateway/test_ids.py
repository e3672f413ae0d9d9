import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.thread import REFERENCE
from gateway.ids import CROCKFORD, new_code, new_id, new_reference, new_token, read_code, read_id, read_reference

NOW = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)


TYPED_AS = {"0": "0Oo", "1": "1IiLl", "-": ["-", " ", "", "–", " - "]}


@st.composite
def typed(draw):
    """A reference, and as somebody may type it: lower case, other hyphens, spaces, O for 0, I and L for 1."""
    drawn = draw(st.text(CROCKFORD, min_size=10, max_size=10))
    reference = next(found for check in CROCKFORD if (found := read_reference(f"SAT{drawn}{check}", "SAT")))
    letters = [draw(st.sampled_from(TYPED_AS.get(letter, letter + letter.lower()))) for letter in reference]
    return reference, draw(st.sampled_from(["", " ", "\n"])) + "".join(letters)


@given(typed())
def test_a_reference_is_understood_however_it_is_typed(pair):
    reference, as_typed = pair

    assert read_reference(as_typed, "SAT") == reference


@given(typed())
def test_a_code_is_what_a_reference_is_without_its_county(pair):
    reference, as_typed = pair

    code = reference.removeprefix("SAT-")
    assert read_code(as_typed.strip()[3:]) == code
    assert read_code(new_code()) is not None
    # Who holds the reference does not hold the code.
    assert read_code(reference) is None


@given(place=st.integers(0, 10), letter=st.sampled_from(CROCKFORD))
def test_one_wrong_letter_is_noticed(place, letter):
    reference = new_reference("SAT")
    letters = [character for character in reference.removeprefix("SAT-") if character != "-"]
    right, letters[place] = letters[place], letter

    assert (read_reference("SAT-" + "".join(letters), "SAT") is None) == (letter != right)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_reference_in_our_form_or_nothing(text):
    read = read_reference(text, "SAT")

    assert read is None or re.fullmatch(r"SAT-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}", read)


def test_a_reference_has_fifty_random_bits_and_no_letter_that_is_heard_wrong():
    drawn = [new_reference("SAT") for _ in range(200)]

    assert len(set(drawn)) == 200
    assert {re.sub("[0-9A-HJKMNP-TV-Z]", "x", one[4:]) for one in drawn} == {"xxxx-xxxx-xxx"}
    assert {character for one in drawn for character in one[4:] if character != "-"} == set(CROCKFORD)


@pytest.mark.parametrize("prefix", ["SAT", "POP", "VA", "KYME"])
def test_our_reference_is_found_in_a_subject_line(prefix):
    reference = new_reference(prefix)

    assert REFERENCE.findall(f"VS: Olemme saaneet viestisi ({reference})") == [reference]


def test_later_ids_sort_later():
    ids = [new_id(NOW + timedelta(milliseconds=number)) for number in range(50)]

    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}
    assert {one.variant for one in ids} == {"specified in RFC 4122"}


def test_ids_of_one_moment_differ():
    assert len({new_id(NOW) for _ in range(1000)}) == 1000


def test_a_token_is_safe_in_a_mail_address_and_cannot_be_guessed():
    assert re.fullmatch("[0-9a-f]{40}", new_token())
    assert new_token() != new_token()


def test_a_word_that_writes_no_id_is_none_and_no_failure():
    assert read_id("0198c0de-0000-7000-8000-000000000001") == UUID("0198c0de-0000-7000-8000-000000000001")
    assert read_id("") is None
    assert read_id("1; drop table") is None
