# Signing in, the outbox, the operator's page, alarms.


## alarm
alarm-subject = Luotsi: larm {$id}
alarm-text =
    Det finns en nödsituation i Luotsi som ingen har sett ännu.
    Öppna den genast och kvittera den som sedd:
    {$link}

## signing in
sign-in-title = Logga in i Luotsi
sign-in-username = Användarnamn
sign-in-password = Lösenord
sign-in-button = Logga in
sign-in-refused = Användarnamnet eller lösenordet är fel. Kontrollera dem och försök igen.
sign-in-too-many = För många försök. Vänta en minut och försök igen.
sign-in-help = Den här sidan är för personalen. Om du har glömt lösenordet, be huvudanvändaren om ett nytt.
admin-nav-operate = Systemets läge
admin-nav-outbox = Utgående meddelanden

## outbox
outbox-built-in = Ingen e-postserver har ställts in. Meddelandena stannar här och skickas inte till någon.
outbox-empty = Inga meddelanden har gått ut ännu.
mail-when = Tid
mail-what = Typ
mail-subject = Ämne
mail-to = Mottagare
mail-state = Läge
mail-case = Ärende
mail-open-case = Öppna ärendet
purpose-acknowledgement = Kvittering
purpose-reply = Svar
purpose-alarm = Larm
delivery-promised = Väntar på att skickas
delivery-attempting = Skickas
delivery-sent = Skickat
delivery-outcome_unknown = Okänt om det gick fram
delivery-failed = Gick inte fram
delivery-bounced = Kom tillbaka
delivery-shadowed = Skrivet men inte skickat (skuggläge)

