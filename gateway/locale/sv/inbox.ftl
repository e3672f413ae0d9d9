# Rådgivarnas arbetsyta: listan, ärendets sida, åtgärder och meddelanden.

## ram
inbox-service = Rådgivarnas arbetsyta
inbox-sign-out = Logga ut
inbox-nav-list = Kontakter
inbox-nav-new = Registrera kontakt
inbox-nav-operate = Underhåll
inbox-close = Stäng
inbox-choose = Välj
inbox-needed = (obligatoriskt)
inbox-yes = ja
inbox-no = nej

## larm
inbox-alarm = { $count ->
    [one] En kontakt måste öppnas genast
   *[other] { $count } kontakter måste öppnas genast
}
inbox-alarm-title = ÖPPNA GENAST
inbox-alarm-waiting = Kom för { $span } sedan, ingen har kvitterat.
inbox-alarm-more = { $count ->
    [one] Dessutom en till, först i listan.
   *[other] Dessutom { $count } till, först i listan.
}
inbox-alarm-open = Öppna genast
inbox-alarm-seen = Kvittera som sedd
inbox-sound-hint = Larmljudet är av tills du klickar på sidan eller trycker på en tangent.

## tangenter
inbox-keys-open = Snabbtangenter
inbox-keys-title = Snabbtangenter
inbox-keys-lead = Tangenterna fungerar när du inte skriver i ett fält.
inbox-keys-next = Nästa kontakt
inbox-keys-previous = Föregående kontakt
inbox-keys-enter = Öppna kontakten
inbox-keys-claim = Ta dig an
inbox-keys-answer = Svara
inbox-keys-note = Skriv en anteckning
inbox-keys-resolve = Registrera lösning
inbox-keys-list = Tillbaka till listan
inbox-keys-help = Den här hjälpen
inbox-keys-turn-off = Stäng av snabbtangenterna
inbox-keys-turn-on = Slå på snabbtangenterna

## listor
inbox-lists = Listor
inbox-tab-work = Öppna
inbox-tab-mine = Mina
inbox-tab-quarantine = Att reda ut
inbox-tab-machines = Automatiska meddelanden
inbox-tab-resolved = Lösta
inbox-title-work = Öppna kontakter
inbox-title-mine = Mina kontakter
inbox-title-quarantine = Kontakter att reda ut
inbox-title-machines = Meddelanden från maskiner
inbox-title-resolved = Lösta under 30 dagar
inbox-filters = Avgränsa listan
inbox-filter-channel = Kanal
inbox-filter-reason = Orsak
inbox-filter-municipality = Kommun
inbox-filter-language = Språk
inbox-filter-state = Skede
inbox-filter-team = Team
inbox-filter-all = Alla
inbox-filter-show = Avgränsa
inbox-filter-clear = Ta bort avgränsningarna
inbox-first-page = Till listans början
inbox-next-page = Följande kontakter
inbox-empty-work = Ingen kontakt väntar.
inbox-empty-hint-work = Nya kontakter kommer hit av sig själva.
inbox-empty-mine = Du har inga kontakter på gång.
inbox-empty-hint-mine = Ta dig an en kontakt i listan över öppna.
inbox-empty-quarantine = Det finns inget att reda ut.
inbox-empty-hint-quarantine = Hit kommer meddelanden som maskinen inte kunde läsa. En människa läser dem.
inbox-empty-machines = Det finns inga meddelanden från maskiner.
inbox-empty-hint-machines = Hit kommer automatiska svar och returer som inte hör till något ärende.
inbox-empty-resolved = Inget har lösts under 30 dagar.
inbox-empty-hint-resolved = Lösta ärenden finns här i 30 dagar.
inbox-empty-filtered = Ingen kontakt motsvarar avgränsningen.
inbox-empty-filtered-hint = Ta bort någon avgränsning för att se mer.
inbox-done-released = Du släppte kontakten. Den finns på teamets lista igen.
inbox-done-resolved = Lösningen är registrerad.
inbox-done-taken-over = Kontakten är nu din.

## rad
inbox-no-reason = Orsaken är inte utredd
inbox-no-words = Ingen text
inbox-waiting = Väntat { $span }
inbox-claim = Ta dig an
inbox-held = { $who }, till { $until }
inbox-held-mine = Din till { $until }
inbox-quarantined = Läs originalet
inbox-safe-contact = Endast trygg kontakt
inbox-undelivered = Meddelandet kom inte fram
inbox-due-promise = Löfte
inbox-due-clock = Lagens frist
inbox-due-state-today = i dag
inbox-due-state-overdue = Försenat
inbox-due-state-broken = Löftet bröts
inbox-late = för { $span } sedan
inbox-minutes = { $count } min
inbox-hours = { $count } h
inbox-days = { $count } d
inbox-today = i dag
inbox-tomorrow = i morgon
inbox-date = { $weekday } { $day }.{ $month }
inbox-clock = kl. { $hour }.{ $minute }
inbox-weekday-1 = mån
inbox-weekday-2 = tis
inbox-weekday-3 = ons
inbox-weekday-4 = tors
inbox-weekday-5 = fre
inbox-weekday-6 = lör
inbox-weekday-7 = sön
inbox-team-intake = Mottagning
inbox-state-received = Inkommen
inbox-state-triaged = Hänvisad vidare
inbox-state-assigned = Hos teamet
inbox-state-in_progress = På gång
inbox-state-waiting_client = Väntar på klienten
inbox-state-waiting_partner = Väntar på en partner
inbox-state-transferred = Överförd
inbox-state-resolved = Löst
inbox-state-reopened = Öppnad på nytt
inbox-state-dissolved = Sammanslagen med ett annat ärende

## registrera kontakt
inbox-new-title = Registrera kontakt
inbox-new-lead = Samtal, besök, brev eller evenemang. Ärendet går samma väg som alla andra kontakter.
inbox-new-group-what = Vad berättades?
inbox-new-group-who = Vem tog kontakt?
inbox-new-group-client = Vem gäller det?
inbox-new-group-callback = Om ni kom överens om ett samtal
inbox-new-channel = Kanal
inbox-new-direction = Riktning
inbox-new-arrived_at = När
inbox-new-text = Ärende
inbox-new-text-hint = Skriv med personens egna ord. Om det är en nödsituation visas anvisningen genast.
inbox-new-contacter_type = Den som tog kontakt
inbox-new-identity_level = Identifiering
inbox-new-name = Namn
inbox-new-phone = Telefonnummer
inbox-new-email = E-postadress
inbox-new-organisation = Avdelning, enhet eller företag
inbox-new-relation = Relation till klienten
inbox-new-language = Språk
inbox-new-interpreter_language = Tolkningsspråk
inbox-new-safe_contact_note = Tryggt sätt att ta kontakt
inbox-new-safe_contact_note-hint = När och hur kan man ringa? Vem får inte veta?
inbox-new-subject_name = Klientens namn
inbox-new-municipality = Hemkommun
inbox-new-age_band = Ålder
inbox-new-knows_of_contact = Vet klienten om kontakten?
inbox-new-consent = Samtycke
inbox-new-matter_type = Typ av ärende
inbox-new-non_disclosure = Klienten har spärrmarkering
inbox-new-callback_phone = Nummer att ringa
inbox-new-callback_name = Vem ska man ringa
inbox-new-callback_wish = När det passar
inbox-new-save = Spara kontakten
inbox-new-problems = Kontrollera de här punkterna
inbox-new-submission_id = Sida
inbox-new-unavailable = Det gick inte att spara
inbox-new-unavailable-hint = Databasen svarar inte. Din text finns kvar på den här sidan. Försök igen om en stund.
inbox-read-now = Läs det här högt nu
inbox-knows-yes = Vet
inbox-knows-no = Vet inte
inbox-knows-unknown = Ingen uppgift
inbox-wrong-required = Fyll i den här punkten.
inbox-wrong-too_long = Texten är för lång.
inbox-wrong-not_a_choice = Välj något av alternativen.
inbox-wrong-email_malformed = Kontrollera e-postadressen.
inbox-wrong-moment_malformed = Kontrollera datum och klockslag.
inbox-wrong-moment_unlikely = Tiden måste vara inom det senaste året och får inte vara i framtiden.
inbox-wrong-page_expired = Ladda om sidan och spara sedan.
inbox-wrong-phone_too_short = Det saknas siffror i numret.
inbox-wrong-phone_invalid = Kontrollera telefonnumret.
inbox-wrong-phone_needs_country_code = Lägg till landsnumret, till exempel +46.
inbox-wrong-phone_not_a_persons = Det går inte att ringa tillbaka till det här numret.
inbox-wrong-phone_withheld = Numret är hemligt. Be om ett annat nummer.
inbox-wrong-needed_for_answer = Vi behöver det här för att kunna svara.

## ärendets sida
case-back = ‹ Kontakter
case-team = Team:
case-towards = Riktning:
case-words = Personens egna ord
case-whole = Visa hela meddelandet
case-quarantined = Maskinen kunde inte läsa det här meddelandet. Läs originalet och registrera vad det gäller.
case-read-again = Läs meddelandet på nytt
case-original = Öppna originalet som en fil
case-original-hint = Originalet kan innehålla personbeteckningar. Öppnandet antecknas i loggen.
case-code-hidden = personbeteckningen är dold
case-code-show = Visa
case-chat-codes = Personbeteckningar som getts i chatten
case-chat-codes-hint = Visa beteckningen bara när du behöver den. Visningen antecknas i loggen.
case-chat-code-from-visitor = klienten skrev
case-chat-code-from-advisor = rådgivaren skrev
case-chat-code-from-service = tjänsten skrev
case-chat-code-show = Visa personbeteckning { $number }
case-files = { $count ->
    [one] Bilaga
   *[other] { $count } bilagor
}
case-files-hint = Bilagorna har inte kontrollerats för virus.
case-file-view = Visa i webbläsaren
case-file-view-of = Visa filen { $name } i webbläsaren (öppnas i en ny flik)
case-files-scanned = Filen kontrolleras för virus när du öppnar den.
case-file-infected = Filen kan inte öppnas: den innehåller ett virus ({ $virus }). Ring avsändaren och fråga.
case-file-unknown = Filen kunde inte kontrolleras för virus just nu och öppnas därför inte. Försök igen om en stund. Är det bråttom, ring avsändaren.
case-file-no-view = Den här filen kan inte visas i webbläsaren. Spara den.
case-linked = Samma meddelande kom också till en annan av våra adresser. Öppna det.
case-dates = Tidsfrister
case-promised-for = Vi lovade svara senast
case-clock-never-reset = Den börjar inte om fast ärendet överförs eller öppnas på nytt.
case-promises = Alla löften ({ $count })
case-promise-kind-answer_by = Svar
case-promise-kind-call_back = Samtal
case-promise-kind-visit = Besök
case-promise-state-open = i kraft
case-promise-state-withdrawn = gäller inte längre
case-promise-state-kept = hållet
case-promise-state-moved = flyttat
case-promise-state-broken = brutet
case-people = Kontaktuppgifter
case-told = Vad personen har fått veta
case-told-show = Visa texten
case-told-here = Sades genast, på sidan eller muntligt.
case-delivery-promised = väntar på att skickas
case-delivery-attempting = skickas
case-delivery-sent = skickat
case-delivery-outcome_unknown = oklart om det kom fram
case-delivery-failed = kunde inte skickas
case-delivery-bounced = kom i retur
case-delivery-shadowed = skickades inte (provdrift)
case-sent = Skickade meddelanden
case-purpose-acknowledgement = Mottagningsbekräftelse
case-purpose-reply = Svar
case-purpose-alarm = Larm
case-why = Varför här?
case-why-destination = Föreslagen riktning:
case-why-rule = regel { $rule }
case-why-guess = Maskinens bedömning av orsaken:
case-why-abstained = osäker, kontrollera
case-why-words = Ord som påverkade bedömningen mest:
case-why-otherwise = Utan ordet ”{ $word }” hade bedömningen varit
case-quoted = ”{ $words }”
case-percent = { $count } %
case-why-more = Vad förslaget bygger på
case-why-alternatives = Andra möjliga orsaker:
case-why-engine = Läsare: { $engine }
case-why-suggestion = Det här är maskinens förslag. Du bestämmer.
case-rule-gone = Motiveringens ord sparades inte då. De finns i reglerna under regelns nummer.
case-finding-learnt = modellens bedömning, kontrollera
case-near-miss = Inget larm: sammanhanget
case-near-miss-past = Inget larm: tidigare händelse
case-near-miss-hypothetical = Inget larm: antagande
case-near-miss-resolved = Inget larm: över
case-near-miss-denied = Inget larm: förnekas
case-area-in_area = eget område
case-area-out_of_area = ett annat välfärdsområde
case-fact-name = Namn
case-fact-organisation = Organisation
case-fact-relation = Relation till klienten
case-fact-phone = Telefon
case-fact-email = E-post
case-fact-may-not-be-contacted = Vill inte bli kontaktad
case-fact-safe-contact-note = Tryggt sätt
case-fact-subject-name = Klient
case-fact-age-band = Ålder
case-fact-subject-municipality = Hemkommun
case-fact-non-disclosure = Spärrmarkering
case-fact-knows = Klienten vet om kontakten
case-fact-call-back = Ska ringas upp
case-fact-call-back-wish = Önskemål om samtalet
case-fact-consent = Samtycke
case-fact-interpreter = Tolkningsspråk
case-fact-identity = Identifiering
case-fact-matter = Typ av ärende
case-fact-contacter = Kontaktperson
case-fact-area = Område
case-fact-office-hours = Kom under öppettiden
case-earlier = Tidigare kontakter ({ $count })
case-timeline = Händelser
case-detail-rule = regel { $rule }
case-detail-destination = riktning: { $destination }
case-detail-reached = nåddes
case-detail-not-reached = nåddes inte
case-detail-safe-way = tryggt sätt registrerat
case-detail-same-message-id = samma Message-ID som kontakten { $reference } men annat innehåll
case-detail-changed = { $was } → { $now }
case-undelivered = Vårt meddelande kom inte fram. Ring eller skicka ett brev.
case-safe-contact = Ta kontakt endast på ett tryggt sätt
case-safe-contact-hint = Någon i hemmet kan vara farlig. Ring inte och skicka inga meddelanden innan du vet hur det är tryggt.
case-resolved-as = Lösning:
case-read-aloud = Läs det här högt
case-claim-longer = Förläng reservationen
case-release = Släpp
case-reopen = Öppna på nytt

