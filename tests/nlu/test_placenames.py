"""Which words name a place: in dialect, with parts of a place, and not where only the letters are alike."""

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # What is said for the d of a weak grade.
        ("Mää asun Haapaverellä", "Haapavesi"),
        ("Haapaveellä met asumma", "Haapavesi"),
        ("soittelen täälä Hailuojosa", "Hailuoto"),
        ("siel Kuivalahrel mää asun", "Eurajoki"),
        # Local forms of the north and of the west.
        ("Mie asun Rovaniemelä", "Rovaniemi"),
        ("täälä Noormarkuss ollaan", "Pori"),
        ("asumma Lappajärvelä", "Lappajärvi"),
    ],
)
def test_a_name_is_known_as_dialects_say_it(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tervehdys Raution kylältä", "Kalajoki"),
        ("Täällä Salon puolella asutaan", "Salo"),
        ("Äiti asuu Lammin kirkonkylällä", "Hämeenlinna"),
        ("Soittelen Lapinlahen puolelta", "Lapinlahti"),
    ],
)
def test_a_part_of_a_place_tells_that_it_is_one(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pappa i Kjulo behöver ett nytt ryggbälte.", "Säkylä"),
        ("Hemma i Ijo sitter Elsa ensam.", "Ii"),
        ("Farmor bor i Himango.", "Kalajoki"),
        ("Täti asuu Enossa yksin", "Joensuu"),
    ],
)
def test_a_name_in_swedish_and_of_a_former_municipality_is_known(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    "text",
    [
        # One letter from a village is too near to common words.
        "Makuulla paine 128, seisten 86.",
        "Suku on Ruotsissa.",
        "Se koti on Karjalassa.",
        "Palatessa parta oli ajamatta.",
        "Keikalla oltiin kolmen pullon jälkeen.",
        "Terveisiä Jumalassa.",
        "Kattilasta lähti kahva.",
        # Forms of common words.
        "Kahvi tuotiin isossa kannussa.",
        "Pelaa kaikki eläkkeensä.",
        "Istun varjossa koko päivän.",
        "Virtaa tulee huonosti.",
        # Persons, numerals and other letters.
        "Mrs Salo fell in the yard.",
        "Rouva Salo ei avaa ovea.",
        "Trycksår grad II på hälen.",
        "Man med Usher II.",
        "ja vill int störa nå mer",
        "Kotihoidosta kertoi T. Lahtela.",
    ],
)
def test_what_is_only_spelt_alike_is_no_place(home, text):
    assert home(text) is None


def test_a_slip_in_the_name_of_a_municipality_is_understood(home):
    assert home("Täällä Mäntyharjjussa asutaan") == "Mäntyharju"
