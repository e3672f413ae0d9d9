"""Every channel: how to read what comes by it. A new one is one line here and a folder of its own."""

from collections.abc import Mapping
from types import MappingProxyType

from channels import envelope
from channels.channel import Arrival, Channel, Parse, UnreadableError
from channels.chat import first as chat
from channels.codes import ChannelCode
from channels.contact import Contact
from channels.email.parse import parse as parse_mail
from channels.form import parse as form
from channels.phone import callbacks as phone

MAIL = "message/rfc822"

# A callback request comes by our form or from a telephone provider: the original itself says which.
_KINDS: Mapping[str, Parse] = {form.KIND: form.parse, phone.KIND: phone.parse, chat.KIND: chat.parse}


def parse_ours(original: bytes, arrival: Arrival) -> Contact:
    """The Contact in an original that we wrote ourselves. Raises UnreadableError and nothing else."""
    parse = _KINDS.get(envelope.unseal(original).kind)
    if parse is None:
        raise UnreadableError(envelope.NOT_OUR_JSON)
    return parse(original, arrival)


CHANNELS: Mapping[ChannelCode, Channel] = MappingProxyType(
    {
        channel.code: channel
        for channel in (
            Channel(code=ChannelCode.EMAIL, media_type=MAIL, parse=parse_mail),
            Channel(code=ChannelCode.SECURE_EMAIL, media_type=MAIL, parse=parse_mail),
            Channel(code=ChannelCode.WEB_FORM, media_type=envelope.MEDIA_TYPE, parse=parse_ours),
            Channel(code=ChannelCode.CHAT, media_type=envelope.MEDIA_TYPE, parse=parse_ours),
            Channel(code=ChannelCode.PHONE_CALLBACK, media_type=envelope.MEDIA_TYPE, parse=parse_ours),
            Channel(code=ChannelCode.PHONE, media_type=envelope.MEDIA_TYPE, parse=parse_ours),
            Channel(code=ChannelCode.SERVICE_POINT, media_type=envelope.MEDIA_TYPE, parse=parse_ours),
            Channel(code=ChannelCode.EVENT, media_type=envelope.MEDIA_TYPE, parse=parse_ours),
            Channel(code=ChannelCode.LETTER, media_type=envelope.MEDIA_TYPE, parse=parse_ours),
        )
    }
)
