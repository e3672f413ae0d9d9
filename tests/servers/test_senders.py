"""The senders count as senders in the world do: a yes is what they have read, and everything else is sent again."""

from collections import Counter

from aiohttp import web
from aiosmtpd.smtp import SMTP

from tests.servers.answering import answering
from tests.servers.mails import distinct_mails
from tests.servers.ports import free_port
from tests.servers.senders import Tally, form_post, send_mails, send_posts

US = "neuvonta@satakunta.example"


class Moody:
    """Says "later" to every first delivery of a mail, and no to one sender for good."""

    def __init__(self, *, never):
        self.seen = Counter()
        self.never = never

    async def handle_DATA(self, server, session, envelope):
        self.seen[envelope.mail_from] += 1
        if envelope.mail_from == self.never:
            return "554 5.7.1 Not this one"
        return "451 4.3.0 Later" if self.seen[envelope.mail_from] == 1 else "250 2.0.0 Kept"


async def test_a_mail_is_sent_again_until_it_is_accepted_and_counted_once():
    handler, port, tally = Moody(never="mail-00003@citizen.example"), free_port(), Tally()

    async with answering(lambda: SMTP(handler, hostname="mx"), port):
        await send_mails(distinct_mails(20, recipient=US), tally, port=port, connections=4, deadline=20)

    assert len(tally.accepted) == 19
    assert set(tally.accepted.values()) == {1}
    assert tally.refused == {"mail-00003": "554 5.7.1 Not this one"}
    assert tally.repeated == 19
    assert tally.unanswered == set()


async def test_mails_nobody_answers_are_unanswered_at_the_deadline():
    tally = Tally()

    await send_mails(distinct_mails(2, recipient=US), tally, port=free_port(), connections=2, deadline=0.5)

    assert tally.unanswered == {"mail-00000", "mail-00001"}
    assert tally.repeated >= 2


async def test_a_form_is_sent_again_with_the_same_bytes_after_an_error(aiohttp_server):
    bodies = []

    async def take(request):
        bodies.append(await request.read())
        return web.Response(status=503 if bodies.count(bodies[-1]) == 1 else 200)

    app = web.Application()
    app.router.add_post("/contact", take)
    url = str((await aiohttp_server(app)).make_url("/contact"))
    posts = [form_post(f"uuid-{number}", url, [("id", f"uuid-{number}"), ("text", "Hyvää")]) for number in range(6)]
    tally = Tally()

    await send_posts(posts, tally, connections=3, deadline=20)

    assert tally.accepted == {f"uuid-{number}": 1 for number in range(6)}
    assert sorted(Counter(bodies).values()) == [2] * 6
    assert b"id=uuid-0&text=Hyv%C3%A4%C3%A4" in bodies
