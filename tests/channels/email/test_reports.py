import pytest

from channels.contact import Reported
from channels.email.kind.reports import outcome
from channels.email.mail import read_mail
from channels.email.settings import LIMITS

STATUS = (
    "From: MAILER-DAEMON@mx.citizen.example\r\nTo: bounce+x@satakunta.example\r\nSubject: {subject}\r\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n"
    "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.citizen.example\r\n\r\n"
    "Final-Recipient: rfc822; maija@citizen.example\r\n{fields}\r\n\r\n--b--\r\n"
)
OLD = "From: {sender}\r\nTo: neuvonta@satakunta.example\r\nSubject: {subject}\r\n\r\n{text}\r\n"


def reported(raw):
    return outcome(read_mail(raw.encode(), LIMITS))


def by_standard(fields, subject="Delivery Status Notification", text="About your message."):
    return reported(STATUS.format(subject=subject, text=text, fields=fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("Action: failed\r\nStatus: 5.1.1", Reported.FAILED),
        ("Action: failed\r\nStatus: 4.4.7", Reported.FAILED),  # tried for days, and now given up
        ("Action: delayed\r\nStatus: 4.4.1", Reported.DELAYED),
        ("action:DELAYED", Reported.DELAYED),
        ("Action: delivered\r\nStatus: 2.0.0", Reported.DELIVERED),
        ("Action: relayed", Reported.DELIVERED),
        ("Status: 5.1.1", Reported.FAILED),
    ],
)
def test_what_the_standard_says_is_believed(fields, expected):
    assert by_standard(fields) is expected


def test_one_failure_among_others_is_a_failure():
    two = "Action: delayed\r\n\r\nFinal-Recipient: rfc822; eino@citizen.example\r\nAction: failed"
    assert by_standard(two) is Reported.FAILED


def test_words_do_not_overrule_the_standard():
    assert by_standard("Action: failed", "Message delayed", "We will keep trying.") is Reported.FAILED


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("Warning: message delayed 24 hours", "It has not yet been delivered.", Reported.DELAYED),
        ("Viestin toimitus viivästyy", "Lähettämistä yritetään edelleen.", Reported.DELAYED),
        ("Fördröjd leverans", "Servern försöker igen.", Reported.DELAYED),
        ("Undelivered Mail Returned to Sender", "The address is unknown.", Reported.FAILED),
        ("Mail delivery failure", "Delayed for 5 days, giving up.", Reported.FAILED),
        ("Viestiä ei voitu toimittaa", "Vastaanottajaa ei löydy.", Reported.FAILED),
        ("Returned mail", "", Reported.FAILED),
    ],
)
def test_old_servers_say_it_in_words(subject, text, expected):
    raw = OLD.format(sender="Mailer-Daemon@mx.citizen.example", subject=subject, text=text)
    assert reported(raw) is expected


def test_who_complains_about_a_mail_has_got_it():
    raw = (
        "From: abuse@isp.example\r\nTo: bounce+x@satakunta.example\r\nSubject: complaint\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n\r\n--b--\r\n"
    )
    assert reported(raw) is Reported.DELIVERED
