"""The comparison as a file of its own: nothing else is needed to read, send or print it."""

from channels.codes import Language
from gateway.comparing.compared import Compared
from gateway.comparing.figures import Figures
from gateway.services import Services
from gateway.web.look import STATIC
from gateway.web.pages import Renderer, Shell, environment
from gateway.web.shadow.pages import ComparisonFile
from gateway.web.shadow.words import Wording

_STYLES = ("luotsi.css", "shadow.css")


def comparison(house: Services, language: Language, figures: Figures, compared: tuple[Compared, ...]) -> str:
    """The comparison as HTML; its links lead to our own pages."""
    words = Wording(house=house, language=language, base=house.settings.link)
    county = house.county
    page = ComparisonFile(
        comparison=words.comparison(figures, compared),
        county=county.name[language],
        styles="\n".join((STATIC / name).read_text(encoding="utf-8") for name in _STYLES),
    )
    shell = Shell(
        language=language,
        path="",
        county=county.name[language],
        phone=county.phone.number,
        hours=house.hours.describe(language),
        signed_in=None,
        csrf="",
        version="",
        demo=False,
    )
    return Renderer(environment=environment(), texts=house.texts).html(page, shell)
