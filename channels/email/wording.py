"""How machines write, in Finnish, Swedish and English: patterns over the subject and the beginning of the text."""

import re

BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|fail|problem|error|report|has been|delayed|notification)|deliver(?:y|"
    r"ing) (?:has )?fail|"
    r"returned (?:mail|to sender)|failure (?:notice|notification)|mail (?:delivery|(?:system )?error|failure|status)|"
    r"(?:could|can) ?not (?:be )?(?:deliver|sent)|non-?delivery|message (?:delayed|status)|warning: (?:message|"
    r"could not)|"
    r"rejected|nondeliverable|failed mail|mail failed|processing error|unzustellbar|toimittamat(?:on|ta)|"
    r"ei voitu toimittaa|toimitus (?:epäonnistui|viivästy)|"
    r"viestin toimit|toimitusilmoitus|kan inte levereras|kunde inte levereras|olevererba|"
    r"leveransen (?:har )?misslyckades|"
    r"leveransfel|leveransstatus|fördröjd leverans",
    re.IGNORECASE,
)
PASSED_ON_SUBJECT = re.compile(
    rf"\s*(?:(?:fwd?|vl|vb|wg)\s*:|(?:(?:re|vs|sv|aw)\s*:\s*)+.{{0,12}}(?:{BOUNCE_SUBJECT.pattern}))", re.IGNORECASE
)
COMPLAINT_SUBJECT = re.compile(r"\s*complaint about message from \d", re.IGNORECASE)
SENDING_SERVICE = re.compile(r"\bnotificationType\W{2,8}(?:Bounce|Complaint|Delivery)\b")
# A code counts beside what servers say with it: "4.5.24" is a day, "500 euroa" a sum.
BOUNCE_TEXT = re.compile(
    r"\b55[0-4][ -](?:\S{1,40} ){0,6}?(?:#?5\.\d|user|mail ?box|recipient|address|no such|unknown|relay|sender|message|"
    r"account|invalid|sorry|unroutable|unrouteable|requested|rejected|denied|policy|not )|"
    r"(?:[45]\d\d[ -]|#|status:? {0,3}|\()#?[45]\.\d\.\d{1,3}\b|user (?:unknown|not found)|"
    r"no such (?:user|mailbox|address)|mailbox (?:full|unavailable)|"
    r"(?:could not|cannot|couldn't|unable to) (?:be )?deliver|permanent (?:fatal )?error|undeliverable|"
    r"quota exceeded|over quota|addresses? (?:had|failed)|delivery (?:failed|to the following)|"
    r"vastaanottajaa ei (?:löy|ole)|ei voitu toimittaa|kunde inte levereras|mottagaren (?:finns inte|hittades inte)",
    re.IGNORECASE,
)
# A server says of which address it speaks.
NOT_DELIVERED_TO = re.compile(
    r"(?:(?:could not|cannot|couldn't) be delivered|unable to deliver|ei voitu toimittaa|kunde inte levereras)"
    r"[^@]{0,200}?[<\s(][^\s<>()@]{1,64}@[^\s<>()@]{3,}|<[^<>\s@]{1,64}@[^<>\s@]{3,255}>:? |"
    r"(?:created|generated) automatically by (?:the )?mail|could not be delivered\.\s{1,4}Reason:",
    re.IGNORECASE,
)
# A whole display name, or all of an address before its "@": people are called Mailer, and delivery firms deliver.
BOUNCE_SENDER = re.compile(
    r"\(?(?:mailer[-_. ]?daemon|mdaemon|mailer|post_?master(?:\\?@.*)?|postoffice|microsoftexchange\w*|"
    r"bounces?(?:[-+_=].*)?|"
    r"(?:internet )?mail[-_. ]?(?:deliver(?:y|ing)?|system)(?:[-_. ](?:sub)?(?:system|service))?|"
    r"(?:mail|system) administrator)\)?",
    re.IGNORECASE,
)

MAILER_DAEMON = re.compile(r"mailer[-_.]?daemon", re.IGNORECASE)

NO_REPLY = re.compile(
    r"(?:no|do|donot|dont|do-not)[-_.]?(?:not[-_.]?)?reply\b.*|noreply.*|no-reply.*|ei[-_.]?vasta\w*|"
    r"(?:ala|älä)[-_.]?vastaa\w*|(?:svara[-_.]?(?:inte|ej)|inte[-_.]?svara|ej[-_.]?svar)\w*|mailer-daemon|"
    r"mailerdaemon|"
    r"bounces?(?:[-+_.].*)?|.*[-_.](?:noreply|no-reply|donotreply)",
    re.IGNORECASE,
)

# Whose subject it is that stands there: of what the mail answers, or passes on.
ANSWERED_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{0,80}\]\s*)*(?:re|vs|sv|aw|antw|fwd?|vl|vb|rv|wg|odp|ответ|отв)\s*(?:\[\d+\]|\(\d+\))?\s*:",
    re.IGNORECASE,
)
# What follows must be the end, or what the mail answered: "Automaattinen vastaus tuli" is a person's subject, and so is
# "VS: Automaattinen vastaus". A "Poissaoloviesti" tells day care that somebody does not come.
AUTO_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{0,80}\]\s*)*(?:"
    r"automaattinen (?:vastaus|poissaolo(?:viesti|vastaus|ilmoitus)?)|automaattivastaus|"
    r"poissaolovastaus|autosvar|automatiskt? svar|automatiskt meddelande|"
    r"automatic reply|auto[- ]?reply|auto[- ]?respon(?:se|der|ds?)|ooo|"
    r"out[- ]of[- ](?:the )?office(?:[- ](?:auto[- ]?)?(?:reply|message|notification))?|abwesenheitsnotiz"
    r")\s*(?:[:(\[–-]|$)",
    re.IGNORECASE,
)
AUTO_STATEMENT = re.compile(
    r"automaatti(?:nen|sella|sesti)\s*(?:poissaolo)?\w*\s*(?:vastau|viesti|lähete)|automaattivastau|poissaoloviesti|"
    r"automatiskt (?:svar|genererat|meddelande)|autosvar|frånvaromeddelande|"
    r"(?:automatic|automated|auto)[- ]?(?:reply|response|message|acknowledge?ment)|automatically generated",
    re.IGNORECASE,
)
# What an answering program says of itself. A form too is an "automatic message", with a person's words in it.
IS_AN_ANSWER = re.compile(
    r"\b(?:tämä (?:viesti )?on automaatti(?:vastaus|nen vastaus)(?:viesti)?|"
    r"(?:detta|det här) är ett (?:autosvar|automatiskt svar)|"
    r"this is an (?:automatic|automated|auto)[- ]?(?:reply|response))\b",
    re.IGNORECASE,
)
# Who has got an automatic answer writes of it, in one sentence, and is none.
GOT_ONE = re.compile(
    r"\b(?:sain|saimme|saatiin|saanut|tuli|kiitos|fick|fått|kom|tack för|got|received|thanks for|thank you for)"
    r"[^\w.!?]+(?:\w+[^\w.!?]+){0,4}?\w*(?:automaat|autosvar|automatisk|automat|auto[- ]?(?:reply|respon))\w*",
    re.IGNORECASE,
)
ABSENCE_SUBJECT = re.compile(
    r"\s*(?:(?:vs|sv|re)\s*:\s*)*(?:poissa|lomalla|vuosilomalla|en ole paikalla|ej på plats|inte på plats|"
    r"på semester|"
    r"bortrest|ledig|on leave|on holiday|on vacation|away|i am away|annual leave)",
    re.IGNORECASE,
)
# What only somebody speaking of an office and its mail writes: the first of two signals.
ABSENCE_OF_OFFICE = re.compile(
    r"poissa (?:toimistolta|toimistosta|töistä|virastosta|työpaikalta)|en (?:lue|seuraa|näe) (?:tänä aikana )?"
    r"(?:työ)?sähköposti\w*|sähköpost\w* ei lueta|"
    r"palaan (?:taas )?(?:töihin|toimistolle|työpaikalle)|tavoitat minut (?:taas|jälleen|seuraavan kerran)|"
    r"viesti(?:äsi|si) (?:ei )?(?:lueta|välitetä|edelleenlähetetä)|vastaan viesti(?:isi|in) palattuani|"
    r"inte på (?:kontoret|jobbet|plats)|(?:läser|kollar) inte (?:min )?e-?post|åter (?:på (?:jobbet|kontoret|"
    r"plats)|i tjänst)|"
    r"tillbaka på (?:jobbet|kontoret)|"
    r"ditt meddelande vidarebefordras inte|"
    r"out of (?:the )?office|away from (?:the|my) (?:office|desk)|"
    r"limited (?:access|e-?mail)|no access to (?:my )?e-?mail|(?:will )?return(?:ing)? to (?:the office|work)|"
    r"back in the office",
    re.IGNORECASE,
)
# What goes with it: until when, and who stands in.
ABSENCE_DETAIL = re.compile(
    r"(?:olen|oon) (?:poissa|lomalla|vapaalla)|\b(?:asti|saakka|alkaen|välisen[äa]? aika\w*)\b|palaan|"
    r"(?:kiireellisissä|akuuteissa) (?:asioissa|tapauksissa)|sijaise|varahenkilö|ota(?:thän)? yhteyttä|käännythän|"
    r"jag är (?:borta|ledig|bortrest)|till och med|\bt\.?o\.?m\b|är tillbaka|brådskande (?:ärenden|fall)|"
    r"vikarie|kontakta|"
    r"\buntil\b|\bthrough\b|i will be (?:back|away|out)|i am (?:away|currently)|urgent (?:matters|issues|enquiries)|"
    r"please contact|as soon as i",
    re.IGNORECASE,
)