## åtgärder
case-acts = Vad gör du?
case-act-safe-way = Registrera tryggt sätt
case-act-reply = Svara per e-post
case-act-call = Registrera samtal
case-act-note = Skriv en anteckning
case-act-correct = Rätta uppgifter eller överför
case-act-promise = Lova en ny tid
case-act-resolve = Registrera lösning
case-safe-way-hint = När det trygga sättet är registrerat kan meddelanden skickas igen.
case-safe-way-text = Hur och när är kontakten trygg?
case-safe-way-save = Spara det trygga sättet
case-reply-to = Svaret går till adressen
case-reply-unprotected = Vanlig e-post är inte skyddad. Skriv bara allmän information: inga namn, hälsouppgifter, tjänster eller beslut. Annat kan du berätta i telefon.
case-reply-secure = Svaret skickas som skyddad e-post: bara mottagaren kan öppna det. Skriv ändå inte mer än ärendet kräver.
case-reply-text = Svar
case-reply-frame = Referensnummer, nödnummer och våra kontaktuppgifter läggs till i meddelandet. Rubriken är alltid densamma och det ursprungliga meddelandet citeras inte.
case-reply-send = Skicka svaret
case-next-due = När återkommer vi till ärendet?
case-next-due-hint = Ärendet har alltid ett nästa datum tills det är löst.
case-next-due-call-hint = Behövs om du nådde personen och ärendet fortsätter.
case-call-unsafe = Ring bara om du vet att det är tryggt.
case-calls-missed = { $count ->
    [one] Ett försök att ringa har inte lyckats.
   *[other] { $count } försök att ringa har inte lyckats.
}
case-call-outcome = Nådde du personen?
case-call-reached-yes = Ja, vi talade
case-call-reached-no = Nej, nåddes inte
case-call-safe-way = Jag ringde på det sätt som personen har sagt är tryggt
refused-safe-way = Samtalet sparades inte. I det här ärendet får man ringa bara på ett tryggt sätt. Markera att du gjorde det.
case-matter-none = Inte känd ännu
case-call-note = Vad kom ni överens om? (frivilligt)
case-call-save = Spara samtalet
case-note-text = Anteckning
case-draft-saved = Utkastet är sparat.
case-draft-lost = Utkastet kunde inte sparas. Stäng inte sidan.
case-note-save = Spara anteckningen
case-reason = Orsak till kontakten
case-urgency = Hur brådskande
case-contacter = Den som tog kontakt
case-language = Språk
case-municipality = Hemkommun
case-destination = Riktning
case-destination-none = Inte bestämt ännu
case-direction = Riktning (vem tog kontakt)
case-why-lowered = Motivering
case-correct-hint = En motivering behövs alltid när den brådskande graden sänks. Om riktningen byter team flyttas ärendet till dess lista.
case-correct-save = Spara rättelsen
case-promise-date = Ny tid
case-promise-hint = Lagens frist ändras inte.
case-promise-save = Lova en ny tid
case-resolve-hint = Alla fyra val behövs.
case-resolution = Lösning
case-merge = Slå ihop med ett annat ärende
case-merge-hint = Fyll i det här när lösningen är ”Sammanslagen med annan kontakt”. Meddelanden, uppgifter, löften och lagens tidsfrist flyttas till det andra ärendet, och den tidigare dagen gäller. Sammanslagningen kan inte ångras.
case-merge-into = Det andra ärendet
case-merge-reference = Det andra ärendets referensnummer
case-merged-open = Öppna det andra ärendet
case-resolution-closing = Ärendet avslutas
case-resolution-continuing = Ärendet fortsätter
case-resolve-note = Tilläggsinformation (frivilligt)
case-resolve-confirm = Jag har kontrollerat att lösningen är rätt. (Behövs om du hänvisade till nödhjälp, servicebehov saknas, klienten inte vill ha service, personen inte nåddes eller meddelandet var olämpligt.)
case-resolve-save = Spara lösningen
case-objections-hint = Ändra eller ta bort de här orden. Ring om du behöver berätta mer.
case-objection-identity_code = personbeteckning
case-objection-name = namn
case-objection-birth_date = födelsedatum
case-objection-health = berättar om hälsa
case-objection-client = berättar om klientskap eller service
case-objection-email = e-postadress
case-objection-phone = telefonnummer
case-objection-address = adress
case-objection-account = kontonummer

