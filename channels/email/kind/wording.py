"""How machines write, in Finnish, Swedish and English: patterns over the subject and the beginning of the text."""

import re

BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|fail|problem|error|report|has been|delayed|notification)|deliver(?:y|"
    r"ing) (?:has )?fail|"
    r"returned (?:mail|to sender)|failure (?:notice|notification)|mail (?:delivery|(?:system )?error|failure|status)|"
    r"(?:could|can) ?not (?:be )?(?:deliver|sent)|not (?:been )?delivered|non-?delivery|message (?:delayed|status)|"
    r"warning: (?:message|could not)|"
    r"rejected|nondeliverable|failed mail|mail failed|processing error|unzustellbar|toimittamat(?:on|ta)|"
    r"ei (?:voitu|voida|voi) toimittaa|ei (?:vielä )?toimitettu|odottaa toimitusta|"
    r"toimitus\w* (?:epäonnistui|viivästy)|"
    r"toimitusvirhe|(?:palautettu|palautunut) viesti|(?:posti)?laatikko (?:on )?täynnä|"
    r"viestin toimit|toimitusilmoitus|(?:kan|kunde) (?:inte|ej) levereras|gick (?:inte|ej) att leverera|"
    r"oleverer|ej levererat|"
    r"meddelandet? returnera|leveransen fördröj|"
    r"(?:brev|post)låda\w* (?:är )?full|mailbox (?:is )?full|échec de (?:la )?remise|non remis|"
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
    r"vastaanottajaa ei (?:löy|ole)|ei (?:voitu|voida|voi) toimittaa|laatikko on täynnä|"
    r"(?:kan|kunde) (?:inte|ej) levereras|gick (?:inte|ej) att leverera|låda är full|"
    r"mottagaren (?:finns inte|hittades inte)",
    re.IGNORECASE,
)
# A server says of which address it speaks, and that it speaks of mail: pharmacies and meal services deliver too.
NOT_DELIVERED_TO = re.compile(
    r"(?:(?:could not|cannot|couldn't) be delivered|unable to deliver|ei (?:voitu|voida) toimittaa|"
    r"(?:kan|kunde) (?:inte|ej) levereras)[^@]{0,200}?[<\s(][^\s<>()@]{1,64}@[^\s<>()@]{3,}|"
    r"<[^<>\s@]{1,64}@[^<>\s@]{3,255}>:? |"
    r"(?:created|generated) automatically by (?:the )?mail|could not be delivered\.\s{1,4}Reason:",
    re.IGNORECASE,
)
# People tell of their mail too, with its address; a server gives its reason, in its form or by its code.
SERVERS_REASON = re.compile(
    r"\b[45]\.\d{1,2}\.\d{1,3}\b(?!\.? ?(?:klo|kl|at|\d{2,4})\b)|\b[45][0-5]\d[ -]|"
    r"^\s*<?[^<>\s@]{1,64}@[^<>\s@:]{3,255}>?:|"
    r"following (?:user|recipient|address|person|people)|seuraav\w+ (?:vastaanottaj|osoit)|"
    r"följande (?:mottagar|adress|person)|n'a pas pu [eê]tre d[eé]livr|"
    r"(?:created|generated) automatically by|could not be delivered\.\s{1,4}Reason:|"
    r"(?:user|mailbox|recipient|address|host|domain) (?:\w+ ){0,2}(?:unknown|not found|full|unavailable)",
    re.IGNORECASE | re.MULTILINE,
)
# What else is delivered, and is told of in the same words.
GOODS = re.compile(
    r"\b(?:ateria|ruoka|ruoa|ruoka-annos|lounas|lounaan|lounasta|päivälli|lääk[ke]\w|rollaattor|apuväline|pyörätuol|"
    r"mat(?:en|låda\w*|lådor\w*)\b|måltid|lunch|middag|medicin|läkemedel|rollator|rullstol|hjälpmed|"
    r"meals?\b|food\b|medicines?\b|medication|walker\b|wheelchair)",
    re.IGNORECASE,
)
OF_MAIL = re.compile(
    r"\b(?:(?:sähkö)?posti\w*|viest\w+|e-?post\w*|meddelande\w*|mejl\w*|(?:e-?)?mails?|messages?|recipients?|smtp)\b|"
    r"\b[45]\.\d\.\d{1,3}\b",
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
    r"\s*(?P<before>(?:\[[^\]]{0,80}\]\s*)*)(?:re|vs|sv|aw|antw|fwd?|vl|vb|rv|wg|odp|ответ|отв)\s*(?:\[\d+\]|\(\d+\))?\s*:",
    re.IGNORECASE,
)
AUTO_STATEMENT = re.compile(
    r"automaatti(?:nen|sella|sesti)\s*(?:poissaolo)?\w*\s*(?:vastau|viesti)|automaattivastau|poissaoloviesti|"
    r"automaattisesti (?:lähetetty|luotu) (?:viesti|vastaus|sähköposti)|"
    r"(?:viesti|vastaus) on (?:lähetetty|luotu) automaatti|"
    r"automatiskt (?:svar|genererat|meddelande)|autosvar|frånvaromeddelande|"
    r"(?:automatic|automated|auto)[- ]?(?:reply|response|message|acknowledge?ment)|automatically generated",
    re.IGNORECASE,
)
# Who has got an automatic answer writes of it, in one sentence, and is none.
GOT_ONE = re.compile(
    r"\b(?:sain|saimme|saatiin|saanut|tuli|kiitos|teidän|fick|fått|kom|tack för|ert?|"
    r"got|get|getting|received|thanks for|thank you for|your)"
    r"[^\w.!?]+(?:\w+[^\w.!?]+){0,4}?\w*(?:automaat|autosvar|automatisk|automat|auto[- ]?(?:reply|respon))\w*|"
    r"\b(?:luki|lukee|sanottiin|sanotaan|sanoi|sanoo|ilmoitettiin|kerrottiin|stod|står|sade|säger|said|says|saying|"
    r"stated|told)[^\w.!?]+(?:\w+[^\w.!?]+){0,6}?\w*(?:automaat|autosvar|automat|auto[- ]?(?:reply|respon))\w*",
    re.IGNORECASE,
)
_KIN = (
    r"isä(?:ni|n|nsä|mme|ä|äni|lle|lleni|llä|lläni|ltä|stä)?|äiti\w{0,4}|äidi(?:n|t|lle|llä|ltä|stä|ssä)\w{0,3}|mumm[oiu]\w{0,4}|"
    r"pappa\w{0,4}|"
    r"mamma\w{0,4}|vaimo\w{0,6}|miehe(?:ni|lleni)|miestäni|puoliso\w*|sisko\w{0,5}|sisare\w{0,5}|velje\w{1,6}|veli|"
    r"tytär|tyttäre\w{1,6}|poika(?:ni|a)?|poja\w{1,6}|tätini?|tädi\w{1,5}|naapuri(?:ni)?|omaishoitajan?|"
    r"mormor|morfar|farmor|farfar|moster|faster|"
    r"(?:min|mina|vår) (?:far|mor|man|hustru|fru|son|dotter|syster|bror|granne)s?|"
    r"(?:mother|father|mum|mom|dad|husband|wife|aunt|uncle|grand(?:mother|father|ma|pa)|granny)s?|"
    r"my (?:sister|brother|daughter|son|neighbour)s?"
)
# What a person tells: of whom they write, what happened, what they need and bring, and that we should turn to them.
_OF_A_PERSON = re.compile(
    rf"\b(?:{_KIN}|tarvitse(?:n|mme|e)|tarvitaan|tarvit?sisi\w+|haluai?si\w+|"
    r"toivo(?:n|mme|isin|isimme)|"
    r"pyydä(?:n|mme)(?! (?:\w+ )?(?:ott|kään|läh|ole|huom|pahoit|ant|väli|yst|soit(?!\w+ minulle)))|"
    r"e[in] (?:\w+ )?(?:pärjää|jaksa)|en (?:enää )?pääse(?! (?:luke|vastaa|sähkö|viest|posti))|sairaalassa|sopii|"
    r"käy (?:\w+ )?hyvin|går (?:\w+ )?bra(?! att)|sain (?:\w+ )?(?:\w*ilmoitu\w+|tällaisen|tämän)|"
    r"jag fick (?:\w+ )?(?:detta|det här|felmeddelande\w*)|i (?:got|received) (?:this|an error|a notice)|"
    r"orkar (?:inte|ej)|klarar (?:mig |sig )?(?:inte|ej)|önskar (?:få|att|hjälp|stöd)|på sjukhus(?:et)?|"
    r"passar (?:\w+ )?(?:bra|fint|utmärkt|oss|mig)|"
    r"(?:cannot|can't|can no longer) (?:cope|manage)|in (?:the )?hospital|please send (?:some|help)|"
    r"(?:is|are|would be|suits|works) (?:\w+ )?(?:fine|me well|us well|for (?:me|us))|"
    r"kaatui|kaatunut|auttakaa|ei (?:tule|pääse|osallistu)|en(?:kä)? tule(?! vastaa| luke)|liitteenä|liitteessä|ohessa|"
    r"poissa kotoa|hemifrån|from home|"
    r"soittakaa minulle|yhteyttä minuun|"
    r"behöver(?! du| ni| inte)(?<!du behöver)(?<!ni behöver)|fallit|ramlat|kommer inte (?:till|på)|bifoga[rdst]+|"
    r"kontakta mig|ring mig|"
    r"(?:i|we) need|(?:she|he|and) needs|fallen|fell|(?:attached|enclosed)|(?:not|won't) (?:be )?(?:coming|attending)|"
    r"(?:contact|call|phone) me)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?(?![\w%-]+=)")  # not within a link


