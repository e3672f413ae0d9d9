# Reglerna att läsa: regelboken och provet av nya regler.

rules-title = Reglerna för handledningen
rules-of = { $county }
rules-version = Reglernas version
rules-taken-at = Utskriven
rules-intro = Med de här reglerna föreslår Luotsi vart en kontakt går och när den ska besvaras. Reglerna gås igenom i tur och ordning. Den första som passar avgör. Rådgivaren kan alltid besluta annat.
rules-how-to-comment = Skriv dina anmärkningar i utrymmet under regeln. Nämn regelns nummer, till exempel R080, när du talar om den.
rules-contents = Innehåll
rules-always-clock = Om kontakten uttrycker ett behov av service börjar lagens tidsfrist alltid löpa från ankomstdagen, också när regeln inte nämner det. Så är det till exempel med anmälningar, ansökningar och avdelningarnas begäranden.
rules-always-channel = I vanlig e-post och i textmeddelanden sägs aldrig vad ärendet gäller eller vem som sköter det. Regelns egen text visas bara i en skyddad kanal, till exempel på webblankettens sida, i chatten eller i skyddad e-post.
rules-common-texts = Gemensamma texter
rules-common-answered = Till vanlig e-post när vi svarar i ärendet
rules-common-call = Till vanlig e-post när hjälpen fås snabbast per telefon
rules-common-unanswered = Till vanlig e-post när vi inte svarar särskilt
rules-common-transferred = Till vanlig e-post när ärendet har flyttats till en annan myndighet
rules-common-professional = När en yrkesperson tar kontakt i en skyddad kanal
rules-subject = Ämne
rules-count = { $count ->
    [one] 1 regel
   *[other] { $count } regler
}
rules-when = När
rules-when-any = Alltid när ingen tidigare regel har passat.
rules-when-all = När allt det här stämmer:
rules-one-of = något av dessa
rules-when-guard = Det här läggs till varje regel när:
rules-when-unless = Men inte när allt det här stämmer:
rules-guard-unanswered = Avsändaren får inget särskilt svar.
rules-where = Vart
rules-where-info = Personen får kontaktuppgifter. Personens egna uppgifter flyttas inte. Ärendet stannar hos rådgivningen.
rules-where-consent = Bara med klientens samtycke.
rules-where-team = Ärendet sköts av: { $team }
rules-by-when = Senast när
rules-told = Vad personen får veta
rules-told-client = I en skyddad kanal
rules-told-professional = Till en yrkesperson i en skyddad kanal
rules-told-professional-common = En yrkesperson får i en skyddad kanal den gemensamma texten för yrkespersoner.
rules-told-moved = När ärendet har flyttats
rules-told-live = I en skyddad kanal medan personen är kvar
rules-told-nothing = Till vanlig e-post skickas ingenting, för ett meddelande kunde innebära fara för personen.
rules-told-neutral = Till vanlig e-post går den gemensamma texten med svarsdag.
rules-told-neutral-call = Till vanlig e-post går den gemensamma texten som ber personen ringa.
rules-told-neutral-unanswered = Till vanlig e-post går den gemensamma texten utan svarsdag.
rules-also = Vad som händer dessutom
rules-because = Varför
rules-source = Lag eller avtal
rules-comments = Anmärkningar
rules-blank-ref = [referensnummer]
rules-blank-date = [dag och klockslag]
rules-blank-received = [ankomsttid]
rules-blank-missing = [uppgifter som saknas]
rules-blank-handler = [handläggare]
rules-refused-title = De nya reglerna i mappen kunde inte tas i bruk
rules-refused = Reglerna nedan gäller fortfarande. Det finns ett fel i de nya reglerna:
rules-refused-at = Försökt

rules-field-urgency = Brådska
rules-field-reason = Ärende
rules-field-matter_type = Kontaktens slag
rules-field-contacter = Den som tar kontakt
rules-field-consent = Samtycke
rules-field-age = Klientens ålder
rules-field-municipality = Hemkommun
rules-field-flag = I meddelandet nämns
rules-field-contacter_professional = Yrkesperson
rules-field-existing_client = Klientskap
rules-field-office_hours = Rådgivningen
rules-field-nlu_confidence = Tolkning

rules-contacter_professional-true = den som tar kontakt är en yrkesperson
rules-contacter_professional-false = den som tar kontakt är ingen yrkesperson
rules-existing_client-true = personen är redan vår klient
rules-existing_client-false = personen är inte vår klient ännu
rules-office_hours-true = öppen
rules-office_hours-false = stängd
rules-nlu_confidence-high = programmet kände säkert igen ärendet
rules-nlu_confidence-low = programmet kände inte säkert igen ärendet
rules-municipality-in_area = i det egna välfärdsområdet
rules-municipality-out_of_area = i ett annat välfärdsområde
rules-municipality-unknown = inte känd

rules-flag-abuse = tecken på våld eller illabehandling
rules-flag-carer_limit = närståendevårdarens krafter tar slut
rules-flag-carer_lost = den närstående som vårdar är borta
rules-flag-child = barn
rules-flag-discharge = utskrivning från sjukhus
rules-flag-exploitation = ekonomiskt utnyttjande
rules-flag-fall = fall
rules-flag-fire = eldsvåda
rules-flag-fire_risk = brandfara
rules-flag-home_conditions = dåliga förhållanden hemma
rules-flag-housing_need = behov av bostad
rules-flag-interpreter_needed = behov av tolk
rules-flag-kela_benefit = förmån från FPA
rules-flag-left_alone = personen har blivit ensam kvar
rules-flag-medical = sjukdom eller skada
rules-flag-missed_visit = vårdaren kom inte på besök
rules-flag-missing = personen är försvunnen
rules-flag-multi_service_triggers = tecken på behov av många tjänster
rules-flag-needs_help_first_days = hjälp behövs de första dagarna hemma
rules-flag-not_coping = personen klarar sig inte
rules-flag-suicidal = död eller att skada sig själv
rules-flag-unspecified = nöd utan närmare uppgift
rules-flag-violence_now = våld just nu
rules-flag-wants_company = önskan om sällskap
rules-flag-wants_ombudsman = önskan att tala med socialombudet
rules-flag-wants_parish = önskan om församlingens hjälp
rules-flag-wants_private = önskan att själv köpa hjälp
rules-flag-welfare_check = begäran att någon tittar till personen

rules-action-ack_after_transfer = Om flyttningen berättas först när den har gjorts.
rules-action-alarm_advisor = Rådgivaren får ett larm genast.
rules-action-ask_municipality = Rådgivaren ombes fråga efter hemkommunen.
rules-action-assign_handler = En handläggare utses.
rules-action-check_identity_before_answer = Identiteten kontrolleras innan svar ges.
rules-action-contact_sender = Rådgivaren kontaktar avsändaren.
rules-action-copy_discharge_coordinator = Informationen går också till utskrivningskoordinatorn.
rules-action-follow_up_next_morning = Rådgivaren kontrollerar ärendet nästa morgon.
rules-action-follow_up_same_day = Rådgivaren kontrollerar samma dag att hjälpen har kommit.
rules-action-human_confirms_transfer = En människa bekräftar flyttningen innan den görs.
rules-action-human_takeover = En människa tar över samtalet genast.
rules-action-human_triage = En människa läser meddelandet och avgör vart det hör.
rules-action-inform_memory_guidance = Informationen går också till minnesrådgivningen.
rules-action-inform_own_worker = Den egna kontaktpersonen får veta.
rules-action-name_responsible_worker = En ansvarig kontaktperson utses.
rules-action-no_case_for_patient = Inget ärende öppnas för patienten eller klienten.
rules-action-no_data_without_consent = Inga uppgifter ges till en partner utan samtycke.
rules-action-no_disclosure_to_sender = Anmälaren får inte veta hur ärendet framskrider.
rules-action-no_partner_suggestion = Personen hänvisas inte till en partner innan en rådgivare har läst meddelandet.
rules-action-open_need_notification = En anmälan om servicebehov görs.
rules-action-open_service_guidance = Ärendet öppnas också hos servicehandledningen.
rules-action-record_anonymously = Kontakten antecknas först utan namn.
rules-action-record_as_need_notification = Ärendet antecknas som en anmälan om servicebehov.
rules-action-register_application = Ansökan antecknas som inkommen.
rules-action-restrict_access = Uppgifterna ses bara av dem som handlägger ärendet.
rules-action-safe_contact_only = Ingenting skickas och ingen rings upp förrän ett tryggt sätt är känt.
rules-action-show_free_places = Rådgivaren ser de lediga platserna.
rules-action-start_clock_without_delay = Lagens krav börjar gälla: bedömning utan dröjsmål.
rules-action-start_statutory_clock = Lagens tidsfrist börjar: bedömning senast den 7:e vardagen om klienten har fyllt 75, får högsta vårdbidraget eller åldern inte är känd.
rules-action-start_statutory_clock_if_need_changed = Rådgivaren ombes bedöma om behovet av hjälp har ändrats. Om det har det börjar lagens tidsfrist.
rules-action-start_statutory_clock_if_need_expressed = Rådgivaren ombes se efter om meddelandet berättar om behov av hjälp. Om det gör det börjar lagens tidsfrist.
rules-action-urgent_need_check_now = Behovet av brådskande hjälp kontrolleras genast.

