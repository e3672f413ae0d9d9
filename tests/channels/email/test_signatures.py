"""Below a mark, and inside of one, a signature folds and a letter does not."""

import pytest

from channels.email.marked import marked_signatures, marked_text
from channels.email.reply import UNSEEN, new_words


@pytest.mark.parametrize(
    "further",
    [
        "Lisäksi: äiti ei syö mitään.\nLeena",
        "Milloin joku tulee?",
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
        ("<br>".join("abcdefghi"), "Hei\n\n" + "\n".join("abcdefghi")),
    ],
)
def test_a_letter_that_is_typed_where_apple_puts_the_signature_stays(inside, shown):
    html = f'<p>Hei</p><div id="AppleMailSignature">{inside}</div>'

    assert new_words(marked_text(html), "x", UNSEEN) == shown
    assert bool(marked_signatures(html)) == (shown == "Hei")