## chatten
case-chat-title = Samtal i chatten
case-chat-danger = Fara i chatten
case-chat-danger-hint = Faran kan framgå först när meddelandet läses tillsammans med klientens föregående meddelanden. Läs hela samtalet.
case-chat-visitor = Klienten
case-chat-seen = Klienten har sett meddelandet
case-chat-lost = Förbindelsen är bruten. Dina meddelanden är sparade på den här sidan och skickas när förbindelsen kommer tillbaka.
case-chat-typing = Klienten skriver.
case-chat-here = Klienten är i chatten.
case-chat-away = Klienten är inte i chatten nu. Ditt meddelande syns bara om klienten kommer tillbaka till sidan.
case-chat-ended = Ärendet är avslutat. Om klienten skriver öppnas ärendet på nytt.
case-chat-over = Du kan inte längre skriva på den här sidan. Ladda sidan på nytt.
case-chat-why-malformed = Meddelandet kunde inte skickas så här. Ändra det och skicka på nytt.
case-chat-why-taken = En annan rådgivare behandlar den här kontakten. Ditt meddelande skickades inte.
case-chat-why-ended = Ärendet är avslutat. Öppna det på nytt om du vill svara.
case-chat-text = Meddelande till klienten
case-chat-enter = Ctrl + Enter skickar.
case-chat-without = Nya meddelanden syns när du laddar sidan på nytt. För att svara i chatten behövs JavaScript.
case-chat-reopen = Öppna ärendet på nytt om du vill skriva.
inbox-keys-chat = Skriv i chatten
inbox-waits-in-chat = Väntar i chatten

