"""Words of an emergency where nothing is wrong: asked about, denied, listed, likened, over; and where it is."""

import pytest

from channels.codes import Urgency
from nlu import emergency
from nlu.reading import Message
from tests.nlu.floor import level_of


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Isän turvapuhelin palautetaan. Huutaako se, kun johdon vetää irti?", "asked"),
        ("Onko kotona varoitin? Palaako keittiössä valo yöllä?", None),
        ("Det brinner inte i köket, vi vill bara veta mer om brandvarnare", "denied"),
        ("Det ryker inte ur väggen längre än i vår fantasi", "denied"),
        ("Savua ei näy keittiössä, haluaisin vain neuvoa", "denied"),
        ("Hän oli pihalla yön eikä paleltunut lainkaan", "denied"),
        ("Isä kompastui mutta ei pyörtynyt", "denied"),
        ("Ennen kuin henki lähtee, haluaisin vielä matkustaa", "denied"),
        ("Silma vuotaa, nakee kuin sumun lapi", "denied"),
        ("Tukehdun näihin laskuihin", "idiom"),
        ("Jag kvävs av alla räkningar", "idiom"),
        ("Lapussa luki: soita 112 heti jos: rintakipu, tajuttomuus, kouristelu", "listed"),
        ("Soita 112, jos:\n- rintakipu\n- hengitysvaikeus, ei saa henkeä", "listed"),
        ("I broschyren står: ring 112 om: bröstsmärta, medvetslös", "listed"),
        ("The leaflet says to call 112 at once if: chest pain, unconscious, seizure", "listed"),
        ("Verensokeri 2,6 aamulla, mehua annettu. Verensokeri nyt 7,8", "risen"),
        ("Bs 2,7 kl 8, fick juice. Nu 8,4", "risen"),
        ("Blood sugar 2.8 at eight, had juice. Now 7.9", "risen"),
        ("Viisi käyntiä, syynä joka kerta kaatunut/ei pääse ylös", "habit"),
        ("Kipulaastari vaihdetaan kolmen päivän välein", "excluded"),
    ],
)
def test_what_is_asked_denied_listed_likened_or_over_does_not_alarm(text: str, frame: str | None) -> None:
    findings = emergency.find(Message(text=text))

    assert emergency.urgency(findings) is not Urgency.EMERGENCY
    assert frame is None or frame in {one.near_miss for one in findings}


@pytest.mark.parametrize(
    "text",
    [
        "Stegen till taket är trasig. Det brinner bra i kaminen",
        "Kysyin uunivahdista. Luulimme tulipaloa mahdolliseksi",
        "Meitä on neljä sisarusta. Kipulaastari riittää",
        "Hän ei puhu pitkiä lauseita. Jalassa on haava, kun törmäsi oveen",
        "Isä on allergikko ja jalat turposivat. Levossa hengitys on hyvä",
        "My chest is heavy like wet wool since the funeral",
        "She wears the alarm button round her neck",
        "Mamma har larmet runt sin hals och nyckeln med",
    ],
)
def test_words_of_two_sentences_or_of_things_worn_make_no_emergency(text: str) -> None:
    assert level_of(text) is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Ei avaa ovea. Huutaako siellä joku? Sisältä kuuluu valitusta",
        "Det brinner inte bara i köket utan i taket",
        "Verta ei saada tyrehtymään, sitä on lattialla paljon, ei lopu",
        "Isä ei hengittänyt kun tulin eikä hengitä nyt",
        "Tulkaa ennen kuin henki lähtee!",
        "Isä ei saa happea",
        "Isä on pihalla eikä saa henkeä",
        "Isä ei saa henkeä helteessä",
        "Kiireesti apua, äiti tukehtuu",
        "Kieltä ja huulia turvottaa, kieli turposi ampiaisen jälkeen",
        "Send an ambulance for a man of eighty, he fell in the hall",
        "Soita takaisin jos: voit. Isällä on nyt rintakipu",
        "Verensokeri 2,4. Nyt klo 8 ei reagoi",
        "Bs 2,1. Nu svarar hon inte",
        "Joka kerta kun hän hengittää niin rintaan sattuu kovasti",
        "Savua tulee\nkeittiöstä",
        "Puukko kädessä hän uhkaa äitiä",
        "My chest feels like an elephant sits on it",
        "His hands are round her neck",
    ],
)
def test_the_same_words_where_it_is_so_alarm_still(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY
