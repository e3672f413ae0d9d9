"""The flags that rules ask for: raised by words that mean them and not by words that touch them, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Flag

SAID = {
    Flag.KELA_BENEFIT: [
        "Miten haetaan Kelan asumistukea?",
        "Hur ansöker man om FPA:s bidrag?",
        "How do I apply for the Kela allowance?",
        "Saiko hän takuueläkkeen?",
    ],
    Flag.WANTS_PARISH: [
        "Onko seurakunnalla kerhoa maanantaisin?",
        "Voisiko pappi käydä kotona?",
        "Har församlingen någon dagklubb?",
        "I would like a priest to visit",
    ],
    Flag.WANTS_COMPANY: [
        "Kaipaisin juttuseuraa, olen yksin",
        "Onko täällä mitään porukkaa, kenen kanssa jutella?",
        "Finns det vänverksamhet? Jag har ingen att prata med",
        "She would like someone to talk to",
    ],
    Flag.WANTS_PRIVATE: [
        "Maksan siivouksen itse",
        "Onko listaa yrityksistä?",
        "Vi betalar själva hushållsavdraget",
        "We want to pay privately",
    ],
    Flag.WANTS_OMBUDSMAN: ["Kuka on sosiaaliasiavastaava?", "Vem är socialombud?", "Who is the patient ombudsman?"],
    Flag.NOT_COPING: [
        "Äiti ei pärjää enää yksin",
        "Postia avaamatta ja jääkaappi tyhjä",
        "Pappa klarar sig inte ensam längre",
        "Dad forgets to eat and the fridge was empty",
    ],
    Flag.HOUSING_NEED: [
        "Tuettu asuminen loppuu ja asunto menee",
        "Isä on asunnoton",
        "Han är bostadslös",
        "She was evicted and has nowhere to live",
    ],
    Flag.FIRE_RISK: [
        "Isä tupakoi sängyssä",
        "Hella jää päälle monta kertaa viikossa",
        "Pappa röker i sängen",
        "There are burn holes in the mattress",
    ],
    Flag.NEEDS_HELP_FIRST_DAYS: [
        "Kotiutuu huomenna, apua ensimmäisinä päivinä",
        "Skrivs ut på fredag, behöver hjälp de första dagarna",
        "Discharged tomorrow, needs help the first few days",
    ],
    Flag.MULTI_SERVICE_TRIGGERS: [
        "Meitä pompotellaan luukulta toiselle",
        "Vi bollas från lucka till lucka",
        "We are sent from one office to another, pillar to post",
    ],
    Flag.INTERPRETER_NEEDED: [
        "Tarvitsemme tulkin",
        "Äiti puhuu vain somalia",
        "Vi behöver tolk",
        "My mother needs an interpreter",
        "He does not speak Finnish",
    ],
    Flag.ABUSE: [
        "Poika lyö äitiä",
        "Mustelmia käsivarsissa, äiti pelkää poikaansa",
        "Hennes man slår henne",
        "He hit her again last night",
        "Mamma är rädd för sin svärson",
        "Äiti pelkää vävyään",
        "Hän lukitsee äidin huoneeseen",
        "Onko turvakodissa tilaa, ja saako kissan mukaan?",
        "Han låser in henne",
        "He locks her in the bedroom",
    ],
}
NOT_SAID = {
    Flag.KELA_BENEFIT: [
        "Kelan taksi oli myöhässä",
        "Soitin Kelaan aamulla",
        "Jag jobbade på FPA",
        "Kela sent me to you",
    ],
    Flag.WANTS_PARISH: ["Diakoni tässä hei", "Naimisissa kirkon rinteessä", "Diakonissan här", "Deacon speaking"],
    Flag.WANTS_COMPANY: [
        "Seuraava asiakas odottaa",
        "Kiitän seuraavista asioista",
        "nästa vecka",
        "the housing company",
    ],
    Flag.WANTS_PRIVATE: ["Yksityistie on auraamatta", "Yksityinen hoivakoti tässä", "privat nummer", "this is private"],
    Flag.WANTS_OMBUDSMAN: ["Asiakas on asiallinen", "Ombudet för min far", "He has an office"],
    Flag.NOT_COPING: ["Pärjään hyvin", "Haava ei parane", "Jag klarar mig bra", "We manage fine"],
    Flag.HOUSING_NEED: [
        "Asumistuki on haettu",
        "Asunto on kolmannessa kerroksessa",
        "Bostadsbidrag",
        "the housing company",
    ],
    Flag.FIRE_RISK: ["Palovaroitin ulvoi, kun kakku paloi", "Kahvi jäi juomatta", "Brandbilen kom", "the stove is new"],
    Flag.NEEDS_HELP_FIRST_DAYS: ["Isä pääsi kotiin kesällä", "Vi åkte hem", "the first day at school"],
    Flag.MULTI_SERVICE_TRIGGERS: ["Kukaan ei vastaa puhelimeen", "Bollen är borta", "nobody answers"],
    Flag.INTERPRETER_NEEDED: ["Tulkki kävi eilen", "Tolken var bra", "the interpreter was late", "puhuu vain vähän"],
    Flag.ABUSE: [
        "Kaatui ja sai mustelmia",
        "Blåmärken efter fallet",
        "bruises after the fall",
        "abuse of the forms",
        "En pelkää miestäni",
        "Pelkään poikani puolesta, hän on sairas",
        "Mamma är rädd för sin dusch",
        "Jag är inte rädd för min man",
        "Etsin koiralle turvakotia",
        "Poika ei lyö äitiä",
        "Det slår mig att ni stänger tidigt",
        "Han slår mig inte, tvärtom",
        "He has never hit me",
        "It hits me that he is lonely",
        "Äiti lukitsee ovensa yöksi",
        "Kuka eristää putket?",
        "Nyckeln är inlåst i bilen",
        "Hon låser in cykeln",
        "Ingen misshandel här, bara ensamhet",
        "Kaltoinkohtelun tunnistamisen koulutus",
    ],
}


@pytest.mark.parametrize(("flag", "text"), [(flag, text) for flag, texts in SAID.items() for text in texts])
def test_words_that_mean_it_raise_the_flag_with_evidence(entities, flag, text):
    found = entities(text)

    assert flag in found.flags
    assert f"flags:{flag}" in {one.why for one in found.evidence}


@pytest.mark.parametrize(("flag", "text"), [(flag, text) for flag, texts in NOT_SAID.items() for text in texts])
def test_words_that_only_touch_it_raise_nothing(entities, flag, text):
    assert flag not in entities(text).flags


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Äidille turvapuhelin", "safety_phone"),
        ("Hur får man färdtjänst?", "transport"),
        ("Does she get meals on wheels?", "meal_service"),
        ("Pyydän palvelutarpeen arviointia", "needs_assessment"),
        ("Rollaattori ja suihkutuoli puuttuvat", "aids"),
    ],
)
def test_services_that_are_named_are_told(entities, text, code):
    assert code in entities(text).services


_WORDS = st.sampled_from(
    [*(text for texts in SAID.values() for text in texts), "\0", "\u202eabc\u202c", "😀", "Äiti", "84 v", "Poris"]
)


def test_every_span_is_the_words_that_stand_there(entities):
    @given(st.lists(_WORDS | st.text(max_size=20), max_size=8))
    def holds(pieces):
        text = " ".join(pieces)
        for span in entities(text).evidence:
            assert text[span.start : span.end] == span.text

    holds()
