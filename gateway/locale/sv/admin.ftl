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
operate-unaccounted = Mottagna meddelanden saknas i bokföringen: { $count }. Stoppa mottagningen och läs anvisningen i RUNBOOK.
operate-balanced = Bokföringen stämmer. Mottaget sammanlagt: { $count }.
operate-degraded = De här delarna fungerar inte som de ska
operate-well = Alla delar fungerar.
degraded-database = Databasen kan inte nås. Inga meddelanden tas emot förrän den är tillbaka.
degraded-nlu = Klassificeringsmodellen saknas. Nödsituationer känns igen, andra meddelanden läses av en människa.
degraded-jobs_late = Arbetskön är mer än en minut försenad.
degraded-jobs_given_up = En del arbeten har getts upp. Se listan nedan.
operate-queue = Arbetskö
jobs-waiting = Väntar
jobs-leased = Pågår
jobs-late = Försenade
jobs-given_up = Uppgivna
operate-stuck = Uppgivna arbeten
operate-stuck-help = Åtgärda först orsaken och starta sedan arbetet på nytt. Inget har försvunnit.
operate-problem = Orsak
operate-attempts = Försök
operate-action = Åtgärd
operate-try-again = Försök igen
job-read = Läsa meddelandet
job-decide = Styra ärendet
job-acknowledge = Kvittera
job-deliver = Skicka
job-alarm = Larma
job-promise_due = Bevaka löfte
operate-mails = Meddelanden som kanske inte gått fram
operate-mails-help = De här skickas inte om av sig själva. Se i e-postserverns logg om meddelandet gick, eller ta kontakt på annat sätt.
operate-nothing = Ingenting just nu.
operate-it-went = Gick fram
operate-it-did-not = Gick inte