trial-title = Vad de nya reglerna skulle ändra
trial-title-running = Vad de nuvarande reglerna skulle ändra
trial-nothing-done = Det här är ett prov. Ingenting har flyttats och ingen har fått något meddelande.
trial-summary = Sammanfattning
trial-looked-at = { $count ->
    [one] Vi provade reglerna på en kontakt.
   *[other] Vi provade reglerna på de { $count } kontakter som senast avgjordes.
}
trial-none = Det finns inga avgjorda kontakter i databasen.
trial-arrived = De kom in { $first } – { $last }.
trial-moved = { $count ->
    [0] Ingen skulle gå någon annanstans.
    [one] 1 kontakt skulle gå någon annanstans.
   *[other] { $count } kontakter skulle gå någon annanstans.
}
trial-changed = { $count ->
    [0] I ingen annan skulle tid, text eller åtgärder ändras.
    [one] 1 skulle stanna på samma ställe men få en annan tid, text eller andra åtgärder.
   *[other] { $count } skulle stanna på samma ställe men få en annan tid, text eller andra åtgärder.
}
trial-same = { $count ->
    [one] 1 skulle förbli oförändrad.
   *[other] { $count } skulle förbli oförändrade.
}
trial-already = { $count ->
    [one] Av ändringarna skulle 1 ske redan med de regler som gäller nu.
   *[other] Av ändringarna skulle { $count } ske redan med de regler som gäller nu.
}
trial-versions = De provade reglernas version är { $tried }. Nu gäller { $running }.
trial-moves = Ändringarna i korthet
trial-from = Styrdes tidigare
trial-to = Med de nya reglerna
trial-rules = Regel tidigare och nu
trial-contacts = Kontakter
trial-group = { $start } → { $end }
trial-group-stays = { $start }: samma ställe, annat ändras
trial-count = { $count ->
    [one] 1 kontakt
   *[other] { $count } kontakter
}
trial-what-changes = Vad som ändras
trial-place = Ställe
trial-deadline = Tid
trial-text = Text i en skyddad kanal
trial-answer = Svar
trial-answer-true = avsändaren får svar
trial-answer-false = avsändaren får inget särskilt svar
trial-added = Tillkommer
trial-removed = Faller bort
trial-was = tidigare
trial-would-be = med de nya reglerna
trial-why-was = Tidigare motivering: regel { $rule }
trial-why-would-be = Ny motivering: regel { $rule }
trial-rule-gone = Regeln finns inte längre bland de nuvarande reglerna.
trial-references = Referenser
trial-done-already = Så skulle det gå redan med de regler som gäller nu.

inbox-nav-rules = Regler
concern-rules = De nya reglerna togs inte i bruk
concern-rules-means = De gamla reglerna gäller. Alla kontakter styrs med dem som förut.
concern-rules-do = Rätta felet; filen och raden står på reglernas sida. Kontrollera med kommandot luotsi rules check och läs in reglerna på nytt.
matter-name-rules = Reglerna för handledningen
