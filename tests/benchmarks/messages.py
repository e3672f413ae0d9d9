"""What the benchmarks send: as long as real ones are, and no two alike. The same numbers make the same messages."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import UUID

from tests.servers.mails import written

MAILBOX = "neuvonta@satakunta.example"
_MAIL_BYTES = 4_000

# Words of people who write to us, dealt anew for each message: no cache can have seen the text. None is of fear or of
# danger: who may be in danger at home is not acknowledged by mail.
_SPOKEN = """
äitini isäni puolisoni naapurini kotona pärjää huonosti muisti heikentynyt lääkkeet sekaisin kaatunut viime viikolla
suihkussa tukea tarvitsisi kotihoito käynti siivous kauppa ateria kuljetus hakemus päätös maksu palvelu omaishoito
rollaattori turvapuhelin lääkäri hoitaja yksinäinen lukee öisin hakee kirjastosta kaupungilla nukkuu syö laihtunut
voisiko joku soittaa kiitos milloin miten kenelle asuu Porissa Raumalla Ulvilassa vanha talo portaat ei pääse
ulos enää vuotta täyttänyt kesällä talvella eilen lauantaisin huomenna tytär poika sisar väsynyt jaksa hoitaa
"""
_WORDS = tuple(_SPOKEN.split())


def sentence(number: int, words: int) -> str:
    """A text of so many words, its own for each number."""
    dealt = random.Random(number)
    return " ".join((*(dealt.choice(_WORDS) for _ in range(words - 1)), f"nro{number}")).capitalize() + "."


def mails(numbers: Iterator[int], most: int, *, size: int = _MAIL_BYTES) -> list[bytes]:
    """*most* mails of about *size* bytes to our main mailbox, ready for DATA but for the last dot."""
    return [mail(next(numbers), size=size) for _ in range(most)]


def mail(number: int, *, size: int) -> bytes:
    """One mail of about *size* bytes."""
    lines = (sentence(number * 1_000 + line, 10) for line in range(size // 95))
    return written(
        sender=f"citizen{number}@citizen.example",
        recipient=MAILBOX,
        subject=f"Kysymys kotihoidosta {number}",
        body="Hei,\n\n" + "\n".join(lines) + "\n",
        message_id=f"<{number}@mail.citizen.example>",
    )


def forms(numbers: Iterator[int], most: int, path: str = "/contact") -> list[bytes]:
    """*most* POSTs of the contact form, whole requests."""
    return [_post(next(numbers), path) for _ in range(most)]


def _post(number: int, path: str) -> bytes:
    fields = {
        "submission_id": str(UUID(int=number)),
        "matter": "ordinary",
        "about": "other",
        "name": f"Invented Citizen {number}",
        "phone": "040 123 4567",
        "answer_by": "phone",
        "text": sentence(number, 60),
    }
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: fi\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