# What an absence tells: that somebody is away, does not read, when they will, and whom to turn to.
ABSENT = re.compile(
    r"\b(?:olen|oon) (?:\w+ )?(?:poissa|matkoilla|lomalla|vapaalla|\w+lomalla|\w+vapaalla)\b|\bpoissa \d|"
    r"jag är (?:\w+ )?(?:borta|ledig|bortrest|tjänstledig|föräldraledig|på (?:\w*semester|resa|tjänsteresa))|"
    r"\bi(?: am|'m|\u2019m| will be) (?:\w+ ){0,2}(?:away|out|on (?:\w+ )?(?:leave|holiday|vacation))\b",
    re.IGNORECASE,
)
DOES_NOT_READ = re.compile(
    r"\ben(?:kä)? (?:\w+ )?(?:lue|seuraa|näe|pääse lukemaan|vastaa)\b.{0,40}(?:posti|viesti|meili|maili)|"
    r"(?:posti|viesti|meili|maili)\w* (?:ei|en) (?:\w+ )?(?:lueta|seurata|lue|seuraa)|"
    r"(?:läser|kollar|svarar|besvarar) (?:\w+ )?(?:inte|ej) .{0,30}(?:post|mejl|mail|meddeland)|"
    r"(?:no|limited|without) access to (?:my |any )?(?:e-?mail|mail ?box|inbox|messages)|"
    r"(?:not|n't|n\u2019t) (?:be )?(?:read|check|see|monitor)(?:ing)? .{0,20}(?:mail|messages|inbox)",
    re.IGNORECASE,
)
READS_LATER = re.compile(
    r"palattua\w*|palaan\b|tavoitat(?:te)? minut (?:taas|jälleen)|"
    r"olen (?:taas |jälleen )(?:töissä|paikalla|tavattavissa)|"
    r"(?:åter|tillbaka) (?:den |på |i )|när jag (?:är tillbaka|kommer tillbaka|återkommer)|jag återkommer|"
    r"(?:be|am) back (?:on|in|at)|(?:on|upon|after) my return|when i (?:am back|get back|return)|"
    r"i (?:will )?return (?:on|to)",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"(?:kiireelli|akuut|pikai)\w+ (?:\w+ )?(?:asi\w+|tapau\w+)|sijaise\w*\b|sijaistaa|"
    r"(?:brådskande|akuta) (?:\w+ )?(?:ärenden|fall|frågor)|vikarie\w*|ersätt\w+ mig|"
    r"(?:anything|something|matters?|enquir\w+|issues?) (?:that is |is )?urgent|"
    r"urgent (?:matters?|issues?|enquir\w+|cases)|"
    r"in my absence|deput\w+",
    re.IGNORECASE,
)
# Until which day, and whom to turn to in urgent matters.
UNTIL_A_DAY = re.compile(
    r"\d[\d.]* ?(?:saakka|asti)\b|(?:\bt\.?o\.?m\b\.?|till och med|\buntil|\bthrough) (?:\w+ ){0,2}?\d", re.IGNORECASE
)
IN_URGENT_MATTERS = re.compile(
    r"(?:kiireellisissä|akuuteissa) (?:asioissa|tapauksissa)|(?:i|vid) (?:brådskande|akuta) (?:ärenden|fall|frågor)|"
    r"(?:for|in) urgent (?:matters|issues|enquiries|cases)",
    re.IGNORECASE,
)
# What a person tells who is away from work: for whom, what they need, and that we should turn to them.
OF_A_PERSON = re.compile(
    r"\b(?:isä(?:ä|n|lle|llä|ni|äni)?|äiti(?:ä|ni|äni)?|äidi(?:n|lle|llä)\w*|vaimo\w*|mieheni|miestäni|puoliso\w*|"
    r"tarvitsen|tarvitsemme|tarvitaan|pappa\w*|mamma\w*|min (?:far|mor|man|hustru|fru)|jag behöver|vi behöver|"
    r"my (?:father|mother|dad|mum|husband|wife)|(?:i|we) need|"
    r"soittakaa minulle|kontakta mig|ring mig|(?:contact|call|phone) me)\b",
    re.IGNORECASE,
)

