"""Languages that we do not answer in are told apart from those that we do, in their own letters and in Latin ones."""

import time

import pytest

from channels.codes import Language, Reason
from nlu.read import Engine
from nlu.reading import Message


@pytest.mark.parametrize(
    "text",
    [
        "Tere, minu emal on vaja koduabi, ta elab üksi ja ei saa enam hakkama",
        "Tere päevast, kas te saaksite mulle helistada?",
        "Ma vajan tõlki, ema on haige ja kukkus kodus",
        "Guten Tag, meine Mutter braucht Hilfe zu Hause, sie ist gestürzt",
        "Hei, moren min trenger hjelp hjemme, hun klarer seg ikke alene lenger",
        "Jeg heter Kari og bor i Oslo, men faren min bor i Finland og trenger hjelp",
        "Hej, min mor har brug for hjælp derhjemme, hun kan ikke klare sig alene mere",
        "Hooyaday waxay u baahan tahay caawimo guriga, way kaligeed tahay",
        "Zdravstvuyte, moey mame nuzhna pomosch doma, ona zhivet odna",
        "Mama potrebuet pomosh, ona upala doma i ne mozhet vstat",
        "marhaba, ummi bihaja ila musaada fil bayt, hiya tas'kun wahdaha",
        "salam, madar man be komak niaz darad, tanha zendegi mikonad",
        "Мама упала и не может встать",
        "Моя мати потребує допомоги вдома",
        "أمي بحاجة إلى مساعدة في البيت",
        "妈妈一个人住需要帮助",
        "Mẹ tôi cần giúp đỡ ở nhà, bà sống một mình",
        "Merhaba, annemin evde yardıma ihtiyacı var, yalnız yaşıyor",
        "Bonjour, ma mère a besoin d'aide à la maison",
        "Buorre beaivi, eadni dárbbaša veahki ruovttus",
        "Cześć, moja mama potrzebuje pomocy w domu, mieszka sama",
        "Hola, mi madre necesita ayuda en casa, vive sola",
        "Përshëndetje, nëna ime ka nevojë për ndihmë në shtëpi",
        "Diya min hewceyê alîkariyê ye li malê, ew bi tenê dijî",
    ],
)
def test_another_language_is_other(language, text):
    assert language(text) is Language.OTHER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mammma kaatu ja ny o lattial, tulkaa", Language.FI),
        ("Mää oon täälä Haukiputaalla ja ukko hukkas sen kortin", Language.FI),
        ("mul o täs semmone asia et kui toi ny menee", Language.FI),
        ("Hyvää päivää! Tarvitsen tulkin, äiti puhuu vain venäjää", Language.FI),
        ("No e va så att ja sko int vila stör men e har vari så tungt", Language.SV),
        ("Mommo behöver hjälp i hemmet, hon klarar sig int ensam mera", Language.SV),
        ("min mor bor ensam och behöver hjälp", Language.SV),
        ("my mum fell again last night, who do i ring", Language.EN),
        ("Hello, my mother speak only Arabic, please help", Language.EN),
    ],
)
def test_our_own_languages_keep_their_dialects(language, text, expected):
    assert language(text) is expected


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "ja " * 33_000, "\0" * 100_000, "\u202eäiti\u202c " * 12_000, "😀" * 100_000]
)
def test_a_very_long_text_is_read(language, text):
    began = time.perf_counter()
    found = language(text)
    print(f"{len(text)} characters: {(time.perf_counter() - began) * 1000:.0f} ms")

    assert found in Language


@pytest.mark.parametrize(
    "text",
    [
        "Мама упала в ванной и не дышит",
        "Ema kukkus maha ja ei saa enam püsti, palun aidake",
        "Mu mees kukkus ja ei ärka üles",
        "أمي سقطت ولا تتنفس",
        "qwrtz plkjh mnbvc",
    ],
)
def test_what_we_cannot_read_goes_to_a_person_without_a_guess(engine: Engine, text: str) -> None:
    reading = engine.read(Message(text=text))

    assert reading.language in {Language.OTHER, Language.UNKNOWN}
    assert reading.abstained
    assert reading.reason is Reason.OTHER_UNCLEAR