def is_a_persons(said: str) -> bool:
    """Whether words ask something, or tell what no machine tells of itself."""
    return bool(_ASKS.search(said) or _OF_A_PERSON.search(said))


RECEIVED = re.compile(
    r"(?:olemme (?:vastaanottaneet|saaneet)|vastaanotimme|saimme) (?:(?:lähettämäsi|teidän|sinun) "
    r"(?:viesti|pyyntö|palvelupyyntö|tukipyyntö|yhteydenotto|sähköposti)|"
    r"(?:viesti|pyyntö|palvelupyyntö|tukipyyntö|yhteydenotto|sähköposti)\w{0,4}?(?:si|nne)\b)|"
    r"(?:viesti|pyyntö|palvelupyyntö|tukipyyntö|yhteydenotto)(?:si|nne)\b.{0,30}\bon "
    r"(?:vastaanotettu|kirjattu|rekisteröity)|"
    r"vi har (?:tagit emot|mottagit) (?:ditt|ert?|din) (?:meddelande|ärende|e-?post|begäran)|"
    r"tack för (?:ditt|ert?|din) (?:ärende|begäran)|"
    r"vi har (?:registrerat|öppnat ett ärende för) (?:ditt|din|er) (?:ärende|begäran|meddelande)|"
    r"(?:(?:ditt|ert) (?:ärende|meddelande|mejl)|(?:din|er) begäran|ärendet|begäran) har "
    r"(?:registrerats|tagits emot|mottagits|kommit fram)|"
    r"(?:we have|we've)(?: received)? your (?:message|request|e-?mail|enquiry|ticket)|"
    r"your (?:request|ticket|case|message) (?:\S+ )?has been (?:received|created|registered|opened|logged)|"
    r"your (?:message|e-?mail|request|enquiry) (?:will be answered|is being held)|"
    r"ticket (?:\S+ )?(?:has been )?created|(?:we have|we've) (?:opened|created) a (?:ticket|case)",
    re.IGNORECASE,
)
# Who thanks for a message and says when there will be an answer has received it. Forms, secure mail and people with a
# matter of their own say when they answer, too.
THANKED = re.compile(
    r"kiitos (?:\w+ )?(?:viesti|pyynnö|palvelupyynnö|tukipyynnö|yhteydenoto|sähköposti)\w{0,4}(?:si|nne)\b|"
    r"(?:viestii|pyyntöö|yhteydenottoo)(?:si|nne) vastataan|"
    r"tack för (?:ditt|ert?|din) (?:meddelande|mejl|mail|e-?post)|tack för att (?:du|ni) (?:kontakta|skre)|"
    r"thank(?:s| you) for (?:your (?:message|e-?mail|enquiry)|contacting|writing|getting in touch)",
    re.IGNORECASE,
)
WILL_ANSWER = re.compile(
    r"\b(?:vastaamme|vastataan|palaamme|käsittelemme|käsitellään)\b[^.]{0,60}\b(?:kuluessa|sisällä|pian|mahdollisimman)|"
    r"\bvi (?:svarar|återkommer)\b[^.]{0,60}\b(?:inom|så snart|så fort)|"
    r"\bwe (?:aim to|will|'ll) (?:reply|respond|answer|get back)\b[^.]{0,60}\b(?:within|as soon|shortly|in \d)",
    re.IGNORECASE,
)
# A number in brackets, or behind a word for it, as ticket systems set it into the subject; in a text people quote them.
TICKET_SUBJECT = re.compile(
    r"\[[^\]]{0,60}#\d{3,}\]|\[\d{3,}\]|"
    r"\[\w{0,20}(?:tiketti|pyyntö|ticket|case|ärende)\w{0,12}[ :]{0,2}\d{3,}\]|\[#?[A-Z]{2,8}-\d+\]|"
    r"(?:tiketti|tukipyyntö|palvelupyyntö|ticket|case|ärende|request)\w{0,12} ?#\d{3,}",
    re.IGNORECASE,
)
NO_ANSWER_WANTED = re.compile(
    r"älä(?:thän)? vastaa|ei voi vastata|viestiin ei tarvitse vastata|yläpuolelle|"
    r"ovanför (?:den här )?raden|behöver inte svara|"
    r"above this line|vänligen svara inte|svara inte på|kan inte besvaras|"
    r"(?:do not|don't) reply|cannot be replied",
    re.IGNORECASE,
)
READ_SUBJECT = re.compile(
    r"\s*(?:(?:ei )?luettu|lukukuittaus|vastaanottokuittaus|lukuvahvistus|(?:(?:ej|inte) )?läst|oläst|läskvitto|"
    r"läsbekräftelse|(?:not )?read|read receipt|return receipt|(?:nicht |un)?gelesen)\s*[:(]",
    re.IGNORECASE,
)
# A program says when it was, or what it is itself; people go on with whom they read it to.
_WHEN = r"\s+(?:(?:den|on|at|am|klo|kl\.?)\b|\w+\s+\d|\d)"
READ_TEXT = re.compile(
    rf"viesti\w*.{{0,300}}(?:luettiin|on luettu|on avattu|avattiin){_WHEN}|viesti\w*, jonka lähetit|"
    rf"meddelande.{{0,300}}(?:lästes|har lästs|öppnades|visades){_WHEN}|"
    rf"your message.{{0,300}}was (?:read|opened|displayed){_WHEN}|nachricht.{{0,300}}gelesen{_WHEN}|"
    r"poistettiin lukematta|(?:togs bort|raderades) utan att .{0,6}läs|deleted without being read|ungelesen gelöscht|"
    r"this is a (?:return|read) receipt|tämä kuittaus koskee|detta är ett (?:läs)?kvitto",
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
