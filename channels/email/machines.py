"""What kind of mail it is, and whether a machine may answer it. In doubt it is a person's matter."""

from email import message_from_bytes, policy
from email.utils import getaddresses

from flufl.bounce import all_failures

from channels.codes import ContactKind
from channels.email import wording
from channels.email.mail import Mail
from channels.email.mime import parameter, split_header
from channels.email.thread import message_ids

_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_REPORT_LEAVES = frozenset({"message/delivery-status", "message/global-delivery-status", "message/feedback-report"})
_RECEIPT_LEAVES = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
_BOUNCE_REPORTS = frozenset({"delivery-status", "feedback-report"})
_BOUNCE_HEADERS = ("x-failed-recipients", "x-ms-exchange-message-is-ndr")
_AUTO_REPLY_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "x-mail-autoreply")
_BEGINNING = 1500  # characters: machines say what they are at once
_MOST_AUTO_WORDS = 150
_LONGEST_COUNTED = 100_000  # characters in which links and words are counted
_LARGEST_BOUNCE = 1024 * 1024
_HIGH_SPAM_LEVEL = 5
_FEWEST_SPAM_LINKS = 4
_WORDS_PER_LINK = 15
_FEWEST_SPAM_WORDS = 3


def is_bounce(mail: Mail, original: bytes) -> bool:
    """A report about what could not be delivered, or not yet: by the standard, or as old servers wrote it."""
    leaves = {leaf.media_type for leaf in mail.root.leaves()}
    if leaves & _REPORT_LEAVES or _report_type(mail) in _BOUNCE_REPORTS:
        return True
    if any(header in mail.fields for header in _BOUNCE_HEADERS):
        return True
    sender = f"{mail.sender.name} {mail.fields.raw('from')} {mail.fields.raw('sender')}"
    if wording.MAILER_DAEMON.fullmatch(mail.sender.address.rpartition("@")[0]):
        return True
    in_subject = bool(wording.BOUNCE_SUBJECT.search(mail.subject))
    in_text = bool(wording.BOUNCE_TEXT.search(mail.text[:_BEGINNING]))
    if wording.BOUNCE_SENDER.search(sender) or (not mail.sender.address and has_null_return_path(mail)):
        return in_subject or in_text or _fails_by_list(original)
    # A person may forward a bounce and ask what it means; a machine does not write "Fwd:" or "Re:".
    return in_subject and in_text and not wording.PASSED_ON_SUBJECT.match(mail.subject)


def _fails_by_list(original: bytes) -> bool:
    """Whether a library that knows the old servers one by one finds failed recipients."""
    message = message_from_bytes(original[:_LARGEST_BOUNCE], policy=policy.compat32)
    if not getaddresses([str(message.get("from", ""))]):
        # One detector stumbles over a missing sender, and logs what it stumbled over.
        del message["from"]
        message["From"] = "nobody@invalid"
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # noqa: BLE001 - twenty detectors over hostile text; what they trip over is no bounce of theirs
        return False
    return bool(temporary or permanent)


def is_auto_reply(mail: Mail) -> bool:
    """An out-of-office answer, a ticket receipt or a read receipt."""
    return _is_read_receipt(mail) or _says_so_in_header(mail) or _is_absence(mail) or _is_ticket_receipt(mail)


def _is_read_receipt(mail: Mail) -> bool:
    leaves = {leaf.media_type for leaf in mail.root.leaves()}
    if leaves & _RECEIPT_LEAVES or _report_type(mail) == "disposition-notification":
        return True
    return _is_short(mail) and bool(wording.READ_SUBJECT.match(mail.subject) and wording.READ_TEXT.search(mail.text))


def _is_short(mail: Mail) -> bool:
    return len(mail.text.split(maxsplit=_MOST_AUTO_WORDS)) <= _MOST_AUTO_WORDS


def _says_so_in_header(mail: Mail) -> bool:
    fields = mail.fields
    return (
        fields.get("auto-submitted").lower().startswith("auto-replied")
        or fields.get("precedence").strip().lower() == "auto_reply"
        or any(header in fields for header in _AUTO_REPLY_HEADERS)
    )


