"""How figures and codes are said in the report, in Finnish."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from nlu.evaluation.key_figures import KeyFigure
from nlu.evaluation.metrics import Share

NOTHING: Final = "–"
ALL_LANGUAGES: Final = "Kaikki kielet"

KEY_FIGURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "emergency_recall": "Hätätilanteista tunnistettiin",
        "emergency_below_urgent": "Hätätilanteista jäi alle kiireellisen",
        "near_misses_alarmed": "Hätätilannetta muistuttavista turha hälytys",
        "ordinary_alarmed": "Tavallisista viesteistä turha hälytys",
        "emergency_recall_fi": "Hätätilanteista tunnistettiin, suomi",
        "emergency_recall_sv": "Hätätilanteista tunnistettiin, ruotsi",
        "emergency_recall_en": "Hätätilanteista tunnistettiin, englanti",
        "reason": "Syy oikein",
        "reason_fi": "Syy oikein, suomi",
        "reason_sv": "Syy oikein, ruotsi",
        "reason_en": "Syy oikein, englanti",
        "reason_top_two": "Oikea syy kahden ensimmäisen joukossa",
        "reason_macro_f1": "Syiden F1 keskimäärin (makro-F1)",
        "reason_of_surest_80": "Syy oikein, kun varmimmat 80 % luetaan",
        "calibration_error": "Varmuuden keskimääräinen virhe",
        "urgency": "Kiireellisyys oikein",
        "urgency_too_low": "Kiireellisyys liian matala",
        "municipality": "Asiakkaan kotikunta oikein",
        "contacter": "Yhteydenottajan rooli oikein",
        "about": "Oma vai toisen asia, oikein",
        "matter_type": "Asian laji oikein",
        "flags_f1": "Sääntöjen tarvitsemat havainnot (F1)",
        "language": "Kieli oikein, vähintään 20 kirjainta",
    }
)

TAGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "angry": "vihainen",
        "colloquial": "puhekieli",
        "consent_refused": "suostumus evätty",
        "dialect": "murre",
        "hypothetical": "kuviteltu tilanne",
        "idiom": "sanonta",
        "joking": "vitsaileva",
        "last_line": "asia vasta lopussa",
        "long": "pitkä",
        "misleading_keyword": "harhaanjohtava sana",
        "multi_issue": "monta asiaa",
        "near_miss": "muistuttaa hätätilannetta",
        "needs_sense": "vaatii ymmärrystä",
        "negation": "kielto",
        "no_keyword": "ilman avainsanaa",
        "no_umlauts": "ilman ä:tä ja ö:tä",
        "other_language_mix": "sekakielinen",
        "past_event": "mennyt tapahtuma",
        "polite": "kohtelias",
        "professional": "ammattilaisen viesti",
        "quoted": "lainattua puhetta",
        "refuses_services": "kieltäytyy palveluista",
        "resolved": "jo ratkennut",
        "second_language": "kirjoittajalle vieras kieli",
        "service_name": "palvelun nimi",
        "short": "lyhyt",
        "swedish_finland": "suomenruotsi",
        "third_person": "kertoo toisesta",
        "typos": "kirjoitusvirheitä",
        "understatement": "vähättelevä",
        "voice_transcript": "saneltu",
    }
)


def percent(value: float | None) -> str:
    """0.4258 as 42,6 %."""
    return NOTHING if value is None else f"{_decimal(100 * value)}\u00a0%"


def counts(share: Share) -> str:
    """How many of how many."""
    return f"{share.hits} / {share.of}"


def bounds(share: Share) -> str:
    """Between which the true share lies."""
    if share.low is None or share.high is None:
        return NOTHING
    return f"{_decimal(100 * share.low)}–{_decimal(100 * share.high)}\u00a0%"


def aim(one: KeyFigure) -> str:
    """What is aimed at."""
    if one.aim is None:
        return NOTHING
    return f"{'enintään' if one.less_is_better else 'vähintään'} {100 * one.aim:.0f}\u00a0%"


def reached(one: KeyFigure) -> str:
    """Whether the aim is reached, in words."""
    return {True: "täyttyy", False: "ei täyty", None: "ei merkitty"}[one.is_reached]


def points(value: float) -> str:
    """0.0123 as +1,2 prosenttiyksikköä."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{_decimal(100 * abs(value))}\u00a0prosenttiyksikköä"


def measured(value: float | None, unit: str, decimals: int = 1) -> str:
    """A measured value with its unit, or that there is none."""
    return NOTHING if value is None else f"{value:.{decimals}f}\u00a0{unit}".replace(".", ",")


def milliseconds(value: float) -> str:
    """A time, to a tenth."""
    return f"{_decimal(value)}\u00a0ms"


def decimal(value: float | None) -> str:
    """A figure from 0 to 1 with two decimals."""
    return NOTHING if value is None else f"{value:.2f}".replace(".", ",")


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
