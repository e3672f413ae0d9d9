"""Every word of a person's is looked at, wherever in a mail it stands."""

from channels.channel import Arrival
from channels.codes import ChannelCode
from channels.registry import CHANNELS
from tests.gateway.web.public.given import MONDAY_NOON

MAIL = (
    "From: maija@posti.example\r\nTo: neuvonta@satakunta.example\r\nSubject: Kiitos\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nKiitos avusta.\r\n-- \r\nMaija Meri\r\nIsä ei hengitä\r\n"
)


def test_what_stands_below_the_signature_mark_is_folded_away_and_still_searched_for_an_emergency():
    arrival = Arrival(
        channel=ChannelCode.EMAIL,
        line="neuvonta@satakunta.example",
        arrived_at=MONDAY_NOON,
        our_addresses=frozenset({"neuvonta@satakunta.example"}),
        our_message_id_domain="luotsi.example",
    )

    contact = CHANNELS[ChannelCode.EMAIL].parse(MAIL.encode(), arrival)

    assert contact.new_words == "Kiitos avusta."
    assert "Isä ei hengitä" in contact.everything_said
