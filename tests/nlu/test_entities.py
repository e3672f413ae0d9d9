"""Who writes, about whom, how old, with what consent, with what flags; and what kind of act it is."""

from collections.abc import Callable

import pytest

from channels.codes import About, AgeBand, ConsentState, ContacterType, Flag, MatterType, Reason
from nlu.cues import Cued
from nlu.entities import Entities
from nlu.matter import matter_type

Find = Callable[[str], Entities]


@pytest.mark.parametrize(
    ("text", "contacter"),
    [
        ("Olen 84 ja asun yksin", ContacterType.CLIENT),
        ("Äitini ei enää pärjää", ContacterType.RELATIVE),
        ("Mieheni muisti on huono", ContacterType.RELATIVE),
        ("Olen omaishoitaja ja hoidan vaimoani", ContacterType.INFORMAL_CARER),
        ("Naapurissani asuva rouva huutaa öisin", ContacterType.NEIGHBOUR_CITIZEN),
        ("Ystäväni ei avaa postiaan", ContacterType.CLOSE_PERSON),
        ("Olen edunvalvojana ja päämieheni tarvitsee apua", ContacterType.LEGAL_REPRESENTATIVE),
        ("Osastolta hei, potilas kotiutuu huomenna", ContacterType.HOSPITAL_WARD),
        ("Sosiaalipäivystyksestä iltaa", ContacterType.SOCIAL_EMERGENCY_WORKER),
        ("Kotihoidon tiimistä terve, asiakkaamme on laihtunut", ContacterType.HOME_CARE_WORKER),
        ("Min mamma behöver hjälp", ContacterType.RELATIVE),
        ("Jag är 82 och bor ensam", ContacterType.CLIENT),
        ("My father needs help", ContacterType.RELATIVE),
        ("I look after my husband at home", ContacterType.INFORMAL_CARER),
        ("Paljonko maksaa?", ContacterType.UNKNOWN),
    ],
)
def test_the_words_tell_who_writes(entities: Find, text: str, contacter: ContacterType) -> None:
    assert entities(text).contacter is contacter


def test_whose_matter_it_is_follows_from_who_writes(entities: Find) -> None:
    assert entities("Olen 84 ja asun yksin").about is About.SELF
    assert entities("Äitini ei enää pärjää").about is About.OTHER
    assert entities("Paljonko maksaa?").about is None


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("Olen 75-vuotias", AgeBand.AGE_75PLUS),
        ("Olen 74-vuotias", AgeBand.AGE_65_74),
        ("täytin juuri 91", AgeBand.AGE_75PLUS),
        ("Pot. 79 v, Ulvila", AgeBand.AGE_75PLUS),
        ("isä on jo kahdeksankymppinen", AgeBand.AGE_75PLUS),
        ("äiti on seitsemänkymppinen", AgeBand.UNKNOWN),
        ("hon är 66 år gammal", AgeBand.AGE_65_74),
        ("my dad is 80 years old", AgeBand.AGE_75PLUS),
        ("mies 58 v, selkäydinvamma", AgeBand.AGE_UNDER_65),
        ("Potilas s. 1941, Kokemäki", AgeBand.AGE_75PLUS),
        ("saan ylintä hoitotukea ja olen 60-vuotias", AgeBand.HIGHEST_CARE_ALLOWANCE),
        ("Muutimme 40 vuotta sitten", AgeBand.UNKNOWN),
        ("lasku oli 85 euroa", AgeBand.UNKNOWN),
    ],
)
def test_the_age_is_read_from_digits_and_words(entities: Find, text: str, band: AgeBand) -> None:
    assert entities(text).age_band is band


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Potilas suostuu yhteydenottoon", ConsentState.GIVEN),
        ("Pot. ei suostu tietojen välitykseen", ConsentState.REFUSED),
        ("Asiakas ei kykene antamaan suostumusta", ConsentState.UNABLE),
        ("Suostumusta ei ole kysytty", ConsentState.NOT_ASKED),
        ("Hon har gett sitt samtycke", ConsentState.GIVEN),
        ("He refused any contact", ConsentState.REFUSED),
        ("Mitä maksaa?", None),
    ],
)
def test_consent_is_read_only_where_it_is_said(entities: Find, text: str, state: ConsentState | None) -> None:
    assert entities(text).consent is state


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Saako Kelasta asumistukea?", Flag.KELA_BENEFIT),
        ("Onko seurakunnalla kerhoa?", Flag.WANTS_PARISH),
        ("Kaipaisin juttuseuraa", Flag.WANTS_COMPANY),
        ("Maksan siivouksen itse, mistä löytyy yksityinen?", Flag.WANTS_PRIVATE),
        ("Kuka on sosiaaliasiavastaava?", Flag.WANTS_OMBUDSMAN),
        ("Äiti ei pärjää enää kotona", Flag.NOT_COPING),
        ("Tuettu asuminen loppuu, asunto menee", Flag.HOUSING_NEED),
        ("Isä tupakoi sängyssä", Flag.FIRE_RISK),
        ("Apua tarvitaan heti ensimmäisinä päivinä", Flag.NEEDS_HELP_FIRST_DAYS),
        ("Meitä pompotellaan luukulta toiselle", Flag.MULTI_SERVICE_TRIGGERS),
        ("Tarvitsemme tulkin", Flag.INTERPRETER_NEEDED),
        ("Mustelmia käsivarsissa, epäilen väkivaltaa", Flag.ABUSE),
        ("FPA betalar inte vårdbidraget", Flag.KELA_BENEFIT),
        ("She has stopped eating and lost weight", Flag.NOT_COPING),
    ],
)
def test_words_raise_the_flags_of_the_rules(entities: Find, text: str, flag: Flag) -> None:
    assert flag in entities(text).flags