RECEIVED = re.compile(
    r"(?:olemme (?:vastaanottaneet|saaneet)|vastaanotimme|saimme) (?:(?:lähettämäsi|teidän|sinun) "
    r"(?:viesti|pyyntö|palvelupyyntö|tukipyyntö|yhteydenotto|sähköposti)|"
    r"(?:viesti|pyyntö|palvelupyyntö|tukipyyntö|yhteydenotto|sähköposti)\w{0,4}?(?:si|nne)\b)|"
    r"(?:viesti|pyyntö|palvelupyyntö|tukipyyntö|yhteydenotto)(?:si|nne)\b.{0,30}\bon "
    r"(?:vastaanotettu|kirjattu|rekisteröity)|"
    r"(?:vi har (?:tagit emot|mottagit)|tack för) (?:ditt|er|din) (?:meddelande|ärende|e-?post|begäran)|"
    r"vi har (?:registrerat|öppnat ett ärende för) (?:ditt|din|er) (?:ärende|begäran|meddelande)|"
    r"(?:ditt ärende|din begäran) har (?:registrerats|tagits emot|mottagits)|"
    r"(?:we have|we've)(?: received)? your (?:message|request|e-?mail|enquiry|ticket)|"
    r"your (?:request|ticket|case|message) (?:\S+ )?has been (?:received|created|registered|opened|logged)|"
    r"ticket (?:\S+ )?(?:has been )?created|(?:we have|we've) (?:opened|created) a (?:ticket|case)",
    re.IGNORECASE,
)
# A number in brackets, or behind a word for it, as ticket systems set it into the subject; in a text people quote them.
TICKET_SUBJECT = re.compile(
    r"\[[^\]]{0,60}#?\d{3,}\]|\[#?[A-Z]{2,8}-\d+\]|"
    r"(?:tiketti|tukipyyntö|palvelupyyntö|ticket|case|ärende|request)\w{0,12} ?#\d{3,}",
    re.IGNORECASE,
)
NO_ANSWER_WANTED = re.compile(
    r"älä(?:thän)? vastaa|ei voi vastata|ei tarvitse vastata|yläpuolelle|ovanför (?:den här )?raden|behöver inte svara|"
    r"above this line|vänligen svara inte|svara inte på|kan inte besvaras|"
    r"(?:do not|don't) reply|cannot be replied",
    re.IGNORECASE,
)
READ_SUBJECT = re.compile(
    r"\s*(?:luettu|lukukuittaus|lukuvahvistus|läst|läskvitto|läsbekräftelse|read|read receipt|return receipt)\s*[:(]",
    re.IGNORECASE,
)
READ_TEXT = re.compile(
    r"(?:viesti\w*.{0,200}luettiin|on luettu|viesti\w* on avattu|meddelande.{0,200}lästes|har lästs|"
    r"your message.{0,200}was (?:read|opened|displayed)|this is a (?:return|read) receipt)",
    re.IGNORECASE | re.DOTALL,
)

SPAM_SUBJECT = re.compile(r"^\s*\W*(?:spam|roskaposti|skräppost|junk)\b\W", re.IGNORECASE)
SPAM_WORDS = re.compile(
    r"\b(?:viagra|cialis|casino|kasino|bitcoin\w*|crypto\w*|krypto\w*|lottery|jackpot|inheritance|\d+ ?% (?:off|"
    r"alennus)|"
    r"voittanut|vinst|unsubscribe|click here|klikkaa tästä|klicka här|seo|backlinks?|web design|rahapeli\w*|"
    r"pikalaina\w*)\b",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://", re.IGNORECASE)

# A report that a mail is late and is tried again, as servers write it that do not say so by the standard.
DELAYED = re.compile(
    r"delayed|still (?:being )?(?:try|retr)|has not yet been delivered|will (?:keep|continue|be) (?:on )?(?:try|retr)|"
    r"do(?:es)? not need to (?:do anything|resend|take any)|"
    r"warning(?: message)? only|could not (?:be sent|send message) for (?:the )?past|retry (?:until|for)|"
    r"viivästy|yritetään (?:vielä|edelleen|uudelleen)|yrittää (?:vielä|edelleen|uudelleen)|"
    r"fördröj|försöker (?:igen|fortfarande|på nytt)|försenad",
    re.IGNORECASE,
)
GIVEN_UP = re.compile(
    r"giving up|gave up|given up|permanent(?:ly)? (?:fatal )?(?:error|fail)|failed permanently|returned to sender|"
    r"(?:too|for) long|has (?:been )?(?:expired|timed out)|time(?:d)? ?out|ei enää yritetä|luovut|"
    r"permanent fel|försöker inte",
    re.IGNORECASE,
)
