"""A service told to a client in their own language: what the county has written of it, and from where that is."""

from datetime import date

from channels.codes import Language
from gateway.catalogue.services import Catalogue, Service, in_language
from gateway.i18n import Texts


def answer(texts: Texts, catalogue: Catalogue, service: Service, language: Language) -> str:
    """All that *catalogue* says of *service*, with its source; that it is invented stands first, where it is."""
    told = (
        ("catalogue-for-whom", service.for_whom),
        ("catalogue-cost", service.cost),
        ("catalogue-how", service.how),
        ("catalogue-takes", service.takes),
        ("catalogue-page", service.page),
    )
    behind = ((key, in_language(said, language)) for key, said in told)
    lines = (
        in_language(service.names, language),
        texts.say(language, "catalogue-invented") if catalogue.invented else "",
        f"{in_language(service.what, language)} {in_language(service.more, language)}".strip(),
        *(texts.say(language, key, text=text) for key, text in behind if text),
        source(texts, catalogue, language),
    )
    return "\n".join(line for line in lines if line)


def source(texts: Texts, catalogue: Catalogue, language: Language) -> str:
    """Where it is from, and of which day."""
    day = date.fromisoformat(catalogue.date)
    shown = f"{day.day} {day:%b %Y}" if language is Language.EN else f"{day.day}.{day.month}.{day.year}"
    return texts.say(language, "catalogue-source", source=catalogue.source, date=shown)