def test_evidence_names_what_it_shows(entities: Find) -> None:
    text = "Äitini, 84 v, asuu Porissa"

    shown = {one.why: text[one.start : one.end] for one in entities(text).evidence}

    assert shown["contacter:relative"] == "Äitini"
    assert shown["municipality:Pori"] == "Porissa"
    assert shown["age:age_75plus"] == "84 v"


@pytest.mark.parametrize(
    ("text", "contacter", "reason", "act"),
    [
        ("Haen omaishoidon tukea", ContacterType.CLIENT, Reason.INFORMAL_CARE, MatterType.APPLICATION),
        ("Miten haetaan kuljetuspalvelua?", ContacterType.CLIENT, Reason.TRANSPORT_MOBILITY, MatterType.ADVICE),
        ("Missä vaiheessa hakemukseni on?", ContacterType.CLIENT, Reason.CASE_STATUS, MatterType.CASE_ENQUIRY),
        ("Potilas kotiutuu", ContacterType.HOSPITAL_WARD, Reason.HOSPITAL_DISCHARGE, MatterType.WARD_REQUEST),
        (
            "Ilmoitamme kotiutumisesta",
            ContacterType.HOSPITAL_WARD,
            Reason.HOSPITAL_DISCHARGE,
            MatterType.DISCHARGE_NOTICE,
        ),
        (
            "Onko vapaata paikkaa?",
            ContacterType.SOCIAL_EMERGENCY_WORKER,
            Reason.SHORT_TERM_DAY_CARE,
            MatterType.PLACE_ENQUIRY,
        ),
        (
            "Teen ilmoituksen palvelutarpeesta",
            ContacterType.OTHER_AUTHORITY,
            Reason.COPING_AT_HOME,
            MatterType.NEED_NOTIFICATION,
        ),
        (
            "Olen huolissani naapurista",
            ContacterType.NEIGHBOUR_CITIZEN,
            Reason.COPING_AT_HOME,
            MatterType.CONCERN_NOTICE,
        ),
        ("Pyydän arviota", ContacterType.HEALTH_PROFESSIONAL, Reason.MEMORY_CONCERN, MatterType.REFERRAL),
        ("Tarvitsen apua pesuun", ContacterType.CLIENT, Reason.HOME_CARE, MatterType.SUPPORT_NEED_CONTACT),
        ("Ruoka oli kylmää", ContacterType.RELATIVE, Reason.FEEDBACK_COMPLAINT, MatterType.FEEDBACK),
        ("Mitä se maksaa?", ContacterType.UNKNOWN, Reason.SERVICE_INFO, MatterType.ADVICE),
    ],
)
def test_the_kind_of_act_follows_from_who_says_what(
    cued: Callable[[str], tuple[Cued, ...]], text: str, contacter: ContacterType, reason: Reason, act: MatterType
) -> None:
    said = frozenset(one.code for one in cued(text) if one.theme == "matter")

    assert matter_type(contacter, said, reason) is act
