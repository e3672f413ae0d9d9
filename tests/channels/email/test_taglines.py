"""A line that says what it was sent from folds; one that a person typed of what was sent, and where to, stays."""

import pytest

from channels.email.view.conversation import UNSEEN
from channels.email.view.reply import new_words


@pytest.mark.parametrize(
    "tagline",
    [
        "Lähetetty Proton Mail -sähköpostilla suojatusti.",
        "Lähetetty [Proton Mail](https://proton.me/) -sähköpostilla suojatusti.",
        "Tämä viesti on lähetetty matkapuhelimestani.",
        "Detta meddelande är skickat från min mobil",
        "Lähetetty Sparkista",
        "Lähetetty Motorolasta",
        "Lähetetty Tutanotalla",
        "Lähetetty laitteesta Nokia 5.3",
        "Lähetetty Galaxy S21:stä",
        "Lähetetty Elisa-puhelimesta",
        "Lähetetty Android-laitteestani K-9 Maililla.",
        "Lähetetty Yahoo Maililla iPhonessa",
        "Lähetetty Yahoo-postista iPhonelle",
        "Skickat från E-post för Windows",
        "Sent from my T-Mobile 5G Device",
        "Sent from my iPhone 12 Pro",
        "Sent with Proton Mail secure email.",
        "Get BlueMail for Android",
        "Hanki BlueMail Androidille",
        "Virukseton. www.avast.com",
    ],
)
def test_a_line_that_names_but_programs_and_devices_folds(tagline):
    assert new_words(f"Soittakaa.\n\n{tagline}\n\nPS. Aamulla.", "x", UNSEEN) == "Soittakaa.\n\nPS. Aamulla."


@pytest.mark.parametrize(
    "line",
    [
        "Lähetetty Kelaan sähköpostilla",
        "Lähetetty Kelaan Mobiilisovelluksella",
        "Lähetetty WhatsAppilla Pirjon puhelimesta",
        "Lähetetty Elisan puhelimesta",
        "Lähetetty Nokialle",
        "Lähetetty Nokialla",
        "Lähetetty iPhonelle",
        "Lähetetty sähköpostilla",
        "Lähetetty puhelimeen",
        "Lähetetty iPhonesta 12.3.",
        "Skickat Folkpensionsanstalten e-post",
        "Skickat med e-post",
        "Sent Kela e-mail 12/10",
        "Sent an e-mail",
        "Sent for MRI on Monday via mobile X-ray",
        "Sent from my iPhone 044 555 0101",
        "Get Outlook for iOS and call me",
        "Virukseton tauti, sanoi www.avast.com",
    ],
)
def test_a_line_that_names_anything_else_is_the_persons(line):
    assert new_words(f"Hakemus\n{line}\nMitä nyt?", "x", UNSEEN) == f"Hakemus\n{line}\nMitä nyt?"
