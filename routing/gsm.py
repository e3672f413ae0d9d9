"""What fits into one text message: 160 characters of the GSM 03.38 alphabet."""

from typing import Final

ONE_MESSAGE: Final = 160

_ALPHABET: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


def strange(text: str) -> str:
    """The characters of *text* that the alphabet does not have, each once. Those of its second page are among them."""
    return "".join(dict.fromkeys(character for character in text if character not in _ALPHABET))
