"""How far words of practice, of fear, of a story and of the past reach: never over what is told as it is now."""

import pytest

from channels.codes import Flag, Urgency
from nlu import emergency
from nlu.reading import Message
from tests.nlu.floor import level_of, near_misses


@pytest.mark.parametrize(
    "text",
    [
        "Isä ei herää, olen harjoitellut elvytystä mutta en osaa",
        "Äiti ei pääse ylös lattialta, olen harjoitellut elvytystä",
        "Mummo ei pääse ylös lattialta, fysioterapeutin kanssa harjoiteltiin sitä eilen",
        "Testasin verensokerin 1,8 ja äiti ei herää",
        "Testasin hälyttimen ja se soi, savua tulee keittiöstä",
        "Jumppasin ja harjoittelin, kaaduin enkä pääse ylös lattialta",
        "Harjoittelin kävelyä ja nyt äiti ei hengitä",
        "Harjoittelin elvytystä isä ei hengitä",
        "Harjoittelimme kävelyä, isä kaatui, löi päänsä ja oksensi",
        "Vi övade gång, pappa föll, slog i huvudet och kräktes",
        "We practised walking, dad fell, hit his head and vomited",
        "Vi övade i går pappa andas inte",
        "Harjoittelimme portaita, isä kaatui eikä herää",
        "Kävin ensiapukurssin, isä ei hengitä",
        "Saunan jälkeen hän on kuin nukke, ei hengitä",
        "Vi ger första hjälpen, mamma vaknar inte",
        "Första hjälpen gavs men pappa andas inte",
        "Jag har övat första hjälpen men mamma andas inte",
        "Vi övar gång med fysioterapeuten, mormor ligger på golvet och kommer inte upp",
        "Jag testade blodsockret, 1,8, och mamma vaknar inte",
        "Jag testade larmet, det kommer rök från köket",
        "I have done a first aid course but dad is not breathing and I panic",
        "We are giving first aid, mum is not breathing",
        "I did my exercise on the stairs, fell and cannot get up",
        "He fell doing his exercise on the stairs and cannot get up from the floor",
    ],
)
def test_who_has_practised_tells_of_what_is_now(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Harjoittelimme ensiapukurssilla tilannetta jossa potilas ei hengitä",
        "Harjoittelemme huomenna tilannetta, jossa asukas on kaatunut eikä pääse ylös lattialta",
        "Pelastusharjoituksessa asukas ei hengitä",
        "Vi har övning med rök ur fönstret i huset",
        "På kursen i första hjälpen övar vi när någon inte andas",
        "Vi övar i morgon hur man gör när någon inte andas",
        "In the drill a resident is not breathing",
        "We go through what to do when somebody is not breathing",
        "Elvytysharjoituksessa nukke ei hengitä",
    ],
)
def test_a_drill_is_a_drill_still(text: str) -> None:
    assert level_of(text) is not Urgency.EMERGENCY
    assert "training" in near_misses(text) or "hypothetical" in near_misses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Of course mum cannot get up from the floor",
        "He of course can't breathe",
        "Pelkään että äiti ei pääse ylös lattialta",
        "Pelkään että vaimo on ottanut liikaa lääkkeitä",
        "Pelkäämme että isä ei hengitä",
        "Olen kurssilla ja isä soitti ettei saa henkeä",
        "Koulutuksessani sain viestin: äiti ei hengitä",
        "Jag är rädd att mamma inte andas",
        "Jag är rädd att min fru har tagit för många tabletter",
        "Naturligtvis kommer mamma inte upp från golvet",
        "I am afraid that mum is not breathing",
        "I'm afraid dad has taken too many tablets",
        "During training I heard that dad is not breathing",
        "Berättades på telefon att mamma inte andas",
        "Televisiossa näytettiin miten soittaa 112, isä ei hengitä",
        "De visade på tv hur man ringer 112, pappa andas inte",
        "I saw on the news how to call 112, dad is not breathing",
    ],
)
def test_what_is_feared_or_told_on_the_telephone_is_so(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Kurssilla opetetaan mitä tehdä kun joku ei hengitä",
        "På kursen lär vi oss vad man gör när någon inte andas",
        "The first aid course teaches what to do if someone is not breathing",
        "Televisiossa näytettiin miten mies ei hengittänyt",
        "I en deckare hittas en man som inte andas",
        "In a novel an old man is not breathing",
    ],
)
def test_what_is_taught_or_shown_is_not_so(text: str) -> None:
    assert level_of(text) is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Muistisairas äiti on kadonnut kuten viime vuonna",
        "Rintaan koskee samalla lailla kuin viime vuonna",
        "Isällä on infarkti menossa niin kuin 2019",
        "Isä ei herää, ihan kuten viime kesänä",
        "Äiti ei saa henkeä niinku viime talvena",
        "Muistisairas isä on kadonnut ihan kuin vuonna 2021",
        "Pappa andas inte, precis som i fjol",
        "Min dementa mamma är försvunnen precis som i fjol",
        "Pappa har ont i bröstet liksom förra året",
        "Mamma vaknar inte, som för två år sedan",
        "Dad is unconscious just like last year",
        "My mother with dementia is missing just like last year",
        "He has chest pain, as in 2019",
        "Isällä on rintakipua joka yö ja nyt se ei mene ohi",
        "Pappa har bröstsmärta varje natt och nu går det inte över",
        "Dad has chest pain every night and now it does not go away",
    ],
)
def test_what_is_as_it_was_then_is_now(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Äiti katosi viime vuonna mutta löytyi",
        "Isä sai infarktin 2019",
        "Pappa fick en hjärtinfarkt i fjol",
        "Dad had a stroke last year",
        "Isällä oli rintakipua viime vuonna, nyt hän voi hyvin",
        "Isällä oli rintakipua viime vuonna, kuten kerroin",
        "Äitini sai aivoinfarktin viime vuonna niin kuin isänikin",
        "Pappa hade bröstsmärta i fjol, som ni vet",
    ],
)
def test_what_was_then_is_the_past_still(text: str) -> None:
    assert level_of(text) is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I have taken all my tablets at once", Flag.MEDICAL),
        ("I took all my pills in one go", Flag.MEDICAL),
        ("Jag har tagit alla mina tabletter på en gång", Flag.MEDICAL),
        ("Otin kaikki tablettini kerralla", Flag.MEDICAL),
        ("Minulla on köysi valmiina", Flag.SUICIDAL),
        ("Köysi on jo valmiina vintillä", Flag.SUICIDAL),
        ("Jag har ett rep redo", Flag.SUICIDAL),
        ("Repet är färdigt", Flag.SUICIDAL),
        ("I have a rope ready", Flag.SUICIDAL),
        ("The noose is ready", Flag.SUICIDAL),
        ("Mitä jos vaari ei herää enää", Flag.MEDICAL),
        ("Entä jos äiti ei herää enää", Flag.MEDICAL),
        ("Tänk om morfar inte vaknar mer", Flag.MEDICAL),
        ("What if grandpa does not wake up any more", Flag.MEDICAL),
        ("en saahenkeä", Flag.MEDICAL),
        ("rintaansattuu kovasti", Flag.MEDICAL),
        ("isäkaatui eikäpääseylös", Flag.FALL),
        ("äitieihengitä", Flag.MEDICAL),
        ("mammaandasinte", Flag.MEDICAL),
        ("pappavaknarinte", Flag.MEDICAL),
        ("dadcannotbreathe", Flag.MEDICAL),
    ],
)
def test_no_word_and_no_blank_more_is_needed(text: str, flag: Flag) -> None:
    findings = emergency.find(Message(text=text))

    assert flag in {one.flag for one in findings if one.near_miss is None}


@pytest.mark.parametrize(
    "text",
    [
        "Lehmä on köydessä ja vene on valmiina",
        "Pyykkinaru on valmiina",
        "Köysi on valmiina veneen hinausta varten",
        "Båten är redo, repet ligger på bryggan",
        "The boat is ready and the rope is on the pier",
        "I have taken all my tablets to the pharmacy",
        "Mitä jos vaari ei herää kelloon?",
        "Mitä jos äiti kaatuu eikä pääse ylös?",
        "Haluaisin tietää koska saahinka sujahtaa",
    ],
)
def test_the_same_words_otherwise_alarm_nobody(text: str) -> None:
    assert level_of(text) is not Urgency.EMERGENCY
