"""Below a mark, and inside of one, a signature folds and a letter does not."""

import pytest

from channels.email.view.conversation import UNSEEN
from channels.email.view.marked import marked_signatures, marked_text
from channels.email.view.reply import new_words


@pytest.mark.parametrize(
    "further",
    [
        "Lisäksi: äiti ei syö mitään.\nLeena",
        "Milloin joku tulee?",
        "Uusi numeroni on 044 555 0199",
        "Uusi numero: 044 555 0199",
        "Tulkaa pian!",
        "Nytt nummer 044 555 0199",
        "Kan ni ringa i morgon?\n-- \nAino",
        "\n".join(["Lääkkeet:", *(f"{number} mg" for number in range(8))]),
    ],
)
def test_a_further_matter_below_a_signature_stays(further):
    shown = new_words(f"Hei, soittakaa.\n-- \nAino Koski\n040 1234567\n\n{further}", "x", UNSEEN)

    assert shown == f"Hei, soittakaa.\n\n{further.replace('-- ', '--')}"


def test_a_signature_in_two_blocks_folds():
    signature = "\nAino Koski\nsairaanhoitaja\n\nSatasairaala, os. 5B\np. 040 1234567\nx.example\n\nSent from my iPad."

    assert new_words(f"Hei, soittakaa.\n-- \n{signature}", "x", UNSEEN) == "Hei, soittakaa."


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("Lähetetty iPhonesta", "Hei"),
        ("Aino Koski<br>p. 040 1234567<br><br>Lähetetty iPhonesta.", "Hei"),
        (
            "Äiti on kaatunut kaksi kertaa. Soittakaa.<br><br>Aino",
            "Hei\n\nÄiti on kaatunut kaksi kertaa. Soittakaa.\n\nAino",
        ),
        ("Milloin joku tulee?<br><br>Lähetetty iPhonesta", "Hei\n\nMilloin joku tulee?"),
        ("Hanki Outlook for iOS<br>Isä kaatui", "Hei\n\nIsä kaatui"),
        (
            "Aino<br><br>Unohdin: isä tarvitsee hoitajan huomenna",
            "Hei\n\nAino\n\nUnohdin: isä tarvitsee hoitajan huomenna",
        ),
        (
            "Kyllä, aika sopii. Avain Pirkolla<br><br>Hanki Outlook for iOS",
            "Hei\n\nKyllä, aika sopii. Avain Pirkolla",
        ),
        ("Aika sopii hyvin<br><br>Hanki Outlook for iOS", "Hei\n\nAika sopii hyvin"),
        ("<br>".join("abcdefghi"), "Hei\n\n" + "\n".join("abcdefghi")),
    ],
)
@pytest.mark.parametrize(
    "marked",
    ['id="AppleMailSignature"', 'id="ms-outlook-mobile-signature"', 'class="gmail_signature"', 'class="moz-signature"'],
)
def test_a_letter_that_is_typed_where_a_program_puts_the_signature_stays(marked, inside, shown):
    html = f"<p>Hei</p><div {marked}>{inside}</div>"

    assert new_words(marked_text(html), "x", UNSEEN) == shown
    assert bool(marked_signatures(html)) == (shown == "Hei")


@pytest.mark.parametrize("inside", ["Avain Pirkolla tänään<br><br>Hanki Outlook for iOS", "Käynti sopii"])
def test_below_a_mere_greeting_what_is_marked_as_signature_folds_only_as_a_name(inside):
    said = inside.split("<br>", maxsplit=1)[0]
    html = f'<p>Hei,</p><div id="ms-outlook-mobile-signature">{inside}</div>'

    assert new_words(marked_text(html), "x", UNSEEN) == f"Hei,\n\n{said}"
    assert new_words(f"Hei,\n\n{said}", "x", UNSEEN, marked_signatures(html)) == f"Hei,\n\n{said}"
    assert new_words(marked_text(f"{html[11:]}<hr><p>Muuta</p>"), "x", UNSEEN).startswith(said)


def test_the_line_that_gmail_draws_above_a_signature_goes_with_it():
    html = '<p>Hei</p><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Aino Koski</div>'

    assert new_words(marked_text(html), "x", UNSEEN) == "Hei"
