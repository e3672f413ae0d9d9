# Beviljade tjänster och deras tre månader.

service-home_care = Hemvård
service-support_service = Stödservice (måltider, städning, butiksärenden)
service-safety_phone = Trygghetstelefon eller annan teknik i hemmet
service-day_activity = Dagverksamhet
service-short_term_care = Korttidsvård
service-communal_housing = Gemenskapsboende
service-round_the_clock_care = Serviceboende med heldygnsomsorg
service-family_care = Familjevård
service-informal_care = Stöd för närståendevård
service-transport = Färdtjänst
service-other = Annan tjänst
service-decided = { $service } (beslut { $day })
service-outcome-begun = Har börjat
service-outcome-not_needed = Behövs inte längre
service-outcome-mistaken = Felaktig anteckning

granted-title = Beviljade tjänster
granted-must-begin = ska börja senast { $day }.
granted-had-to-begin = Skulle börja senast { $day }.
granted-was-late = Den skulle börja senast { $day }.
granted-began = började { $day }
granted-detail-decided = beslut { $day }
granted-pressure-nearing = Högst fyra veckor återstår.
granted-pressure-pressing = Högst en vecka återstår.
granted-pressure-today = I dag är sista dagen.
granted-pressure-overdue = Försenad: har inte börjat.

case-act-service-granted = En tjänst har beviljats
granted-hint = En beviljad tjänst ska börja utan ogrundat dröjsmål, senast inom tre månader från beslutet. Tidsfristen följs här också när ärendet är avslutat.
granted-service = Vilken tjänst?
granted-decided-on = Beslutets dag
granted-decided-on-hint = Dagen då beslutet fattades. Den får vara före kontakten, men inte i framtiden.
granted-save = Anteckna beslutet
case-done-service-granted = Beslutet är antecknat. Dagen då tjänsten senast ska börja finns under Tidsfrister.
case-act-service-begun = Tjänsten har börjat
granted-which = Tjänst
granted-began-on = Tjänstens första dag
granted-began-on-hint = Dagen då klienten fick tjänsten för första gången.
granted-begun-save = Anteckna att tjänsten har börjat
case-done-service-begun = Det är antecknat att tjänsten har börjat.
case-act-service-ended = Tjänsten börjar inte
granted-ended-hint = Använd detta när klienten inte längre behöver tjänsten eller när beslutet antecknades av misstag. Om tidsfristen redan har gått ut förblir den överskriden, utom när anteckningen var ett misstag.
granted-outcome = Varför börjar tjänsten inte?
granted-why = Motivering
granted-ended-save = Anteckna att tjänsten inte börjar
case-done-service-ended = Det är antecknat att tjänsten inte börjar.
case-act-service-taken-back = Återta en anteckning om en tjänst
granted-taken-back-hint = Om det av misstag antecknades att tjänsten har börjat eller att den inte börjar, fortsätter tidsfristen till samma dag.
granted-taken-back-save = Återta anteckningen
case-done-service-taken-back = Anteckningen är återtagen. Tidsfristen fortsätter.
granted-after-end = Beviljade tjänster

refused-granted-in-future = Beslutets dag kan inte vara i framtiden.
refused-granted-long-ago = Beslutet skulle vara mer än ett år äldre än ärendet. Kontrollera året.
refused-service-begun-in-future = Tjänsten kan inte börja i framtiden. Anteckna det när den har börjat.
refused-service-begun-before-decision = Tjänsten kan inte ha börjat före beslutet. Kontrollera dagarna.
refused-no-service = Den här tjänsten väntar inte på att börja. Se de beviljade tjänsterna under Tidsfrister.
refused-service-runs = Det finns ingen anteckning om den här tjänsten att återta.

event-service_granted = Tjänst beviljades
event-service_begun = Tjänsten började
event-service_ended = Tjänsten börjar inte
event-service_taken_back = Anteckning om en tjänst återtogs

deadlines-services = Beviljade tjänster: inom tre månader från beslutet
deadlines-services-running = { $running ->
    [0] Ingen beviljad tjänst väntar på att börja.
    [one] En beviljad tjänst väntar på att börja.
   *[other] { $running } beviljade tjänster väntar på att börja.
}
deadlines-services-overdue = { $count ->
    [one] En av dem är försenad.
   *[other] { $count } av dem är försenade.
}
deadlines-services-none-near = Ingen av tidsfristerna löper ut inom fyra veckor.
deadlines-services-record = Under de senaste { $days } dagarna löpte tidsfristen ut för { $due } tjänster. { $late } av dem hade inte börjat i tid.
deadlines-services-hint = Listan visar det som är försenat eller löper ut inom fyra veckor. Förseningar finns kvar i siffrorna.
