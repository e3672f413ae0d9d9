"""What a person writes of an automatic answer, or before they are away, is theirs; machines say first what they are."""

import pytest

from channels.codes import MACHINES, ContactKind
from tests.channels.email.test_machines import contact

REPLY = "In-Reply-To: <ack.1@satakunta.example>\r\n"
GENERATED = "Auto-Submitted: auto-generated\r\n"
ABOUT_AN_ANSWER = [
    ("Automaattinen vastaus - en saa apua", "Sain vain koneen vastauksen. Kotona ei ole enää turvallista."),
    ("Automaattivastaus (taas)", "Kukaan ei soita."),
    ("Automatic reply - is anybody there", "I keep receiving the same text. I have had no shower for two weeks."),
    ("Autosvar (igen)", "Jag har skrivit tre gånger nu. Bengt sitter fast på andra våningen."),
    ("Lomaviesti: vapaat heinäkuulle", "Viikot 28 ja 29, jolloin Ahti menisi jaksolle kuten ennenkin."),
    ("Frånvarande: Karl Berg", "Karl är borta från gruppen hela veckan."),
    ("Automaattinen vastaus: kotihoito", "Olen lomalla 5.12. asti, ja äiti on yksin."),
    ("Hakemus", "Viestissä luki vain, että tämä on automaattinen vastaus. Sitten ei ole kuulunut mitään."),
    ("Ansökan", "I svaret stod bara att detta är ett automatiskt svar. Sedan har inget hänt."),
    ("Application", "The mail said that this is an automatic reply. Nothing since."),
]
AWAY = [
    "Hej, onsdag går bra. Jag är bortrest 10-14.12 och läser inte e-post. I brådskande fall ring min telefon.",
    "Thursday works. I am away until 20 December and have no access to email. For urgent matters ring 044.",
    (
        "Ovi on auki tiistaina kello 10. Sen jälkeen olen lomalla 20.12. asti enkä lue sähköpostia. "
        "Kiireellisissä asioissa minut saa kiinni puhelimella."
    ),
    "Kiitos, aika sopii hyvin. Olen lomalla 20.12. asti enkä lue sähköpostia. Kiireellisissä asioissa soita.",
    (
        "Hej!\r\n\r\nNyckeln ligger under krukan. Jag är bortrest till den 14.12 och läser inte e-post då, "
        "i brådskande fall kan ni ringa mig på kvällen."
    ),
    (
        "Hello,\r\n\r\nThe door is open at ten. I am away on holiday until 20 December and will not be checking my "
        "messages. For urgent matters ring 044 555 0123."
    ),
]
LEFT = [
    ("Luettu (lasku 4711)", "Viestinne 30.11. on luettu 1.12. ja lasku maksettu. Pyydän kuitin postissa."),
    ("Ledig från dagverksamheten", "Jag är bortrest till 12.12 och läser inte e-post. I brådskande fall nås jag här."),
    ("Poissa päivätoiminnasta", "Olen matkoilla 12.12. asti enkä lue sähköpostia. Kiireellisissä asioissa soita."),
    ("Ledig", "Bengt är på sjukhus. Jag är bortrest till 12.12 och läser inte e-post. I brådskande fall, ring."),
]
PROGRAMS = [
    ("Out of office: visit", "Back on 5 May.", ""),
    ("Autosvar: Hemvård", "Tack! Vi har stängt till 7.1.", ""),
    ("Vs: asia", "Tervehdys,\r\nolen poissa töistä. Palaan 7.12. Kiireellisissä pyydän soittamaan vaihteeseen.", ""),
    (
        "Vs: asia",
        "(Svenska nedan)\r\n\r\nOlen lomalla 5.12. asti, en lue postia. Kiireellisissä asioissa Liisa.",
        "",
    ),
    ("Auto reply: x", "I'm only sleeping.", "X-Apple-Action: VACATION\r\n"),
    ("Automaattinen vastaus: RE: Kotiutus", "Kuka tahansa meistä auttaa?", ""),
    ("Automaattinen vastaus: Kotiutus", "Äitiyslomalla.", GENERATED),
    ("Automatic reply: Discharge", "I am on vacation.", ""),
    ("Frånvarande: Hemvård", "Hej! Jag är tjänstledig fram till 7.1.2027. Kontakta vår växel.", ""),
    ("Re: visit", "Hello,\r\n\r\nI no longer work at Hill & Co. Please direct all enquiries to info@hill.example.", ""),
    ("Re: asia", "En ole enää töissä täällä. Lähetä viestisi osoitteeseen info@x.example.", ""),
    ("Re: visit", "Thanks for your message! I am away until 5 May with no access to e-mail. Urgent matters: 112.", ""),
    (
        "Vs: asia",
        "Hei\r\n\r\nKiitos viestistäsi!\r\n\r\nOlen vuosilomalla 5.12. asti enkä lue postia. Palaan.",
        "",
    ),
]


@pytest.mark.parametrize(("subject", "text"), ABOUT_AN_ANSWER + LEFT)
def test_who_writes_about_an_answer_or_a_place_is_no_machine(subject, text):
    assert contact(subject, text).kind not in MACHINES


@pytest.mark.parametrize("text", AWAY)
def test_who_says_something_else_first_and_is_then_away_is_no_machine(text):
    assert contact("Re: Olemme saaneet viestisi (AN-7F3K-9QWX)", text, headers=REPLY).kind not in MACHINES


@pytest.mark.parametrize(("subject", "text", "headers"), PROGRAMS)
def test_who_says_at_once_that_they_are_away_is_a_machine(subject, text, headers):
    answer = contact(subject, text, headers=headers)

    assert (answer.kind, answer.may_acknowledge) == (ContactKind.AUTO_REPLY, False)