def _is_absence(mail: Mail) -> bool:
    """Out of office, by wording. "Poissa:" in the subject alone is a person telling where somebody was."""
    beginning = mail.text[:_BEGINNING]
    if not _is_short(mail) and not wording.AUTO_SUBJECT.match(mail.subject):
        return False
    if wording.AUTO_SUBJECT.match(mail.subject):
        return True
    of_office = bool(wording.ABSENCE_OF_OFFICE.search(beginning))
    details = bool(wording.ABSENCE_DETAIL.search(beginning))
    in_subject = bool(wording.ABSENCE_SUBJECT.match(mail.subject))
    statement = bool(wording.AUTO_STATEMENT.search(beginning))
    return (of_office and (details or in_subject)) or (statement and (details or in_subject or of_office))


def _is_ticket_receipt(mail: Mail) -> bool:
    words = f"{mail.subject}\n{mail.text[:_BEGINNING]}"
    if not wording.RECEIVED.search(words):
        return False
    marks = (
        wording.TICKET.search(words),
        wording.NO_ANSWER_WANTED.search(words),
        wording.AUTO_STATEMENT.search(words),
        is_no_reply(mail.sender.address),
        _is_automatic(mail),
    )
    return any(marks)


def is_loop(mail: Mail, our_addresses: frozenset[str], our_message_ids: frozenset[str], our_domain: str) -> bool:
    """Our own mail come back: it has a message id of ours, or it is an automatic mail from an address of ours."""
    domain = mail.message_id.rpartition("@")[2].lower()
    if mail.message_id in our_message_ids or (our_domain and domain == our_domain.lower()):
        return True
    return mail.sender.address in our_addresses and _is_automatic(mail)


def is_spam_shaped(mail: Mail) -> bool:
    """Flagged on its way, or shaped like an advertisement. It is a person's matter all the same."""
    fields = mail.fields
    flagged = (
        fields.get("x-spam-flag").strip().lower() == "yes"
        or fields.get("x-spam-status").strip().lower().startswith("yes")
        or _level(fields.get("x-ms-exchange-organization-scl")) >= _HIGH_SPAM_LEVEL
        or bool(wording.SPAM_SUBJECT.match(mail.subject))
    )
    text = mail.text[:_LONGEST_COUNTED]
    links = len(wording.LINK.findall(text))
    crowded = links >= _FEWEST_SPAM_LINKS and len(text.split()) < links * _WORDS_PER_LINK
    offers = len({word.lower() for word in wording.SPAM_WORDS.findall(f"{mail.subject} {mail.text[:_BEGINNING]}")})
    return flagged or crowded or offers >= _FEWEST_SPAM_WORDS


def may_acknowledge(mail: Mail, kind: ContactKind, our_addresses: frozenset[str]) -> bool:
    """Whether an automatic answer may go to the sender: never to a machine, a list, or ourselves."""
    if kind in {ContactKind.AUTO_REPLY, ContactKind.BOUNCE, ContactKind.LOOP}:
        return False
    address = mail.answer_address
    if not address or is_no_reply(address) or address in our_addresses:
        return False
    return not (has_null_return_path(mail) or _is_automatic(mail))


def is_no_reply(address: str) -> bool:
    """Whether nobody reads what is sent to this address."""
    return bool(wording.NO_REPLY.fullmatch(address.rpartition("@")[0]))


def has_null_return_path(mail: Mail) -> bool:
    """Whether the envelope had no sender: the mail wants no answer."""
    return "return-path" in mail.fields and mail.fields.raw("return-path").strip("<> \t") == ""


def _is_automatic(mail: Mail) -> bool:
    fields = mail.fields
    suppressed = {one.strip().lower() for one in fields.get("x-auto-response-suppress").split(",")}
    stated = fields.get("auto-submitted").partition(";")[0].strip().lower()
    return (
        stated not in {"", "no"}
        or fields.get("precedence").strip().lower() in _BULK
        or "list-id" in fields
        or bool(suppressed & {"all", "autoreply"})
    )


def reported_message_ids(mail: Mail) -> tuple[str, ...]:
    """The message ids of the mails that a report has with it, whole or as a header; the first is the reported one's."""
    found: list[str] = []
    for leaf in mail.root.leaves():
        if leaf.media_type in {"message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers"}:
            fields, _ = split_header(leaf.content.lstrip(b"\r\n"))
            found += message_ids(fields.get("message-id"))
        elif leaf.media_type in _RECEIPT_LEAVES:
            fields, _ = split_header(leaf.content)
            found += message_ids(fields.get("original-message-id"))
    return tuple(dict.fromkeys(found))


def _report_type(mail: Mail) -> str:
    return parameter(mail.fields, "content-type", "report-type").lower()


def _level(stated: str) -> int:
    return int(stated) if stated.strip().isdecimal() else 0
