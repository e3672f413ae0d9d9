import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.normalise import (
    PhoneKind,
    email_address,
    fold,
    identity_codes,
    mask_identity_codes,
    phone_number,
    text_from_html,
)

PHONES = [
    ("040 123 4567", "+358401234567", "mobile"),
    ("0400-123456", "+358400123456", "mobile"),
    ("+358 (0)40 1234567", "+358401234567", "mobile"),
    ("00358401234567", "+358401234567", "mobile"),
    ("457 123 4567", "+3584571234567", "mobile"),
    ("(02) 555 0100", "+35825550100", "fixed_line"),
    ("08 315 2010", "+35883152010", "fixed_line"),
    ("0295 481 273", "+358295481273", "corporate"),
    ("010 190190", "+35810190190", "corporate"),
    ("0800 06776", "+35880006776", "toll_free"),
    ("0701234567", "+358701234567", "suspicious"),
    ("+46 70 123 45 67", "+46701234567", "mobile"),
    ("040-1234567 / Matti", "+358401234567", "mobile"),
    ("040 123 45", None, "too_short"),
    ("116117", None, "short_service"),
    ("112", None, "emergency"),
    ("+266696687", None, "anonymous"),
    ("anonymous", None, "anonymous"),
    ("", None, "withheld"),
    # and what else people and switchboards write
    ("116 016", None, "short_service"),
    ("O40 1234567", None, "invalid"),
    ("04O 123 4567", None, "invalid"),
    ("072 123 45 67", None, "suspicious"),
    ("0600 12345", "+35860012345", "premium"),
    ("tel:+358401234567", "+358401234567", "mobile"),
    ("sip:anonymous@anonymous.invalid", None, "anonymous"),
    ("050\u20111234567 tai 044 1234567", "+358501234567", "mobile"),
    ("soita 040 1234567", "+358401234567", "mobile"),
    ("kissa", None, "invalid"),
    ("0401234567890123", None, "invalid"),
]

HETUS = [
    "010594Y9032",
    "010594Y9021",
    "020594X903P",
    "020594X902N",
    "030594W903B",
    "030694W9024",
    "040594V9030",
    "040594V902Y",
    "050594U903M",
    "050594U902L",
    "010516B903X",
    "010516B902W",
    "020516C903K",
    "020516C902J",
    "030516D9037",
    "030516D9026",
    "010501E9032",
    "020502E902X",
    "020503F9037",
    "020504A902E",
    "020504B904H",
    "120340-901J",
    "051135-9027",
    "241246-9035",
    "010151-904S",
    "300638-9056",
    "150829-906U",
    "211151-907U",
    "221151-908H",
    "201151-9098",
    "290248-9102",
]


@pytest.mark.parametrize(("raw", "e164", "kind"), PHONES)
def test_a_telephone_number_is_understood(raw, e164, kind):
    number = phone_number(raw)

    assert (number.e164, number.kind) == (e164, kind)


@pytest.mark.parametrize(
    ("raw", "called", "sms"),
    [
        ("040 1234567", True, True),
        ("02 555 0100", True, False),
        ("0701234567", False, False),
        ("0600 12345", False, False),
        ("", False, False),
    ],
)
def test_a_call_is_promised_only_where_a_person_answers(raw, called, sms):
    number = phone_number(raw)

    assert (number.can_be_called, number.can_get_sms) == (called, sms)


@given(st.text(alphabet="0123456789+-() /oO.aé", max_size=30))
def test_a_number_once_understood_stays_the_same(raw):
    once = phone_number(raw)

    if once.e164:
        assert phone_number(once.e164).e164 == once.e164


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_number(raw):
    assert isinstance(phone_number(raw).kind, PhoneKind)


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("Aino.Koski@Posti.example", "aino.koski@posti.example"),
        ("Aino Koski <aino@posti.example>", "aino@posti.example"),
        (" mailto:aino@posti.example ", "aino@posti.example"),
        ("äiti@esimerkki.example", "äiti@esimerkki.example"),
        ("aino@posti.example.s", "aino@posti.example.s"),
        ('"Aino.Koski"@posti.example', "aino.koski@posti.example"),
        ('"aino koski"@posti.example', None),
        ("aino@posti.example.5", None),
        ("aino@posti", None),
        ("aino posti.example", None),
        ("a@b.example, c@d.example", None),
        ("aino@@posti.example", None),
        ("aino@posti.example\nBcc: x@y.example", None),
        ("x" * 65 + "@posti.example", None),
        ("", None),
    ],
)
def test_a_mail_address_has_one_form_or_none(raw, address):
    assert email_address(raw) == address