## vad som hände
case-taken = { $who } arbetar med det här till { $until }. Din ändring sparades inte. Din text finns kvar nedan.
case-changed = Ärendet ändrades under tiden. Nu ser du det nyaste läget. Din text finns kvar nedan: kontrollera den och spara på nytt.
case-done-claimed = Kontakten är nu din.
case-done-corrected = Rättelsen är sparad.
case-done-noted = Anteckningen är sparad.
case-done-replied = Svaret skickas.
case-done-called = Samtalet är registrerat.
case-done-promised = En ny tid är lovad.
case-done-safe-way = Det trygga sättet är registrerat.
case-done-continues = Lösningen är registrerad. Ärendet fortsätter.
case-done-reopened = Ärendet är öppnat på nytt. Lagens frist löper vidare från där den började.
case-done-read-again = Meddelandet läses på nytt. Resultatet syns på den här sidan om en stund.
refused-readable = Det här meddelandet kan redan läsas.
case-done-alarm-seen = Larmet är kvitterat som sett.
case-done-entered = Kontakten är sparad.
case-done-entered-emergency = Kontakten är sparad. De andra rådgivarna fick ett larm.
refused-ended = Ärendet är redan avslutat. Öppna det på nytt om arbetet fortsätter.
refused-not-ended = Ärendet är redan öppet.
refused-empty = Skriv en text.
refused-too-long = Texten är för lång. Det finns plats för { $most } tecken.
refused-past = Tiden har redan gått. Välj en kommande tid.
refused-far = Välj en dag inom ett år.
refused-date = Kontrollera datum och klockslag.
refused-lowering = Skriv en motivering när du sänker den brådskande graden.
refused-destination = Välj riktning i listan.
refused-municipality = Skriv bara kommunens namn.
refused-merge-other = Välj vilket ärende det här ska slås ihop med, eller skriv det ärendets referensnummer.
refused-merge-ended = Det andra ärendet är avslutat. Öppna det först på nytt.
refused-codes = Välj kontaktperson, riktning, orsak och lösning.
refused-unconfirmed = Bekräfta att du har kontrollerat lösningen.
refused-unheard = Klienten har just skrivit mer i chatten. Läs de nya meddelandena och spara sedan på nytt. Dina val finns kvar.
refused-reached = Välj om du nådde personen.
refused-leak = Meddelandet skickades inte. Det innehåller uppgifter som inte får gå i oskyddad e-post.
refused-shadow = E-posten är i skuggläge: ingenting skickas. Svara på samma sätt som förut och skriv en anteckning om det.
refused-safe-contact = Inga meddelanden skickas innan ett tryggt sätt är registrerat.
refused-no-address = Det finns ingen e-postadress, eller så vill personen inte bli kontaktad per e-post. Ring eller skicka ett brev.

## händelser
event-received = Kom in
event-read = Läst
event-unreadable = Maskinen kunde inte läsa
event-emergency = Nödsituation
event-decided = Hänvisad vidare
event-same_message_id = Samma id som i ett annat e-postmeddelande
event-machine = Automatiskt meddelande
event-joined = En ny kontakt i samma ärende
event-repeated = Samtal begärdes på nytt
event-acknowledged = Mottagningsbekräftelse
event-not_acknowledged = Ingen mottagningsbekräftelse skickades
event-delivered = Meddelandet gick iväg
event-not_delivered = Meddelandet kom inte fram
event-outcome_unknown = Oklart om meddelandet kom fram
event-claimed = Tagits om hand
event-released = Släppt
event-corrected = Rättad
event-noted = Anteckning
event-replied = Besvarad
event-called = Ringt
event-promised = Ny tid lovad
event-promise_broken = Löftet bröts
event-alarm_seen = Nödsituationen kvitterad som sedd
event-alarm_passed_on = Larmet fördes vidare
event-resolved = Löst
event-merged = Slogs ihop med ett annat ärende
event-reopened = Öppnad på nytt

## varför ingen mottagningsbekräftelse skickades
silence-machine = ser ut som ett automatiskt meddelande
silence-no_address = adress saknas
silence-safe_contact = endast trygg kontakt
silence-told_at_other_door = samma meddelande kom till en annan adress och har besvarats
silence-told_today = i samma ärende har en bekräftelse redan skickats inom ett dygn
silence-too_many = för många meddelanden till samma adress inom ett dygn
silence-manual = automatiska meddelanden används inte i den här kanalen
silence-outbound = vi tog kontakten
silence-late = meddelandet kunde läsas först senare, en rådgivare svarar
silence-notice = anmälaren får bara veta att anmälan har kommit fram
silence-no_way = kanalen har ingen automatisk väg tillbaka, en rådgivare svarar

## utgående e-post
mail-reply-subject = Meddelande från välfärdsområdet ({ $reference })
mail-reply-begun =
    Hej!

    Vi har läst ditt meddelande. Vanlig e-post är inte skyddad, så vi berättar mer i telefon.

    Ring oss på { $phone } ({ $hours }). Uppge referensnumret, så hittar vi ditt ärende genast.
mail-reply-begun-secure =
    Hej!

    Vi har läst ditt meddelande.

    Du kan svara på det här meddelandet eller ringa oss på { $phone } ({ $hours }).
mail-reply-frame =
    { $text }

    Referensnummer: { $reference }

    Ring 112 i en nödsituation. Ring 116 117 i brådskande hälsoärenden.

    Vanlig e-post är inte skyddad. Skriv inte personbeteckning, hälsouppgifter eller andra privata saker i den.

    Säkert sätt att kontakta oss: { $link }
    Telefon: { $phone } ({ $hours })

    Med vänlig hälsning
    { $county }
