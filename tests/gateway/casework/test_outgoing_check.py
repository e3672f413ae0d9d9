"""What may stand on a postcard."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.casework.outgoing_check import Kind, Known, check, digits

KNOWN = Known(
    names=("Aino Virtanen", "Pekka Mäki", "Liisa Aho"),
    our_addresses=frozenset({"neuvonta@satakunta.example"}),
    our_numbers=frozenset({digits("02 555 0100")}),
)


def kinds(text):
    return {objection.kind for objection in check(text, KNOWN)}


@pytest.mark.parametrize(
    "text",
    [
        "Hei! Soita meille numeroon 02 555 0100 (ma–to klo 8–16). Kerro viitenumero SAT-7F3K-9QXR-MD4.",
        "Ole hyvä ja soita. Soitamme sinulle tiistaina 24.11.2026 klo 10.",
        "Hätätilanteessa soita 112. Kiireellisessä asiassa soita Päivystysapuun 116 117.",
        "Kriisipuhelin 09 2525 0111 on auki ympäri vuorokauden. Nollalinja 080 005 005.",
        "Voit kirjoittaa osoitteeseen neuvonta@satakunta.example tai käydä palvelupisteessä.",
        "Hej! Ring oss gärna. Vi kan inte svara på frågan i ett vanligt e-postmeddelande.",
        "Hello, please call us on +358 2 555 0100. We will ask for your reference.",
    ],
)
def test_general_information_may_go(text):
    assert check(text, KNOWN) == ()


@pytest.mark.parametrize(
    "form", ["Virtanen", "Virtasen", "virtaselle", "Aino", "Ainon", "Pekan", "Mäen", "Mäelle", "Ahon"]
)
def test_a_name_is_found_in_every_case_of_finnish(form):
    assert kinds(f"Terveisiä, {form} asia on hoidossamme huomenna.") >= {Kind.NAME}


def test_whoever_is_greeted_by_name_is_found_though_we_do_not_know_the_name():
    assert kinds("Hei Kaarina, soitamme huomenna.") == {Kind.NAME}
    assert kinds("Hei! Soitamme huomenna.") == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("131052-308T", Kind.IDENTITY_CODE),
        ("131052-308X", Kind.IDENTITY_CODE),
        ("[hetu-0001]", Kind.IDENTITY_CODE),
        ("syntynyt 12.3.1940", Kind.BIRTH_DATE),
        ("muistisairaus", Kind.HEALTH),
        ("lonkkamurtuman", Kind.HEALTH),
        ("din mammas demens", Kind.HEALTH),
        ("her dementia", Kind.HEALTH),
        ("omaishoidon tuki", Kind.CLIENT),
        ("hakemuksesi", Kind.CLIENT),
        ("färdtjänst", Kind.CLIENT),
        ("your needs assessment", Kind.CLIENT),
        ("aino@example.org", Kind.EMAIL),
        ("040 123 4567", Kind.PHONE),
    ],
)
def test_what_would_tell_something_is_named(text, kind):
    assert kind in kinds(f"Viesti: {text}.")


@given(st.text(max_size=300))
def test_every_objection_is_something_that_stands_in_the_message_or_is_a_code(text):
    for objection in check(text, KNOWN):
        assert objection.words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Koodi on 131052 308T.", Kind.IDENTITY_CODE),
        ("131052308T", Kind.IDENTITY_CODE),
        ("131052 - 308T", Kind.IDENTITY_CODE),
        ("010516B903X", Kind.IDENTITY_CODE),
        ("Tulemme osoitteeseen Mannerheimintie 5 A 3.", Kind.ADDRESS),
        ("Koivukadun 12 ovi on auki", Kind.ADDRESS),
        ("Vi kommer till Storgatan 4.", Kind.ADDRESS),
        ("We will come to Station Road 4.", Kind.ADDRESS),
        ("Tili FI21 1234 5600 0007 85", Kind.ACCOUNT),
        ("FI2112345600000785", Kind.ACCOUNT),
        ("d e m e n t i a", Kind.HEALTH),
        ("k.o.t.i.h.o.i.t.o", Kind.CLIENT),
        ("ALS etenee", Kind.HEALTH),
        ("din MS har förvärrats", Kind.HEALTH),
        ("vaippajakelu", Kind.HEALTH),
        ("inkontinenssi", Kind.HEALTH),
        ("Parkinson", Kind.HEALTH),
        ("katetrin vaihto", Kind.HEALTH),
        ("insuliini", Kind.HEALTH),
        ("dialyysi", Kind.HEALTH),
        ("keuhkoahtauma", Kind.HEALTH),
        ("sokeritauti", Kind.HEALTH),
        ("Hemservice beviljad", Kind.CLIENT),
        ("äldreomsorgen", Kind.CLIENT),
    ],
)
def test_what_gives_somebody_away_is_found_however_it_is_written(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Soita 0405550100 tai 02 555 0100.",
        "Voit käydä palvelupisteessämme: Esimerkkikatu 1, Pori.",
        "We also answer by phone. Ms and Mr are both fine.",
        "Viitenumerosi on SAT-7F3K-9QXR-MD4. Olemme auki 1.12.2026 alkaen klo 8–16.",
        "Vastaamme kahden tai kolmen päivän kuluessa. Tieto on sivulla 12.",
    ],
)
def test_what_looks_alike_may_go(text):
    known = replace(KNOWN, our_places=("Esimerkkikatu 1, Pori",), our_numbers=KNOWN.our_numbers | {"0405550100"})

    assert check(text, known) == ()