@given(st.text(max_size=40))
def test_an_address_once_understood_stays_the_same(raw):
    once = email_address(raw)

    assert once is None or email_address(once) == once


@pytest.mark.parametrize("code", HETUS)
def test_every_official_test_code_is_found_however_it_is_written(code):
    spaced = f"{code[:6]} {code[6:]}"

    assert [found.code for found in identity_codes(f"tunnus {code.lower()}, eli {spaced}.")] == [code, code]


def test_a_unicode_dash_counts_as_the_separator_and_the_place_is_told():
    (found,) = identity_codes("Äiti 120340\u2013901J kysyy")

    assert (found.code, found.start, found.end) == ("120340-901J", 5, 16)


@pytest.mark.parametrize(
    "text", ["120340-901K", "310240-901J", "120340-9O1J", "1120340-901K", "120340-901Kx", "120340G901J"]
)
def test_what_is_not_right_is_no_code(text):
    assert identity_codes(text) == ()


def test_masking_hides_each_code_under_its_own_token_and_keeps_the_offsets():
    text = "a 120340-901J b 051135-9027 c 120340-901J"

    masked = mask_identity_codes(text)

    assert masked.text == "a [hetu-0001] b [hetu-0002] c [hetu-0001]"
    assert len(masked.text) == len(text)
    assert [found.code for found in masked.codes] == ["120340-901J", "051135-9027", "120340-901J"]
    assert masked.hidden == ("120340-901J", "051135-9027")


def test_a_mistyped_code_is_hidden_too_but_is_no_code():
    masked = mask_identity_codes("120340-901K ja 12O340-901J")

    assert masked.text == "[hetu-0001] ja [hetu-0002]"
    assert masked.codes == ()


def test_a_mobile_number_in_two_halves_is_left_to_be_called():
    assert mask_identity_codes("soita 040123-4567").text == "soita 040123-4567"


def test_two_texts_of_one_contact_share_their_tokens():
    subject = mask_identity_codes("Asia 120340-901J")

    text = mask_identity_codes("051135-9027 ja 120340-901J", subject.hidden)

    assert text.text == "[hetu-0002] ja [hetu-0001]"


@given(st.lists(st.sampled_from([*HETUS, "120340-901K", " ", "kissa", "\n", "1", "-"]), max_size=12).map("".join))
def test_masking_what_is_masked_changes_nothing(text):
    masked = mask_identity_codes(text)

    assert mask_identity_codes(masked.text).text == masked.text
    assert identity_codes(masked.text) == ()


def test_only_what_is_shown_of_html_is_text():
    source = (
        "<html><head><title>otsikko</title><style>p{}</style></head><body><!-- pois --><p>Hei &auml;iti 😀</p>"
        '<div style="display:none">piilossa</div><p hidden>poissa</p><span style="font-size:0px">nolla</span>'
        "<script>alert(1)</script><template>malli</template><ul><li>yksi</li><li>kaksi</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr></table><p>loppu<br>toinen</p></body></html>"
    )

    assert text_from_html(source) == "Hei äiti 😀\n\n* yksi\n* kaksi\na  b\n\nloppu\ntoinen"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<td style="font-size:0px"><div style="font-size:13px">apua</div></td>', "apua"),
        ('<div style="font-size:0;max-height:0"><p><font size="2">apua</font></p></div>', "apua"),
        ('<div style="font-size:0"><p style="font: bold 13px Arial">apua</p></div>', "apua"),
        ('<div style="font-size:0"><p style="font-size:0px;color:#111">nolla</p></div>', ""),
        ('<div style="font-size:0"><p style="line-height:1">nolla</p></div>', ""),
        ('<div style="max-height:0px">nolla</div>', ""),
        ('<div style="font-size:13px"><p style="font-size:0">nolla</p></div>', ""),
        ('<div style="display:none;font-size:0"><p style="font-size:13px">piilossa</p></div>', ""),
    ],
)
def test_words_without_size_are_hidden_unless_something_in_them_sets_one(source, text):
    assert text_from_html(f"<html><body>{source}</body></html>") == text


@pytest.mark.parametrize(
    "source", ["", " ", "<", "<!--", "<p>" * 3000 + "x", "\0<p>a", "<style>a", "<html/>", "a < b & c"]
)
def test_no_html_is_too_broken(source):
    assert isinstance(text_from_html(source), str)


@given(st.text(alphabet=st.sampled_from("<>/!-pdivtable ='\"&;ä\n\0x"), max_size=80))
def test_no_tag_soup_breaks_the_reading(source):
    assert isinstance(text_from_html(source), str)


def test_folding_compares_what_people_write_alike():
    assert fold("  Kankaanpa\u0308a\u0308 \n ÄITI ") == "kankaanpää äiti"


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
