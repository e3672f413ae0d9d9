"""Out of office, tickets and receipts by their words alone; and people who use the same words for their own matter."""

import pytest

from channels.codes import MACHINES, ContactKind
from tests.channels.email.test_machines import contact, kind

PEOPLE = [
    ("Kotihoidon käynnit", "Olen matkoilla 5.12. asti enkä lue sähköposteja. Kiireellisissä asioissa soita Leenalle."),
    (
        "Poissa: sijainen",
        "Olen lomalla 5.12. asti, sijaiseni Pekka hoitaa asiaa. Lähete liitteenä. Palaan töihin 7.12.",
    ),
    ("Poissaolo ryhmästä", "Olen poissa 1.-5.12., palaan 8.12. ryhmään."),
    ("Kiitos", "Kiitos. Olen poissa kotoa 5.12. asti. Kiireellisissä asioissa naapuri Liisa auttaa."),
    ("[Asiakas 48213] Siirto", "Olemme vastaanottaneet pyyntönne ja siirrämme asiakkaan 1.12."),
    ("Poissaoloviesti", "Aino ei tule päivätoimintaan. Olen lomalla 5.12. asti. Palaan silloin."),
    (
        "Sijainen",
        "Olen omaishoitaja. Olen lomalla 1.-7.12., sijaiseni on sairas. Kiireellisissä asioissa vastaa Leena.",
    ),
    ("Re: Hoidon tarve", "Kiitos viestistänne. Olen työmatkalla 5.12. asti, palaan asiaan sen jälkeen."),
    ("Sähköpostiosoite", "Vanha sähköpostiosoitteeni ei ole enää käytössä. Käytättehän jatkossa tätä osoitetta."),
    ("Kysymys", "Automaattisesti lähetetty lasku on väärin. Palaan asiaan 1.12. Ota yhteyttä."),
    ("Automaattivastaus", "Tuli vain automaattivastaus. Milloin joku vastaa"),
    ("OOO", "Kuka päivystää"),
    ("Hälytys", "Tämä on automaattinen viesti. Asiakas painoi ranneketta klo 3.42. Ota yhteyttä asiakkaaseen."),
    ("[Asia 12345] Muutto", "Saimme viestinne. Äiti muuttaa 1.12. Tarvitsemme avun."),
    ("VS: Tapaaminen", "Kiitos viestistä. Olemme saaneet viestinne ja tulemme. Ei tarvitse vastata."),
    ("Luettu: esite", "Olen lukenut esitteen jonka viestissä lähetitte, se luettiin yhdessä äidin kanssa."),
    ("Luettu: päätös", "Viestinne luettiin 1.12. yhdessä äidin kanssa ja olemme eri mieltä."),
    ("På semester", "Jag är på semester till 5.12. Vid brådskande fall kontakta min syster. Mamma är ensam."),
    ("Autosvar", "Hej! Jag fick bara autosvar från er. Kan någon ringa?"),
    ("Automatiskt meddelande", "Larmet skickar ett automatiskt meddelande varje natt, vad göra?"),
    ("Automatiskt meddelande: larm", "Trygghetslarm från Karl Berg kl 3.42, ingen talkontakt."),
    ("Away", "I am away from my desk until 5 Dec. Please contact the ward about Mrs Koski. She has fallen again."),
    ("Holiday", "I am on holiday until 5 December, so please do not come to clean this week."),
    ("Vacation", "I am on vacation until 5 December. In urgent cases contact my sister Liisa. My aunt is alone."),
    ("Autoreply", "I only got an autoreply. Nobody has called."),
    ("Automatic reply", "Your automatic reply says three days. It has been five."),
    ("Read: your decision", "Your message was read on the phone to my mother. We disagree."),
]
PROGRAMS = [
    ("Poissaoloilmoitus", "Kiitos viestistäsi. Olen virkavapaalla 31.12.2026 asti. Sijaiseni on Pekka Puro."),
    ("Lomaviesti", "Olen talvilomalla viikolla 9. Kiireellisissä asioissa soita vaihteeseen."),
    ("Re: Lähete", "En ole tavoitettavissa 23.-27.11. Kiireellisissä asioissa soittakaa osastolle."),
    ("Poissa toimistolta: Lähete", "Palaan 30.11."),
    ("Vs: Kotiutus", "Olen vuosilomalla 20.11.-5.12.2026. Sähköpostejani ei lueta poissaoloni aikana."),
    ("Vs: Kotiutus", "Olen opintovapaalla 31.7.2027 saakka. Tehtäviäni hoitaa Maija Mäki."),
    ("Re: asia", "Tämä sähköpostiosoite poistuu käytöstä 31.12.2026. Jatkossa yhteydenotot: kirjaamo@x.example"),
    ("Re: asia", "Tämä osoite ei ole enää käytössä. Tämä on automaattinen viesti."),
    ("Poissa töistä", "Olen sairauslomalla toistaiseksi. Viestejäni ei lueta."),
    ("Frånvaromeddelande", "Jag är tjänstledig fram till 1.1.2027."),
    ("Sv: fråga", "Jag är inte anträffbar före den 7.12. I brådskande ärenden vänd dig till kansliet."),
    ("Sv: fråga", "Jag arbetar inte längre i kommunen. Kontakta registratorn."),
    ("Semesterhälsning", "Jag har semester fram till 7 december och svarar på mejl därefter."),
    ("Vacation reply", "I am on vacation."),
    ("Re: visit", "I am currently on maternity leave. Please direct your enquiries to Jane Doe."),
    ("Re: visit", "I no longer work at the county. Please contact the registry."),
    ("[Ticket#2026112310000012] RE: x", "Thank you. You wrote: Hello. Your email will be answered by a human ASAP."),
    ("Please confirm your message", "Your message is being held. This is an automated message."),
    ("Ei luettu: x", "Viestisi poistettiin lukematta 23.11.2026 10:00"),
    ("Ej läst: x", "Ditt meddelande\n\nTill: Aino\n\ntogs bort utan att läsas"),
    ("Not read: x", "Your message was deleted without being read on Monday"),
    ("Luettu: Äidin asia", "Viestisi\n\nVastaanottaja: Aino\nAihe: Äidin asia\n\nluettiin 23.11.2026 10:00."),
    ("Gelesen: x", "Ihre Nachricht wurde gelesen am 23.11.2026 um 10:00"),
    ("Lukukuittaus: x", "Viesti, jonka lähetit 1.12.2026, on avattu."),
    ("Läskvitto (visat) - x", "Detta är ett läskvitto för meddelandet du skickade till aino@x.example."),
]


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_a_person_with_a_matter_of_their_own_is_no_machine(subject, text):
    assert kind(subject, text) not in MACHINES


