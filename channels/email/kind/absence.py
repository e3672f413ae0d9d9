"""Whether a mail is an answering machine's, by its wording alone: somebody is away, or a program has answered.

A machine that stands in for somebody answers, or says in its subject that somebody is away; it brings nothing, asks
nothing, has no family and sends people elsewhere. Whoever does otherwise is a person, whatever else they say.
"""

import re

from channels.email.kind import wording
from channels.email.mail import Mail
from channels.email.thread import REFERENCE

_FEWEST_SIGNS = 3
_BEGINNING = 1500  # characters: machines say what they are at once
_MOST_WORDS = 150

# What follows must be the end, or what the mail answered: "Automaattinen vastaus tuli" is a person's subject, and so is
# "VS: Automaattinen vastaus". A "Poissaoloviesti" tells day care that somebody does not come, an automatic message that
# somebody has pressed an alarm.
_SUBJECT_OF_AN_ANSWER = re.compile(
    r"\s*(?:\[[^\]]{0,80}\]\s*)*(?:"
    r"automaattinen (?:vastaus|poissaolo(?:viesti|vastaus|ilmoitus)?)|automaattivastaus|"
    r"poissaolovastaus|lomavastaus|lomaviesti|autosvar|automatiskt? svar|frånvarosvar|"
    r"poissa (?:toimistolta|työpaikalta)|"
    r"automatic reply|auto[- ]?reply|auto[- ]?respon(?:se|der|ds?)|vacation (?:reply|response|responder|message)|"
    r"(?:ooo|frånvarande)(?=\s*[:–-])|"
    r"out[- ]of[- ](?:the )?office(?:[- ](?:auto[- ]?)?(?:reply|message|notification))?|abwesenheitsnotiz"
    r")\s*(?:[:(\[–-]\s*(?P<answered>\S.*)|[:–-]?\s*$)",
    re.IGNORECASE,
)
_SUBJECT_OF_ABSENCE = re.compile(
    r"\s*(?:(?:vs|sv|re)\s*:\s*)*(?:"
    r"poissa(?! (?:\w+ )?\w+(?:toiminna|ryhmä|kerho|hoido|jumpa)sta)|"
    r"(?:olen )?\w*(?:loma|vapaa)(?:lla|viesti|ilmoitus)?\b|en ole paikalla|"
    r"(?:ej|inte) på (?:plats|jobbet|kontoret)|(?:jag (?:är|har) )?(?:på )?\w*semester|bortrest|"
    r"\w*ledig\b(?! från (?!jobb|arbet|tjänst))|frånvar\w+|"
    r"(?:on )?(?:\w+ )?(?:leave|holiday|vacation)\b|(?:i am |i'm )?(?:away|out (?:of|until|till|from))\b)",
    re.IGNORECASE,
)
_OF_GREETING = re.compile(
    r"\s*(?:\(|(?:hei|hyv[äi]|moi|terve(?:hdys)?|hej|hejsan|god|bästa|hello|hi|dear|good|greetings)\b[^,]*,?\s*$)|"
    r".*\b(?:nedan|below)\b|"
    r".*\b(?:viesti\w*|yhteydenot\w*|(?:sähkö)?posti\w*|meddelande\w*|mejl\w*|mail|e-?post\w*|e-?mail|message|"
    r"contacting us|writing|reaching out|in touch)[\s!.,:]*$",
    re.IGNORECASE | re.DOTALL,
)
_MOST_GREETING_WORDS = 10
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!])\s+(?=[A-ZÅÄÖ])|\n\s*\n|(?<=[!,])\s*\n")
_THANKS = re.compile(r"\s*(?:kiitos|kiitän|tack|thank)", re.IGNORECASE)
# What an answering program says of itself. A form too is an "automatic message", with a person's words in it.
_IS_AN_ANSWER = re.compile(
    r"\b(?:tämä (?:viesti )?on automaatti(?:vastaus|nen vastaus)(?:viesti)?|"
    r"(?:detta|det här) är ett (?:autosvar|automatiskt svar)|"
    r"this is an (?:automatic|automated|auto)[- ]?(?:reply|response))\b",
    re.IGNORECASE,
)
# What only somebody speaking of an office and its mail writes: the first of two signals.
_OF_OFFICE = re.compile(
    r"poissa (?:toimistolta|toimistosta|töistä|virastosta|työpaikalta)|en (?:lue|seuraa|näe) (?:tänä aikana )?"
    r"(?:työ)?sähköposti\w*|(?:sähköpost|viest)\w* ei lueta|"
    r"palaan (?:taas )?(?:töihin|toimistolle|työpaikalle)|tavoitat minut (?:taas|jälleen|seuraavan kerran)|"
    r"viesti(?:äsi|si) (?:ei )?(?:lueta|välitetä|edelleenlähetetä)|vastaan (?:viesti(?:isi|in)|sinulle) palattuani|"
    r"tämä (?:sähköposti)?(?:osoite|tili) (?:ei ole (?:enää )?käytössä|poistuu|on poist)|"
    r"luen (?:\w+ )?(?:sähköposti|viesti)\w* (?:palattuani|seuraavan kerran|vasta|jälleen|taas)|"
    r"en (?:työskentele enää|ole enää (?:töissä|palveluksessa))|"
    r"lähetä(?:thän)? viesti(?:si)? (?:\w+ )?osoitteeseen|"
    r"inte på (?:kontoret|jobbet|plats)|(?:läser|kollar) (?:då )?inte (?:min )?e-?post|åter (?:på (?:jobbet|kontoret|"
    r"plats)|i tjänst)|"
    r"tillbaka på (?:jobbet|kontoret)|ditt (?:meddelande|mejl|mail) (?:vidarebefordras|läses) inte|"
    r"(?:denna|den här) (?:e-?post|mejl|mail)?adress\w* (?:används inte|är inte längre|upphör)|"
    r"svarar på .{0,20}därefter|läser (?:min |mina )?(?:e-?post|mejl|mail|meddelanden) (?:igen|när|efter)|"
    r"(?:arbetar|jobbar) inte längre|har slutat (?:på|hos|i|vid)|borta från (?:kontoret|jobbet)|"
    r"skicka (?:\w+ )?ditt (?:meddelande|mejl|mail) till|"
    r"out of (?:the )?office|away from (?:the|my) (?:office|desk)|"
    r"limited (?:access|e-?mail)|no access to (?:my )?e-?mail|(?:will )?return(?:ing)? to (?:the office|work)|"
    r"back in the office|no longer work|will (?:reply|respond) to your (?:e-?mail|message)|"
    r"this (?:e-?)?mail(?: address|box)? "
    r"is (?:no longer|not) (?:in use|used|monitored)|"
    r"(?:direct|send|address) (?:your|any|all) (?:\w+ )?(?:enquir|inquir|quer|message|e-?mail)\w* to",
    re.IGNORECASE,
)
# What goes with it: until when, and who stands in.
_DETAIL = re.compile(
    r"(?:olen|oon) (?:poissa|lomalla|vapaalla)|\b(?:asti|saakka|alkaen|välisen[äa]? aika\w*)\b|palaan|"
    r"(?:kiireellisissä|akuuteissa) (?:asioissa|tapauksissa)|sijaise|varahenkilö|ota(?:thän)? yhteyttä|käännythän|"
    r"jatkossa|"
    r"jag är (?:borta|ledig|bortrest)|till och med|\bt\.?o\.?m\b|är tillbaka|brådskande (?:ärenden|fall)|"
    r"vikarie|kontakta|fortsättningen|"
    r"\buntil\b|\bthrough\b|i will be (?:back|away|out)|i am (?:away|currently)|urgent (?:matters|issues|enquiries)|"
    r"please contact|as soon as i|in future",
    re.IGNORECASE,
)