## operator
operate-all-well = Allt är i sin ordning. Ingen behöver göra något.
operate-some-watch = { $count ->
    [one] En sak ska kontrolleras. Det är inte bråttom.
   *[other] { $count } saker ska kontrolleras. Det är inte bråttom.
}
operate-some-trouble = { $count ->
    [one] Gör något genast: en sak är fel.
   *[other] Gör något genast: { $count } saker är fel, den värsta överst.
} { $more ->
    [0] {""}
    [one] Dessutom ska en sak kontrolleras.
   *[other] Dessutom ska { $more } saker kontrolleras.
}
operate-at = Läget
operate-renews = Sidan uppdateras av sig själv var 15:e sekund.
operate-old = Servern svarar inte. Sidan visar ett gammalt läge.
operate-balanced = Bokföringen stämmer. Mottaget sammanlagt: { $count }.
operate-means = Vad det betyder för klienterna
operate-do = Vad du gör nu
operate-chapter = Anvisning: RUNBOOK.md, kapitlet
operate-go = Gå till listan
level-well = I ordning
level-watch = Kontrollera
level-trouble = Gör något genast
concern-alarm = Nödsituationer som ingen har sett: { $figure }
concern-alarm-means = Någon kan vara i fara just nu.
concern-alarm-do = Ring jouren och be dem öppna sidan Kontakter. Larmet slutar först när en anställd kvitterar det som sett.
concern-balance = Mottagna meddelanden som saknas i bokföringen: { $figure }
concern-balance-means = Något meddelande kan ha blivit obehandlat. Originalen finns kvar.
concern-balance-do = Starta inte om något och återställ ingen säkerhetskopia. Ta en säkerhetskopia och ring underhållet.
concern-keys = En krypteringsnyckel saknas
concern-keys-means = En del av de sparade meddelandena kan inte öppnas. Ingenting har raderats.
concern-keys-do = Starta inte om något och gör ingen ny nyckel. Sök upp den gamla och lägg den tillbaka.
concern-schema = Programmet och databasen har olika version
concern-schema-means = Mottagning och behandling kan avbrytas. Då försöker avsändaren på nytt.
concern-schema-do = Starta alla delar från samma, nyare programversion.
concern-disk = Det finns { $figure } % av skivutrymmet kvar
concern-disk-means = När skivan är full tas inga nya meddelanden emot. De som redan tagits emot finns kvar.
concern-disk-do = Frigör utrymme eller förstora skivan. Radera ingenting i Luotsis eller databasens mappar.
concern-clock = En klocka går { $figure } sekunder fel
concern-clock-means = Ingenting försvinner och ingenting skickas två gånger. Löften och larm kan komma vid fel tid.
concern-clock-do = Se på klockan i varje maskin med kommandot timedatectl och rätta den som går fel.
concern-redis = Redis svarar inte
concern-redis-means = Meddelanden tas emot och formulär besvaras. E-post och återuppringningar väntar olästa, också nödsituationer.
concern-redis-do = Starta om Redis. Luotsi behöver inte startas om.
concern-beat = Utdelningen av arbeten har stannat
concern-beat-means = Meddelanden tas emot men väntar olästa. Också en nödsituation kan vänta. Ingenting försvinner.
concern-beat-do = Starta luotsi-beat.
concern-work = Arbetet har stannat
concern-work-means = Meddelanden tas emot men väntar olästa. Också en nödsituation kan vänta. Ingenting försvinner.
concern-work-do = Se efter vilka delar som är i gång och starta dem som har stannat.
concern-late = { $figure ->
    [one] En arbetskö är försenad
   *[other] { $figure } arbetsköer är försenade
}
concern-late-means = Klienterna får vänta längre än vanligt. Nödsituationer läses alltid först.
concern-late-do = Om alla delar är i gång och kön växer: starta fler luotsi-work-processer.
concern-relay = { $figure ->
    [0] E-postservern svarar inte
    [one] E-postservern har inte tagit emot ett meddelande
   *[other] E-postservern har inte tagit emot { $figure } meddelanden
}
concern-relay-means = Kvitteringar och svar väntar. De går i väg av sig själva när servern fungerar igen.
concern-relay-do = Be jouren hålla sidan med kontakter öppen: också nödlarm går ut som e-post. Meddela dem som sköter e-posten.
concern-mailbox = { $figure ->
    [one] En e-postlåda kan inte läsas som den ska
   *[other] { $figure } e-postlådor kan inte läsas som de ska
}
concern-mailbox-means = E-posten väntar oläst i e-postlådan. Den kan gälla nödsituationer. Inget försvinner.
concern-mailbox-do = Se orsaken i tabellen. Be den som har jour att själv läsa e-postlådan tills felet är åtgärdat.
concern-outbox = Ingen e-postserver har ställts in
concern-outbox-means = Ingen får kvitteringar eller svar per e-post. Meddelandena stannar på sidan Utgående meddelanden.
concern-outbox-do = Ställ in LUOTSI_SMTP_RELAY, om detta inte är för övning.
concern-nlu = Klassificeringen av meddelanden fungerar inte som den ska
concern-nlu-means = Nödsituationer känns igen. Övriga meddelanden läses av en människa.
concern-nlu-do = Installera samma programversion på nytt när det är lugnt.
concern-second_opinion = Den andra bedömningen vid klassificeringen av meddelanden saknas
concern-second_opinion-means = Meddelandena klassificeras utan den. Nödsituationer känns igen som förut, men något fler meddelanden måste klassificeras av en människa.
concern-second_opinion-do = Vänta: programmet försöker själv på nytt. Om läget består, installera tilläggsdelen luotsi[embedding] på nytt eller ta den ur bruk (LUOTSI_EMBEDDING=false).
concern-rasa = Rasa svarar inte eller svarar fel
concern-rasa-means = Nödsituationer känns igen. Meddelandena klassificeras utan Rasa och ingen behöver vänta.
concern-rasa-do = Starta om Rasa när det är lugnt. Om modellen har bytts ut, rätta LUOTSI_RASA_MODEL.
concern-given_up = Arbeten som blivit ogjorda: { $figure }
concern-given_up-means = Ingenting har försvunnit. Ett oläst meddelande står på de anställdas lista.
concern-given_up-do = Åtgärda orsaken och tryck på ”Försök igen” i listan.
concern-unknown = Meddelanden som kanske inte har gått fram: { $figure }
concern-unknown-means = Någon kan ha blivit utan svar. Meddelandet skickas inte en gång till av sig självt.
concern-unknown-do = Sök i e-postserverns logg med meddelandets id och se om det gick. Anteckna det i listan.
concern-failing = Arbeten som inte har lyckats: { $figure }
concern-failing-means = De försöks på nytt. Klienten kan få vänta.
concern-failing-do = Se orsaken i listan. Om den upprepas, åtgärda den.
concern-unread = Meddelanden som maskinen inte kunde läsa: { $figure }
concern-unread-means = De står på de anställdas lista och har en tidsfrist.
concern-unread-do = En anställd öppnar ärendet och läser originalet som fil.
operate-well-parts = Inget fel på dessa
matter-name-alarm = Larm
matter-name-balance = Bokföring
matter-name-keys = Krypteringsnycklar
matter-name-schema = Databasens version
matter-name-disk = Skivutrymme
matter-name-clock = Klocka
matter-name-redis = Redis
matter-name-beat = Utdelning av arbeten
matter-name-work = Utförande av arbeten
matter-name-late = Arbetsköer
matter-name-relay = Utgående e-post
matter-name-mailbox = Läsningen av e-postlådor
matter-name-outbox = Utgående e-post
matter-name-nlu = Klassificering av meddelanden
matter-name-second_opinion = Den andra bedömningen av meddelanden
matter-name-rasa = Rasa
matter-name-given_up = Ogjorda arbeten
matter-name-unknown = Ovissa sändningar
matter-name-failing = Arbeten som försöks på nytt
matter-name-unread = Meddelanden som maskinen inte kan läsa
operate-mailboxes = E-postlådor
operate-mailboxes-help = Ur de här e-postlådorna hämtar Luotsi e-posten. Ett hämtat meddelande flyttas undan först när det är sparat.
operate-mailbox = E-postlåda
operate-mailbox-seen = Senast helt genomgången
operate-mailbox-kept = Senast hämtat
operate-mailbox-waiting = Väntar på att hämtas
operate-mailbox-stuck = Kan inte hämtas
operate-mailbox-ago = för { $span } sedan
operate-mailbox-trying = Nytt försök görs.
operate-mailbox-never = inte en enda gång än
mailbox-trouble-unreachable = Servern svarar inte, eller så duger inte dess certifikat.
mailbox-trouble-refused = Användarnamnet eller lösenordet godkänns inte.
mailbox-trouble-no_folder = Mappen finns inte.
mailbox-trouble-broken_off = Förbindelsen bröts.
mailbox-trouble-not_moved = Meddelandena är hämtade, men servern låter oss inte flytta undan dem. Kontrollera mappens rättigheter och utrymme.
operate-queues = Arbetsköer
operate-queue-kind = Arbete
operate-queue-oldest = Det äldsta har väntat
operate-queue-ready = Väntar nu
operate-queue-leased = Pågår
operate-queue-later = Senare
operate-queue-state = Läge
operate-queue-nothing = ingenting
operate-queue-limit = gräns { $limit }
span-seconds = { $number } s
span-minutes = { $number } min
span-hours = { $number } h
span-days = { $number } d
operate-given-up = Arbeten som blivit ogjorda
operate-given-up-help = De här försöks inte mer av sig själva. Åtgärda först orsaken och tryck sedan på ”Försök igen”.
operate-given-up-none = Alla arbeten har blivit gjorda.
operate-slow = Arbeten som inte går framåt
operate-slow-help = De här försöks på nytt av sig själva. När orsaken är åtgärdad kan du låta ett arbete gå genast.
operate-slow-none = Inget arbete har fastnat.
operate-since = Började
operate-next = Nästa försök
operate-problem = Orsak
operate-attempts = Försök
operate-action = Åtgärd
operate-try-again = Försök igen
operate-try-now = Försök nu
why-relay = E-postservern tog inte emot meddelandet.
why-deadly = Den som gjorde arbetet har kraschat varje gång. Minnet kan ha tagit slut.
why-key = En krypteringsnyckel saknas eller uppgiften har ändrats.
why-slow = Arbetet tog för lång tid.
why-database = Databasen svarade inte.
why-unseen = Larmet har skickats till alla många gånger och ingen har kvitterat det.
why-other = Programfel. Meddela felets namn till underhållet.
why-none = Har väntat för länge på sin tur.
job-read = Läsa meddelandet
job-decide = Styra ärendet
job-acknowledge = Kvittera
job-deliver = Skicka
job-alarm = Larma
job-promise_due = Bevaka löfte
job-erase = Radera texten i en anonym chatt
operate-unknown = Meddelanden som kanske inte har gått fram
operate-unknown-help = Förbindelsen bröts mitt i sändningen. Sök i e-postserverns logg med meddelandets id. Om det inte gick ser en anställd det i ärendet och tar kontakt på nytt.
operate-unknown-none = Det är känt hur alla sändningar slutade.
operate-undelivered = Meddelanden som inte gick fram
operate-undelivered-help = Här är de senaste. De anställda ser dem i ärendet. Du behöver inte göra något om de inte är många.
operate-undelivered-none = Inget meddelande har kommit tillbaka eller avvisats.
operate-message-id = Meddelandets id
operate-open-letter = Öppna meddelandet
operate-it-went = Gick fram
operate-it-did-not = Gick inte