@pytest.mark.parametrize(("subject", "text"), PROGRAMS)
def test_what_only_a_program_writes_is_not_acknowledged(subject, text):
    answer = contact(subject, text)

    assert (answer.kind, answer.may_acknowledge) == (ContactKind.AUTO_REPLY, False)


def test_who_brings_a_file_is_no_machine():
    file = '--b\r\nContent-Type: application/pdf; name="lähete.pdf"\r\n\r\n%PDF\r\n--b--\r\n'
    text = "Olen lomalla 1.12. asti. Kiireellisissä asioissa ota yhteyttä sijaiseeni."
    headers = 'Content-Type: multipart/mixed; boundary="b"\r\nX-Then: '
    body = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n{file}"

    assert contact("VS: Lähete", text).kind is ContactKind.AUTO_REPLY
    assert contact("VS: Lähete", body, headers=headers).kind is ContactKind.CONTACT


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: no\r\nAuto-Submitted: auto-replied\r\n",
        "Return-Path: <a@posti.example>\r\nReturn-Path: <>\r\n",
        "Precedence: first-class\r\nPrecedence: bulk\r\n",
        "X-Auto-Response-Suppress: OOF\r\nX-Auto-Response-Suppress: DR, AutoReply\r\n",
    ],
)
def test_a_sign_counts_wherever_it_stands_among_its_like(headers):
    assert not contact("Kysymys", "Milloin tulette?", headers=headers).may_acknowledge