# What an absence tells: that somebody is away, does not read, when they will, and whom to turn to.
_ABSENT = re.compile(
    r"\b(?:olen|oon) (?:\w+ )?(?:poissa|matkoilla|\w*matkalla|lomalla|vapaalla|\w+lomalla|\w+vapaalla|"
    r"\w*koulutuksessa)\b|"
    r"\ben ole (?:\w+ )?(?:tavoitettavissa|paikalla|töissä)\b|\bpoissa \d|"
    r"jag är inte (?:anträffbar|tillgänglig|på plats|i tjänst)|"
    r"jag (?:är|har) (?:\w+ )?(?:borta|bortrest|\w*ledig|sjukskriven|(?:på )?(?:\w*semester|resa|tjänsteresa))\b|"
    r"\bi(?: am|'m|\u2019m| will be) (?:\w+ ){0,2}(?:away|out|on (?:\w+ )?(?:leave|holiday|vacation))\b",
    re.IGNORECASE,
)
_DOES_NOT_READ = re.compile(
    r"\ben(?:kä)? (?:\w+ )?(?:lue|seuraa|näe|pääse lukemaan|vastaa)\b.{0,40}(?:posti|viesti|meili|maili)|"
    r"(?:post|viest|meil|mail)\w* (?:ei|en) (?:\w+ )?(?:lueta|seurata|lue|seuraa)|"
    r"(?:läser|kollar|svarar|besvarar) (?:\w+ )?(?:inte|ej) .{0,30}(?:post|mejl|mail|meddeland)|"
    r"(?:no|limited|without) access to (?:my |any )?(?:e-?mail|mail ?box|inbox|messages)|"
    r"(?:not|n't|n\u2019t) (?:be )?(?:read|check|see|monitor)(?:ing)? .{0,20}(?:mail|messages|inbox)",
    re.IGNORECASE,
)
_READS_LATER = re.compile(
    r"palattua\w*|palaan\b|tavoitat(?:te)? minut (?:taas|jälleen)|"
    r"olen (?:taas |jälleen )(?:töissä|paikalla|tavattavissa)|"
    r"(?:åter|tillbaka) (?:den |på |i )|när jag (?:är tillbaka|kommer tillbaka|återkommer)|jag återkommer|"
    r"(?:be|am) back (?:on|in|at)|(?:on|upon|after) my return|when i (?:am back|get back|return)|"
    r"i (?:will )?return (?:on|to)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:kiireelli|akuut|pikai)\w+ (?:\w+ )?(?:asi\w+|tapau\w+)|sijaise\w*\b|sijaistaa|"
    r"(?:brådskande|akuta) (?:\w+ )?(?:ärenden|fall|frågor)|vikarie\w*|ersätt\w+ mig|"
    r"(?:anything|something|matters?|enquir\w+|issues?) (?:that is |is )?urgent|"
    r"urgent (?:matters?|issues?|enquir\w+|cases)|"
    r"in my absence|deput\w+",
    re.IGNORECASE,
)
# From or until which day or week, and whom to turn to meanwhile.
_PERIOD = re.compile(
    r"\d[\d.]* ?(?:saakka|asti)\b|kuuhun (?:\d+ )?(?:saakka|asti|\d)|\b(?:viiko(?:lla|t)|veckan?|week|v\.?) ?\d|"
    r"\d\.(?:\d\d?\.)?(?:\d{4})? ?[-–] ?\d|"
    r"(?:\bt\.?o\.?m\b\.?|till och med|\btill|före|\bennen|\buntil|\bthrough|\bstarting|\bbefore) (?:\w+ ){0,2}?\d",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(
    r"(?:kiireellisissä|akuuteissa) (?:asioissa|tapauksissa)|sijais(?:eni|enani|tani)\b|"
    r"(?:tehtäviäni|asioitani) hoitaa|"
    r"(?:i|vid) (?:brådskande|akuta) (?:ärenden|fall|frågor)|min vikarie|"
    r"(?:for|in) urgent (?:matters|issues|enquiries|cases)|my deputy|please contact (?!me\b|my\b)",
    re.IGNORECASE,
)
_TOLD = (_ABSENT, _DOES_NOT_READ, _READS_LATER, _ELSEWHERE)
_STAND_IN = (_ABSENT, _PERIOD, _MEANWHILE)
_BACK = re.compile(r"\b(?:back|åter|tillbaka|takaisin)\b.{0,12}\d|\b(?:stängt|suljettu|closed)\b", re.IGNORECASE)
_OF_A_MACHINE = (_BACK, *_TOLD, _MEANWHILE, _OF_OFFICE, wording.AUTO_STATEMENT, wording.RECEIVED, wording.THANKED)


def is_absence(mail: Mail, said: str, *, generated: bool) -> bool:
    """Whether a machine has *said* this. "Poissa:" in the subject alone is a person telling where somebody was.

    *generated* is whether a header says that a program has written it.
    """
    by_subject = _SUBJECT_OF_AN_ANSWER.match(mail.subject)
    answered = by_subject["answered"] if by_subject else None
    if answered and (generated or wording.ANSWERED_SUBJECT.match(answered) or REFERENCE.search(answered)):
        return True
    if wording.is_a_persons(said) or _brings_a_file(mail):
        return False
    beginning = wording.GOT_ONE.sub(" ", said[:_BEGINNING])
    if by_subject:
        # Without a sign of what it answers, the subject may be what a person writes about.
        signed = not answered or any(one.search(beginning) for one in _OF_A_MACHINE)
        return signed and not wording.GOT_ONE.search(said)
    return is_short(said) and (bool(_IS_AN_ANSWER.search(beginning)) or _tells_of_absence(mail, beginning))


def is_short(text: str) -> bool:
    """Whether *text* is no longer than what machines write."""
    return len(text.split(maxsplit=_MOST_WORDS)) <= _MOST_WORDS


def _tells_of_absence(mail: Mail, said: str) -> bool:
    subject = "" if wording.ANSWERED_SUBJECT.match(mail.subject) else mail.subject
    of_office, of_absence = bool(_OF_OFFICE.search(said)), bool(_SUBJECT_OF_ABSENCE.match(mail.subject))
    if wording.AUTO_STATEMENT.search(f"{subject}\n{said}") and (of_office or of_absence or _ABSENT.search(said)):
        return True
    if not (of_absence or _answers(mail, subject)):
        return False  # whoever begins with a matter of their own is a person
    if not _begins_with_absence(said):
        return False
    details = any(one.search(said) for one in (_DETAIL, _PERIOD, _ABSENT)) or len(_OF_OFFICE.findall(said)) > 1
    if of_office and (details or of_absence):
        return True
    # A client too may be away, or unable to read mail; only who writes to nobody in particular tells all of this.
    if of_absence:
        of_others = _DOES_NOT_READ.search(said) or _ELSEWHERE.search(said)
        return bool(of_others) and _tells(said, (*_TOLD, _PERIOD))
    return _tells(said, _TOLD) or _tells(said, _STAND_IN)


def _begins_with_absence(said: str) -> bool:
    """Whether the first sentence behind the greeting tells of it: people say first what they write about."""
    for sentence in _BETWEEN_SENTENCES.split(said.strip()):
        words = len(sentence.split())
        if any(one.search(sentence) for one in (*_OF_A_MACHINE, _DETAIL, _PERIOD)):
            return True
        is_name = words < _FEWEST_SIGNS and not sentence.rstrip().endswith(".")
        if words > _MOST_GREETING_WORDS or not (is_name or _OF_GREETING.match(sentence)):
            return False
    return False


def _tells(said: str, signs: tuple[re.Pattern[str], ...]) -> bool:
    return sum(bool(one.search(said)) for one in signs) >= _FEWEST_SIGNS


def _answers(mail: Mail, own_subject: str) -> bool:
    """Whether the mail says that it answers: by its header, or by a subject that is not its own."""
    by_header = mail.in_reply_to or mail.references
    return bool(by_header or not own_subject or _THANKS.match(own_subject) or REFERENCE.search(own_subject))


def _brings_a_file(mail: Mail) -> bool:
    return any(not one.media_type.startswith(("image/", "message/", "text/")) for one in mail.body.attachments)
