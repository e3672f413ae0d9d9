"""A place is the client's home, and not that of whoever writes about a client."""

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asun Oulussa, mutta äiti asuu yksin Eurassa.", "Eura"),
        ("Asun Espoossa ja vaari Kokemäellä.", "Kokemäki"),
        ("Mää oon Turussa, mummu Harjavallassa. Kuka siäl kävis?", "Harjavalta"),
        ("Isäni on Huittisissa ja minä Helsingissä.", "Huittinen"),
        ("Me asumme Jyväskylässä. Anoppi, 91, asuu yksin Ulvilassa.", "Ulvila"),
        ("Äiti ei pärjää enää. Asun Lahdessa ja hän Nakkilassa.", "Nakkila"),
        ("Jag bor i Helsingfors men mormor bor i Närpes.", "Närpiö"),
        ("Bor i Vasa men pappa bor ensam i Kaskö.", "Kaskinen"),
        ("Vi bor i Esbo. Moster, 90, bor ensam i Raumo.", "Rauma"),
        ("Jag är i Åbo och farfar i Björneborg, vem hjälper honom?", "Pori"),
        ("I live in Vantaa but my gran lives in Nakkila.", "Nakkila"),
        ("We live in Espoo. Dad is alone in Kankaanpää.", "Kankaanpää"),
        ("I'm in Helsinki, my parents are in Säkylä and can't cope.", "Säkylä"),
    ],
)
def test_of_two_places_that_of_whom_the_writer_cares_for_is_the_home(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Asun Tampereella. Äiti on 85 ja kaatuilee kotonaan.",
        "Isä ei vastaa puhelimeen. Mä oon Helsingissä.",
        "Jag bor i Uleåborg. Mamma klarar sig inte längre ensam.",
        "Pappa har fallit igen. Jag är i Tammerfors.",
        "Mum has stopped eating. I live in Espoo and can't get there.",
    ],
)
def test_where_the_writer_lives_tells_nothing_of_where_a_parent_does(home, text):
    assert home(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asun Porissa ja olen 83. Äitini oli samanlainen.", "Pori"),
        ("Asun Raumalla, tytär asuu Turussa.", "Rauma"),
        ("Haen itselleni apua. Asun Porissa, isä asuu Eurassa.", "Pori"),
        ("Mieheni kuoli. Asun yksin Huittisissa.", "Huittinen"),
        ("Ja bor i Raumo. Kan nån komma och hjälpa mig?", "Rauma"),
        ("Jag är 84 och bor i Vasa. Mamma blev hundra.", "Vaasa"),
        ("I'm 88 and live in Pori. My mother never needed help.", "Pori"),
        ("I live in Ulvila and my sister lives in Turku. I need help with cleaning.", "Ulvila"),
    ],
)
def test_a_writer_who_is_the_client_lives_where_the_writer_says(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asun äidin kanssa Eurassa, hän tarvitsee apua.", "Eura"),
        ("Me asutaan Nakkilassa. Äiti kaatuili viime yönä.", "Nakkila"),
        ("Mä oon nyt täällä Kullaalla. Mummin laskut on avaamatta.", "Ulvila"),
        ("Jag bor tillsammans med mamma i Närpes.", "Närpiö"),
        ("I live with my mother in Pori.", "Pori"),
        ("Mamma är 88. Bor ensam i Björneborg.", "Pori"),
    ],
)
def test_a_place_that_both_may_share_is_the_home(home, text, name):
    assert home(text) == name


def test_where_a_parent_once_lived_is_no_home_of_hers(home):
    assert home("Asun Porissa. Äiti asui lapsena Turussa.") != "Turku"


def test_who_has_lost_one_parent_may_care_for_the_other(home):
    assert home("Äiti kuoli keväällä. Asun itse Vantaalla, ja isä asuu yksin Jämijärvellä.") == "Jämijärvi"
    assert home("Mum died in May. I live in Vantaa and Dad is alone in Kankaanpää.") == "Kankaanpää"


def test_who_has_nobody_to_care_for_is_the_client(home):
    assert home("Asun Porissa. Äiti kuoli keväällä, ja kaipaan seuraa.") == "Pori"
