"""The same emergency in other forms, word order and company; and the same words where nothing is the matter."""

import pytest

from channels.codes import Flag, Urgency
from nlu import emergency
from nlu.reading import Message


def _level(text: str, subject: str = "") -> Urgency:
    return emergency.urgency(emergency.find(Message(text=text, subject=subject)))


def _flags(text: str) -> set[Flag]:
    return {one.flag for one in emergency.find(Message(text=text)) if one.near_miss is None}


@pytest.mark.parametrize(
    "text",
    [
        "Vaimo, s. 1944, sai sydänkohtauksen, mitä teen?",
        "Äitini (synt. 3.5.1941) ei hengitä",
        "Vuonna 1939 syntynyt isäni yritti tappaa itsensä",
        "Mummo, vuosimallia 1936, otti koko viikon lääkkeet",
        "Pappa, f. 1940, har fått hjärtinfarkt",
        "Min man född den 2.3.1943 tog alla tabletter",
        "My husband, b. 1945, has had a heart attack",
        "Dad was born in 1937. He has had a stroke",
        "Isä, s. 1951, kouristaa",
        "Anoppi sai aivoinfarktin klo 1945",
        "Mamma fick stroke kl. 2010",
        "Potilaan tiedot: Virtanen Eino 1934. Ei herää",
    ],
)
def test_a_year_of_birth_or_a_time_of_day_is_not_the_past(text: str) -> None:
    assert _level(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Isä, s. 1938, sai aivoinfarktin 2017 ja tarvitsee nyt kuljetuspalvelua",
        "Mamma född 1941 hade en hjärtinfarkt 2012",
        "My mother, born 1939, had a stroke in 2014",
        "Äiti oli tajuton vuonna 1956",
    ],
)
def test_a_year_in_which_it_happened_is_the_past_still(text: str) -> None:
    assert _level(text) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "I morgon tar jag livet av mig",
        "Om det går så här tar min man snart livet av sig",
        "Sedan skjuter jag mig",
        "Annars hänger jag mig i förrådet",
        "Ikväll hoppar jag från bron",
        "Parvekkeelta minä hyppään jos näin jatkuu",
        "Isä sanoi hyppäävänsä sillalta",
        "I'm going to jump off the balcony",
        "Itseni minä tapan ennen aamua",
        "Jos ette soita, otan nämä kaikki unilääkkeet",
        "Ellei kukaan auta niin syön kaikki tabletit",
        "Om ni inte ringer tar jag alla tabletterna",
        "Nu tar jag alla de här sömntabletterna",
        "Unless someone comes I will swallow all these tablets",
        "En ole itsetuhoinen, aion vain lopettaa tämän pillereillä",
        "I am not suicidal but I will end this with my tablets tonight",
        "Jag är inte suicidal men jag avslutar det här med tabletter",
        "En ole itsetuhoinen, en kerta kaikkiaan halua elää",
        "Jag säger bara att jag inte vill leva mer",
        "Saanhan kuolla kotona, otin jo pillerit",
        "Jag vill dö hemma i natt, jag har tagit tabletterna",
        "I want to die at home tonight",
        "Hän sanoi että haluaa kuolla tänään",
        "My tablets are saved in a drawer, enough of them",
    ],
)
def test_a_suicide_is_seen_in_any_order_of_words_and_beside_a_denial(text: str) -> None:
    assert _level(text) is Urgency.EMERGENCY
    assert Flag.SUICIDAL in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kissa hyppää parvekkeelta joka päivä",
        "Katten hoppar från balkongen",
        "The cat jumps off the balcony",
        "Aion lopettaa tämän lääkkeen, voiko sen tehdä?",
        "Otan kaikki lääkkeeni itse aamulla",
        "Jag tar alla mina mediciner själv",
        "I will take all the tablets back to the pharmacy",
        "I take all these pills every morning",
        "Haluaisin kuolla kotona, en sairaalassa",
        "Jag vill dö hemma när den tiden kommer",
        "En ole itsetuhoinen, kaipaan vain seuraa",
        "Haluan kuolla kotona, tulkaa huomenna käymään",
        "Jag vill dö hemma. Kan ni komma i dag?",
        "I am dead tired, I have taken my tablets already",
        "I have a train to catch and was going to jump in the shower",
    ],
)
def test_everyday_jumps_and_medicines_are_no_suicide(text: str) -> None:
    assert Flag.SUICIDAL not in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hoitaja epäili että papalla on sydäninfarkti menossa",
        "Aivohalvaus on meneillään isällä",
        "Luulemme, että tädillä on aivoinfarkti",
        "Vaimollani on sydänkohtaus",
        "Pappa har stroke",
        "Min granne har en hjärtattack",
        "Farmor fick ett slaganfall",
        "Grandma has had a stroke",
        "There is a stroke going on, she is 90",
        "Isä sai juuri sydänkohtauksen",
        "Hoitajan mukaan papalla on aivohalvaus menossa",
        "Epäilen että miehelläni on aivoinfarkti",
        "Farfar har hjärninfarkt",
    ],
)
def test_an_illness_that_somebody_has_is_more_than_its_name(text: str) -> None:
    assert _level(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Isällä on aivoinfarkti takana ja hän tarvitsee kuntoutusta",
        "Isällä on ollut sydäninfarkti, voiko hän saada kotihoitoa?",
        "Mamma har haft stroke och behöver hjälp med duschen",
        "She had a heart attack years ago and needs meals",
        "Aivoinfarktin sairastanut mies kaipaa kyytiä",
        "Stroke, hemiplegi, behöver rullstol",
        "Äidillä on aivohalvauksen jälkitila",
        "Papalla oli sydänkohtaus syksyllä, nyt kaivataan siivousapua",
        "Pappa har haft hjärninfarkt och önskar matservice",
    ],
)
def test_an_illness_in_the_history_is_only_named(text: str) -> None:
    assert _level(text) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "Naapurin postit monelta päivältä luukussa ja koira ulvoo",
        "Tidningar för flera dagar i dörren och hunden skäller där inne",
        "Mail is piling for several days and the dog is barking",
        "Olen piilossa vaatehuoneessa, mies etsii minua",
        "Jag har gömt mig i källaren, min son söker mig",
        "I'm hiding in the shed, he is coming for me",
        "Mummo on lattialla illasta saakka",
        "Äiti on ollut lattialla aamusta lähtien",
        "Mamma ligger på golvet sedan midnatt",
        "Dad is on the floor since midnight",
    ],
)
def test_signs_hold_in_other_words(text: str) -> None:
    assert _level(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Help!!", ""),
        ("Please help me", ""),
        ("HELP", "help"),
        ("Hjälp", ""),
        ("Hjälp mig nu", ""),
        ("Apua", ""),
        ("Auttakaa minua!!!", ""),
        ("Hätä", ""),
        ("", "Apua!"),
        ("Hei! Apuaaa", ""),
        ("SOS", ""),
    ],
)
def test_a_cry_for_help_and_nothing_else_is_an_emergency(text: str, subject: str) -> None:
    assert _level(text, subject) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Apua siivoukseen", ""),
        ("Hjälp med handlingen", ""),
        ("Help with forms please", ""),
        ("Mistä saa kodinhoitoa?", "Apua"),
        ("Hej", "Hej"),
        ("Nyt heti", ""),
        ("Ei hätää", ""),
    ],
)
def test_a_wish_for_help_with_something_is_no_cry(text: str, subject: str) -> None:
    assert _level(text, subject) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "Jag är rädd för min balkong",
        "Mamma är rädd för sin dusch",
        "I am scared of my steps, may I have a rail?",
        "En pelkää miestäni, hän on lempeä",
        "Äiti ei enää pelkää hoitajaansa",
        "Jag är inte rädd för min son",
        "I'm not afraid of my husband",
        "Kissani karkasi, äiti itkee",
        "Isältä katosi koira",
        "Pappas hund har rymt",
        "Dad's dog went missing",
        "Pappa katosi makuuhuoneeseen nukkumaan",
        "Mormor försvann till sängs",
        "Grandpa disappeared into the kitchen",
        "Ni kvävs väl av all e-post",
        "Personalen kvävs av jobb",
        "Jalkaa kouristaa iltaisin",
    ],
)
def test_the_same_words_of_things_animals_and_comfort_are_routine(text: str) -> None:
    assert _level(text) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "Jag är rädd för min son",
        "Mamma är rädd för sin äldsta son",
        "I am afraid of my husband",
        "En pelkää pimeää mutta pelkään poikaani",
    ],
)
def test_fear_of_a_person_is_urgent(text: str) -> None:
    assert _level(text) is Urgency.URGENT


@pytest.mark.parametrize(
    "text",
    [
        "Isä lähti ulos koiran kanssa eikä ole palannut, muistisairas",
        "Muistisairas isä katosi, koira tuli yksin kotiin",
        "Mum with dementia disappeared into the forest",
        "Koira on täällä, isä karkasi",
        "Isältä kuulin, että äiti katosi",
        "Isä katosi makuuhuoneesta, muistisairas",
        "Isä katosi nukkumaan mennessä, muistisairas, ei löydy",
        "Äiti katosi keittiön ovesta ulos",
        "Hunden är här men pappa har försvunnit",
        "The dog is here, dad went missing",
    ],
)
def test_an_animal_beside_a_missing_person_hides_nobody(text: str) -> None:
    assert _level(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "sign", ["\u2060", "\u200e", "\u200f", "\u202c", "\u2066", "\ufe0f", "\u061c", "\u180e", "\U000e0020"]
)
def test_a_sign_that_is_not_seen_breaks_no_word(sign: str) -> None:
    assert _level(f"Pappa ei hen{sign}gi{sign}tä") is Urgency.EMERGENCY
