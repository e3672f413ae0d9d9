"""Violence and threats to a person's life, by whom, how often and how long ago; and whose own death is meant."""

import pytest

from channels.codes import Flag, Urgency
from nlu import emergency
from nlu.reading import Message


def _flags(text: str) -> set[Flag]:
    found = emergency.find(Message(text=text))
    return {one.flag for one in found if one.near_miss is None and one.level is Urgency.EMERGENCY}


@pytest.mark.parametrize(
    "text",
    [
        "Mieheni uhkaa tappaa minut joka ilta",
        "Mieheni kuristaa minua joka yö",
        "Mieheni raiskaa minut joka yö",
        "Poika uhkaa puukolla joka ilta",
        "Poikani osoittaa minua haulikolla joka aamu",
        "Vävyni uhkaa tappaa minut iltaisin",
        "Joka kevät mies uhkaa aseella koko perhettä",
        "Min man hotar med kniv varje kväll",
        "Min man hotar att döda mig varje natt",
        "Sonen stryper mig varje kväll",
        "Min man våldtar mig varje natt",
        "Varje morgon siktar min bror på mig med gevär",
        "My husband threatens to kill me every night",
        "My son threatens me with a knife every evening",
        "My husband strangles me every night",
        "He has raped me every night",
        "Each night he points a rifle at me",
    ],
)
def test_violence_of_every_night_is_violence(text: str) -> None:
    assert Flag.VIOLENCE_NOW in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Han ska döda mig i natt",
        "Min man försökte döda mig",
        "Min svärson säger att han tänker döda mig",
        "Mannen vill döda mig, han har en kniv",
        "Min granne ska döda mig",
        "Sonen har försökt döda mig två gånger",
        "Hon säger att hon ska döda mig om jag berättar",
        "Min bror hotar döda mig",
        "Jag tror att han dödar mig",
        "Min son sade att han dödar mig",
        "De kommer att döda mig",
        "Jag är rädd att min man dödar mig i natt",
        "Min make planerar att döda mig",
        "I natt ska han döda mig",
        "Min man ska ta livet av mig",
        "Han vill ta mitt liv",
        "Grannen säger att han ska skjuta mig",
    ],
)
def test_who_is_to_be_killed_by_another_is_told_of_violence(text: str) -> None:
    assert Flag.VIOLENCE_NOW in _flags(text)
    assert Flag.SUICIDAL not in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "jag vill döda mig",
        "jag ska döda mig själv",
        "tänker döda mig i kväll",
        "Nu dödar jag mig",
        "Jag har sagt till min man att jag ska döda mig",
        "Jag sade till min son att jag tänker döda mig",
        "Min man dog. Jag vill döda mig",
        "Han lämnade mig och nu vill jag döda mig",
        "Sedan min man dog vill jag bara döda mig",
        "ska ta livet av mig",
        "Min man är död, jag ska ta livet av mig",
        "Min man ska ta livet av sig",
        "Hon tänker ta sitt liv",
        "Jag vill ta mitt liv",
        "Jag ska skjuta mig",
        "Jag försökte döda mig",
    ],
)
def test_who_means_to_kill_herself_is_told_of_suicide(text: str) -> None:
    assert Flag.SUICIDAL in _flags(text)
    assert Flag.VIOLENCE_NOW not in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mieheni yritti tappaa minut",
        "Poikani aikoo tappaa minut",
        "Mies sanoi että tappaa minut jos kerron",
        "Mieheni on uhannut tappaa minut monta kertaa",
        "Vävy sanoi tappavansa minut",
        "Poika uhkasi tappaa äitinsä",
        "Naapuri huusi että tapan sinut",
        "Veljeni yritti hakata minut kuoliaaksi",
        "Isä pelkää että poika tappaa hänet",
        "Poika on suunnitellut tappavansa meidät",
        "Pelkään että mieheni tappaa minut",
        "Mun mies aikoo tappaa mut",
        "Han hotar slå ihjäl mig",
        "Sonen försökte slå ihjäl sin mor",
        "Min man har hotat att döda mig många gånger",
        "Svärsonen säger att han slår ihjäl oss",
        "Grannen hotade att döda pappa",
        "Min dotter tänker döda sin far",
        "My husband tried to kill me last night",
        "My son says he will kill me",
        "My husband has threatened to kill me many times",
        "My son-in-law is planning to kill us",
        "He said he would kill me if I told anyone",
        "My brother tried to beat me to death",
        "He said he'll kill her",
        "I am afraid that my husband will kill me",
    ],
)
def test_a_life_that_is_threatened_or_was_tried_for_is_an_emergency(text: str) -> None:
    assert Flag.VIOLENCE_NOW in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tämä polvi tappaa minut",
        "Kuumuus tappaa minut kohta",
        "Tämä paperisota tappaa minut",
        "Selkäkipu tappaa minut",
        "Kiire tappaa minut",
        "Kotityöt tappavat minut",
        "Hyttyset tappavat meidät, tyttären luona on muuten mukavaa",
        "Isäni sanoo että hän tappaa vielä tämän äidin remontin",
        "Lääkäri sanoi että syöpä tappaa hänet",
        "Cancern kommer att döda mig",
        "His doctor says the flight would kill him",
        "Mies yritti tappaa aikaa",
        "Poika yritti tappaa hyttysen",
        "Min rygg dödar mig",
        "Värmen dödar mig",
        "Den här väntan dödar mig",
        "De här trapporna dödar mig",
        "My knees are killing me",
        "This heat will kill me",
        "These stairs will kill me one day",
        "My husband tried to kill time",
        "The waiting is killing me",
        "Dekkarissa mies yritti tappaa vaimonsa",
        "I en deckare försökte mannen döda sin fru",
        "In a novel the man tried to kill his wife",
    ],
)
def test_what_kills_only_in_words_is_no_violence(text: str) -> None:
    assert _flags(text) == set()


def test_a_life_that_was_threatened_long_ago_is_kept_for_people_to_see() -> None:
    (finding,) = emergency.find(Message(text="Ex-mieheni yritti tappaa minut 1987"))

    assert (finding.flag, finding.near_miss) == (Flag.VIOLENCE_NOW, "past")
