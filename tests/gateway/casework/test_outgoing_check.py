"""What may stand on a postcard."""

from dataclasses import replace
from time import monotonic

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


OFFICE = replace(
    KNOWN, names=("Anna Ek", "Kerttu", "Mäkinen", "Maija", "Korpela"), our_places=("Keskustori 1, 28100 Pori",)
)


@pytest.mark.parametrize(
    "text",
    [
        "Soita meille numeroon 02 555 0100, neuvonta on avoinna ma–to 8–16.",
        "Palvelupisteemme on osoitteessa Keskustori 1, 28100 Pori.",
        "Tervetuloa palvelupisteeseemme Keskustorilla 1 Porissa.",
        "Olemme avoinna ma–to klo 8.00–16.00 ja pe 8.00-15.00.",
        "Avoinna 9.10-16.30 / 8.00–15.00.",
        "Suljettu 24.12.26 ja 6.1.2027. Vastaamme 3–5 arkipäivän kuluessa.",
        "Yli 75-vuotiaille on oma neuvontapuhelin, samoin 65 vuotta täyttäneille.",
        "Emme voi vastata kysymykseen tavallisessa sähköpostissa, joten soitathan meille.",
        "Lisätietoja on verkkosivuillamme kohdassa ikääntyneiden palvelut. Katso sivu 12.",
        "Hei! Kiitos viestistäsi. Soitamme sinulle tiistaina 24.11.2026 klo 10–12.",
        "Terveisin Satakunnan hyvinvointialue",
        "Kirjaudu palveluun ja lähetä viesti suojattuna. Ohje on sivulla 3.",
        "Neuvonta palvelee myös ruotsiksi ja englanniksi. Tulkki tilataan tarvittaessa.",
        "Tieto löytyy kunnan sivuilta. Tiedot 5 päivän ajalta.",
        "Voit jättää soittopyynnön, ja soitamme takaisin kahden arkipäivän kuluessa.",
        "Hätätilanteessa soita 112, päivystysapu vastaa numerossa 116 117.",
        "Laskutus kuuluu muualle: soita vaihteeseen 02 555 0100 ja pyydä yhdistämään.",
        "Viitteesi on SAT-7F3K-9QXR-MD4. Kerro se, kun soitat.",
        "Jos asia on kiireellinen, soita heti. Muuten palaamme asiaan viikolla 48.",
        "Hej! Tack för ditt meddelande. Vi ringer dig på tisdag 24.11.2026 kl. 10–12.",
        "Du når oss på numret 02 555 0100 mån–tors kl. 8–16.",
        "Rådgivningen är öppen för alla över 65 år. Personer som har fyllt 75 har ett eget nummer.",
        "Vårt kontor ligger på Keskustori 1, 28100 Pori. Välkommen!",
        "Logga in i tjänsten med bankkoder. Anvisningar finns på vår webbplats, sida 4.",
        "Vi svarar inom tre vardagar. Med smarttelefon går det bra att skicka en begäran om uppringning.",
        "Hello, please call us on +358 2 555 0100, Monday to Thursday 8–16.",
        "Our advice line is open to everyone aged 65 and over.",
        "Thank you for your message. We will call you on Tuesday 24 November 2026 between 10 and 12.",
        "We cannot answer in ordinary email. Please use the secure form on our website.",
        "The office at Keskustori 1 is open on weekdays 9–15.",
        "Our reply takes 2 to 3 working days. Kind regards, Satakunta advice",
        "Tunnuslukuja ei tarvita. Varaa 30 min aikaa, matkaa on 5 km, kulut 12,50 euroa.",
        "Päivämäärä sopii 1.12. tai 2.12., valitse toinen. Huone 204, 2. kerros.",
        "Jos tahdot, voit tulla käymään. On hyvä varata aika. En tiedä vielä.",
        "Neuvonnan numero on 02 / 555 0100 ja chat aukeaa klo 9.",
    ],
)
def test_what_an_office_writes_every_day_may_go(text):
    assert check(text, OFFICE) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FI21-1234-5600-0007-85", Kind.ACCOUNT),
        ("fi21 1234 5600 0007 85", Kind.ACCOUNT),
        ("fi2112345600000785", Kind.ACCOUNT),
        ("SE45 5000 0000 0583 9825 7466", Kind.ACCOUNT),
        ("tilinumero 123456-7850", Kind.ACCOUNT),
        ("Kauppakadulla 5.", Kind.ADDRESS),
        ("Rantatiellä 12", Kind.ADDRESS),
        ("Rantatien 12", Kind.ADDRESS),
        ("Linnankatu, 5", Kind.ADDRESS),
        ("Satamapuistikossa 5", Kind.ADDRESS),
        ("Norra vägen 5", Kind.ADDRESS),
        ("Asuu: 28130 Pori", Kind.ADDRESS),
        ("131052_308T", Kind.IDENTITY_CODE),
        ("131052.308T", Kind.IDENTITY_CODE),
        ("131052/308T", Kind.IDENTITY_CODE),
        ("13.10.52-308T", Kind.IDENTITY_CODE),
        ("\uff11\uff13\uff11\uff10\uff15\uff12-\uff13\uff10\uff18T", Kind.IDENTITY_CODE),
        ("syntynyt 12.3.41", Kind.BIRTH_DATE),
        ("12.3.41", Kind.BIRTH_DATE),
        ("s. 1941", Kind.BIRTH_DATE),
        ("f. 12.3.1941", Kind.BIRTH_DATE),
        ("born 12 March 1941", Kind.BIRTH_DATE),
        ("12. maaliskuuta 1941", Kind.BIRTH_DATE),
        ("Hän on 84-vuotias", Kind.BIRTH_DATE),
        ("äiti on 84 v.", Kind.BIRTH_DATE),
        ("din 84-åriga mor", Kind.BIRTH_DATE),
        ("en 84-åring", Kind.BIRTH_DATE),
        ("she is 84 years old", Kind.BIRTH_DATE),
        ("040 / 1234567", Kind.PHONE),
        ("(040) 123 4567", Kind.PHONE),
        ("040–1234567", Kind.PHONE),
        ("hospital", Kind.HEALTH),
        ("lonkka", Kind.HEALTH),
        ("syopa", Kind.HEALTH),
        ("laakari", Kind.HEALTH),
        ("de\u200bmentia", Kind.HEALTH),
        ("de\u00admentia", Kind.HEALTH),
        ("de\ufe0fmentia", Kind.HEALTH),
        ("\uff24ementia", Kind.HEALTH),
        ("kotipalvelu", Kind.CLIENT),
        ("palvelusuunnitelma", Kind.CLIENT),
        ("saa siivousapua", Kind.CLIENT),
        ("Ekin asia", Kind.NAME),
        ("Kertun asia", Kind.NAME),
        ("Mäkisen asia", Kind.NAME),
        ("Korpelalle", Kind.NAME),
    ],
)
def test_what_was_once_let_through_is_found(text, kind):
    assert kind in {objection.kind for objection in check(text, OFFICE)}


def test_our_own_town_and_street_are_ours_and_those_of_a_client_are_not():
    assert check("Keskustorilla 1, 28100 Pori", OFFICE) == ()
    assert {objection.words for objection in check("Keskustorilla 3, 28130 Pori", OFFICE)} == {
        "Keskustorilla 3", "28130 Pori"
    }  # fmt: skip


@pytest.mark.parametrize("text", ["1-" * 5_000, "x" * 20_000, "Aa Bb " * 3_000, "fi1 " * 5_000, "a@" * 5_000])
def test_checking_takes_no_longer_than_an_advisor_waits(text):
    started = monotonic()

    check(text, OFFICE)

    assert monotonic() - started < 10
