"""From a mail's bytes to a Contact."""

from collections.abc import Iterable
from dataclasses import replace

from channels.channel import Arrival
from channels.codes import ContactKind
from channels.contact import Answered, Contact, Contacter
from channels.email.compose import answered_by_address
from channels.email.kind.kinds import Ours, kind_of
from channels.email.kind.machines import is_by_machine, may_acknowledge, reported_message_ids
from channels.email.kind.reports import outcome
from channels.email.mail import Mail, read_mail
from channels.email.settings import LIMITS
from channels.email.text.body import LONGEST_HTML
from channels.email.thread import MOST_ANSWERED, answered, as_drawn, is_of
from channels.email.view.conversation import Thread, names_given
from channels.email.view.marked import marked_signatures, marked_text
from channels.email.view.reply import folded_words, has_answers_inside, new_words

_LONGEST_VIEWED = 300_000  # characters


def parse(original: bytes, arrival: Arrival) -> Contact:
    """The Contact in a mail. Raises UnreadableError when it passes the limits, and nothing else.

    Whether we ever sent what the mail says it answers, only the gateway knows: here an answer to a message id of our
    own domain counts as one.
    """
    mail = read_mail(original, LIMITS)
    ours = Ours(
        addresses=arrival.our_addresses, message_id_domain=arrival.our_message_id_domain, message_ids=frozenset()
    )
    answers = _answered(mail, arrival)
    to_us = any(is_of(one, arrival.our_message_id_domain) for one in answers.message_ids)
    kind = kind_of(mail, original, ours, answers_us=to_us)
    by_machine = is_by_machine(mail, original, kind, ours.message_id_domain)
    thread = replace(
        thread_of(mail, answers, ours, known=to_us), our_sentences=arrival.our_sentences, our_names=arrival.our_names
    )
    reply = reply_view(mail, thread)
    if by_machine:
        # What a report brings with it names our mail more surely than its own header does.
        named = dict.fromkeys((*reported_message_ids(mail), *answers.message_ids))
        answers = replace(answers, message_ids=_as_drawn(named, arrival))
    return Contact(
        channel=arrival.channel,
        line=arrival.line,
        arrived_at=arrival.arrived_at,
        text=mail.text,
        title=mail.subject,
        reply_text="" if reply == mail.text.strip() else reply,
        folded="" if by_machine else folded_words(mail.text[:_LONGEST_VIEWED], reply or mail.text),
        kind=kind,
        by_machine=by_machine,
        reported=outcome(mail) if kind is ContactKind.BOUNCE else None,
        may_acknowledge=may_acknowledge(mail, kind, arrival.our_addresses),
        # An address that cannot be answered is still what they call themselves.
        contacter=Contacter(name=mail.sender.name or _unanswerable(mail), email=mail.answer_address),
        attachments=mail.body.attachments,
        message_id=mail.message_id,
        answered=answers,
    )


def _answered(mail: Mail, arrival: Arrival) -> Answered:
    """What the mail answers: by its header, then by the address that only the reader of a mail of ours has."""
    told = answered(mail.in_reply_to, mail.references, mail.subject)
    found = (
        answered_by_address(address, arrival.our_addresses, arrival.our_message_id_domain) for address in mail.receivers
    )
    named = dict.fromkeys((*told.message_ids, *(one for one in found if one)))
    return replace(told, message_ids=_as_drawn(named, arrival))


def _as_drawn(named: Iterable[str], arrival: Arrival) -> tuple[str, ...]:
    return tuple(dict.fromkeys(as_drawn(one, arrival.our_message_id_domain) for one in named))[:MOST_ANSWERED]


def thread_of(mail: Mail, answers: Answered, ours: Ours, *, known: bool) -> Thread:
    """What the reply view may fold: all our words in a direct answer, only those under our address in another."""
    parent = next(iter(answers.message_ids), "")
    receivers = ((one.name, one.address) for one in (*mail.to, *mail.cc))
    direct = not parent or parent in ours.message_ids or is_of(parent, ours.message_id_domain)
    return Thread(
        known=known,
        parent_is_ours=known and direct,
        our_addresses=ours.addresses,
        sender=mail.sender.address.lower(),
        subject=mail.subject if answers.references else "",
        our_names=names_given(receivers, mail.text[:_LONGEST_VIEWED], ours.addresses),
    )


def reply_view(mail: Mail, thread: Thread) -> str:
    """The new words of a mail, with the help of what its HTML marks."""
    if mail.body.is_note:
        return ""
    html = mail.body.html
    if len(mail.text) > _LONGEST_VIEWED:
        return mail.text.strip()  # no one writes this much by hand; a view is not worth the time
    if not html or len(html) > LONGEST_HTML:
        return new_words(mail.text, mail.subject, thread)
    marked = marked_text(html) if mail.body.from_html or thread.known else ""
    # The plain text beside it does not show what stands out.
    if mail.body.from_html or has_answers_inside(marked, mail.subject, thread):
        return new_words(marked, mail.subject, thread)
    return new_words(mail.text, mail.subject, thread, marked_signatures(html))


def _unanswerable(mail: Mail) -> str:
    return "" if mail.answer_address else mail.sender.address
