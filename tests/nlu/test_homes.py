"""Whose home a place is: the client's, and not the hospital's, a child's, an office's or a former one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu import municipality
from nlu.folding import tokenise
from nlu.inflection import stems

GAZETTEER = municipality.load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Where somebody has moved, and where from.
        ("Äiti muutti Raumalta Poriin keväällä", "Pori"),
        ("Jag flyttade från Närpes till Björneborg i våras", "Pori"),
        # Children, hospitals and offices elsewhere.
        ("Tytär asuu Vantaalla. Minä asun Kankaanpäässä yksin.", "Kankaanpää"),
        ("Isä asuu Eurajoella, poika asuu Helsingissä", "Eurajoki"),
        ("Leikkaus on Tampereella. Äitini asuu Ulvilassa.", "Ulvila"),
        ("Min dotter bor i Esbo men jag bor i Vasa", "Vaasa"),
        ("My son lives in Helsinki. My mother lives in Kokemäki.", "Kokemäki"),
        # Villages, districts and former municipalities, of the whole country.
        ("täältä Leväsjoelta hei", "Siikainen"),
        ("Äiti asuu Reposaaressa", "Pori"),
        ("Pappa asuu Kiukaisissa", "Eura"),
        ("Mummo asuu Hervannassa", "Tampere"),
        ("Veneheitosta soittelen", "Vaala"),
        ("Mamma bor i Ekenäs", "Raasepori"),
        ("Morfar bor i Terjärv", "Kruunupyy"),
        ("She lives in Tapiola", "Espoo"),
        # Dialect and one slip.
        ("Mää asun Haukiputhaalla", "Oulu"),
        ("Meillä täällä Iisalamessa on lunta", "Iisalmi"),
        ("Asun Kankanpäässä yksin", "Kankaanpää"),
        ("asun poris", "Pori"),
        ("soitan Porist", "Pori"),
        # Ways of writing.
        ("PORI: nainen 84 v", "Pori"),
        ("hej från nykarleby", "Uusikaarlepyy"),
        ("äiti 88, honkajoki", "Kankaanpää"),
    ],
)
def test_the_home_is_the_clients(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A child is spoken of, but somebody else stands nearer to the place.
        ("Olen ainoa lapsi ja isä on Kempeleessä.", "Kempele"),
        ("Kuulkaa pojat, mää oon Hilma Porist.", "Pori"),
        ("Min dotter undrar varför mamma i Närpes inte svarar.", "Närpiö"),
        # "Själv" is "alone" too.
        (
            "Pappa har legat på Uleåborgs universitetssjukhus. Han bor för sig själv i ett gammalt hus i Ylivieska.",
            "Ylivieska",
        ),
        # Friends, cousins, brothers and sisters are often the client.
        ("Ystäväni Kankaanpäästä tarvitsisi jonkun mukaan silmälääkäriin.", "Kankaanpää"),
        ("Serkkuni Kankaanpäässä on 76 ja sairastaa sokeritautia.", "Kankaanpää"),
        ("My sister in Rauma fell and needs help at home.", "Rauma"),
        # Who goes home lives there.
        ("Isä voi mennä kotiin Nakkilaan torstaina.", "Nakkila"),
    ],
)
def test_the_nearest_word_tells_whose_place_it_is(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # What is called a home, whatever else is named before.
        ("Olen Porin sairaalassa, kotini on Nakkilassa", "Nakkila"),
        ("Veteraanitalo Porissa on täynnä, isän koti Ulvila", "Ulvila"),
        ("Soitin Porin neuvontaan, mutta asumme Merikarvialla", "Merikarvia"),
        ("Ringde till rådgivningen i Vasa men vi bor i Malax", "Maalahti"),
        # Before and now.
        ("Äiti asui ennen Porissa, nykyään Raumalla", "Rauma"),
        ("Mamma bodde förut i Vasa, numera i Närpes", "Närpiö"),
        ("Mum used to live in Turku, now in Loimaa", "Loimaa"),
        # From a hospital, and to home.
        ("Isä kotiutuu Satasairaalasta Porista Siikaisiin", "Siikainen"),
        ("Isä skrivs ut från sjukhuset i Vasa till Korsnäs", "Korsnäs"),
        ("Dad is coming home from the hospital in Pori to Eura", "Eura"),
        # A child who lives elsewhere.
        ("Vaasassa asuva tytär hoitaa, äiti itse Karviassa", "Karvia"),
        ("Min dotter bor i Helsingfors, själv bor jag i Raumo", "Rauma"),
        ("My daughter lives in Helsinki, I myself live in Rauma", "Rauma"),
    ],
)
def test_of_two_places_the_home_is_the_one_that_is_told_to_be(home, text, name):
    assert home(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Lääkäri Turussa sanoi että haen apua",
        "Sköterskan i Åbo sa att jag ska höra av mig till er",
        "The doctor in Tampere told me to call",
    ],
)
def test_where_somebody_was_told_to_ask_is_no_home(home, text):
    assert home(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Maanantaina menen Tampereelle leikkaukseen ja olen siellä viikon. Kuka hoitaa kissan?",
        "Peukalo on turvonnut. Onko pakko lähteä Poriin, kun ei ole kyytiä?",
        "I'm frightened that he'll drive to Tampere one of these days.",
        "Jag orkar inte putsa fönstren och flickan bor i Tammerfors.",
        "Kirjastoauto, Utajärvi ja ympäristö. Saisiko teiltä esitteitä?",
    ],
)
def test_where_somebody_goes_or_a_child_lives_is_no_home(home, text):
    assert home(text) is None


def test_in_a_short_text_the_place_may_come_late(home):
    text = (
        "Ukko joi eilen jotain kirkasta ja nyt se ei enää näe omia käsiään, maha on kipeä ja se puhaltelee tiheästi, "
    )

    assert home(f"{text}toiset vietiin aamulla Kajaaniin, täällä Vaalan puolella ollaan joen rannassa") == "Vaala"


@pytest.mark.parametrize(
    "text",
    [
        "Porin pankki ei vastaa",
        "Oulun yliopistollinen sairaala lähetti laskun",
        "Luin Åbo Underrättelser",
        "Tyttäreni asuu Vantaalla",
        "Sydämen vajaatoiminta, NYHA III",
        "Talo on lämmin ja kuiva",
        "Perunat jäivät pussin pohjalle ja pohja paloi",
        "Saako siihen apua?",
        "Kolmas kerta jo",
        "Inga märken på kroppen",
        "Rouva Koskela ja herra Mäkelä",
        "Jag vill inte ha någon hjälp",
        "Menen huomenna rannalle ja saareen",
    ],
)
def test_no_home_is_made_up(home, text):
    assert home(text) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("Leväsjoki", "Siikainen"), ("tapiola", "Espoo"), ("Ekenäs", "Raasepori"), ("Mäkelä", None)]
)
def test_a_village_counts_in_a_field_for_the_home(typed, meant):
    assert GAZETTEER.stated(typed, villages=True) == meant or meant is None


@pytest.mark.parametrize("typed", ["Mäkelä", "Koskela", "Haapala", "Annala", "Peltola"])
def test_a_surname_is_no_place_where_a_person_may_be_meant(typed):
    assert GAZETTEER.stated(typed) is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Noormarkku", "noormarku"),
        ("Haukipudas", "haukiputaa"),
        ("Siikainen", "siikaisi"),
        ("Pyhäjoki", "pyhajoe"),
        ("Haapavesi", "haapavede"),
        ("Harjavalta", "harjavalla"),
        ("Korpilahti", "korpilahde"),
        ("Muhos", "muhokse"),
        ("Irjanne", "irjantee"),
        ("Hanko", "hango"),
    ],
)
def test_a_name_has_its_weak_grade(name, stem):
    assert stem in stems(name)


@given(
    st.lists(
        st.sampled_from(["Pori", "asuu", "Porissa", "Ii", "i", "\0", "\u202e", "😀", "Haukiputhaalla", ". ", "\n"])
    )
)
def test_a_home_stands_where_it_is_said_to(words):
    text = " ".join(words)

    found = GAZETTEER.find(text, tokenise(text))

    assert found is None or text[found.start : found.end].strip() == text[found.start : found.end] != ""


@pytest.mark.parametrize(
    "text", ["Porissa " * 12_500, "asuu Porissa " * 7_700, "Porrissa " * 11_000, "A" * 100_000, "Ab " * 33_000]
)
def test_a_very_long_text_is_read(text):
    tokens = tokenise(text)
    began = time.perf_counter()
    found = GAZETTEER.find(text, tokens)
    print(f"{len(text)} characters: {(time.perf_counter() - began) * 1000:.0f} ms")

    assert found is None or text[found.start : found.end].strip() == text[found.start : found.end] != ""
