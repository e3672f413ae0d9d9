# Lagens tidsfrist, ärenden som snart förfaller, frånvaro.

## tidsfristen i listan och på ärendets sida
clock-day-of = { $date } (vardag { $day }/{ $of })
inbox-due-state-nearing = inled bedömningen snart
inbox-due-state-pressing = inled bedömningen nu
inbox-due-state-last_day = sista dagen
clock-code-statutory_7wd_start = Bedömningen inleds senast den 7:e vardagen
clock-code-without_delay = Bedömningen inleds utan dröjsmål, mål 10 vardagar
clock-started = kontakten kom
clock-due = senast
clock-by-age = grund:
clock-begun = Bedömningen inleddes
clock-in-time = inom tidsfristen
clock-late = för sent
clock-recorded-late = enligt uppgift inom tidsfristen, men antecknat först efteråt
clock-detail-recorded-late = antecknades först efter tidsfristen
clock-overdue = Tidsfristen har gått ut. Det finns ingen anteckning om att bedömningen har inletts.
clock-merged = Slogs ihop med tidsfristen för ett annat ärende.

## vad man gör med tidsfristen
case-act-begun = Bedömningen har inletts
clock-begun-hint = Anteckna detta när en yrkesperson har nått klienten eller en närstående och inlett bedömningen av servicebehovet. En mottagningsbekräftelse eller ett samtal som ingen svarade på räcker inte.
clock-begun-at = När inleddes bedömningen?
clock-begun-at-hint = Tidigast när kontakten kom, senast nu.
clock-begun-reached = Klienten eller en närstående nåddes och bedömningen inleddes.
clock-begun-note = Mer information
clock-begun-note-hint = Obligatoriskt om tidsfristen redan har gått ut och bedömningen inleddes före det. Berätta då varför det antecknas först nu.
clock-begun-save = Anteckna att bedömningen har inletts
case-done-begun = Det är antecknat att bedömningen har inletts. Tidsfristen har stannat.
case-act-not-begun = Återta att bedömningen har inletts
clock-not-begun-hint = Om anteckningen gjordes av misstag fortsätter tidsfristen från sin början. Dagen ändras inte.
clock-not-begun-why = Varför återtar du anteckningen?
clock-not-begun-save = Återta anteckningen
case-done-not-begun = Anteckningen är återtagen. Tidsfristen fortsätter.
case-act-age = Rätta klientens ålder
clock-age-hint = Åldern eller det högsta vårdbidraget avgör vilken tidsfrist som gäller. En rättelse kan bara göra tidsfristen kortare, aldrig längre.
clock-age = Klientens ålder
clock-age-why = Varifrån kommer uppgiften?
clock-age-save = Spara åldern
case-done-age = Åldern är sparad.
refused-not-reached = Tidsfristen stannar först när klienten eller en närstående har nåtts. Ett samtal som ingen svarade på antecknas under ”Anteckna samtal”.
refused-begun-in-future = Bedömningen kan inte ha inletts i framtiden.
refused-begun-before-clock = Bedömningen kan inte ha inletts före kontakten. Kontrollera dag och klockslag.
refused-begun-grounds = Tidsfristen har redan gått ut. Skriv under Mer information varför det antecknas först nu att bedömningen har inletts.
refused-no-clock = I det här ärendet löper ingen lagstadgad tidsfrist.
refused-not-begun = Det finns ingen anteckning om att bedömningen har inletts.
event-assessment_begun = Bedömningen inleddes
event-assessment_taken_back = Anteckningen om inledd bedömning återtogs
event-age_corrected = Klientens ålder rättades
event-rang = Påminnelse: ingen har tagit ärendet

## påminnelse
ring-notice = { $count ->
    [one] Ett ärende förfaller snart eller är försenat, och ingen har det.
   *[other] { $count } ärenden förfaller snart eller är försenade, och ingen har dem.
}
ring-late = { $count ->
    [one] Ett av dem är redan försenat.
   *[other] { $count } av dem är redan försenade.
}
ring-open = Öppna det mest brådskande
ring-seen = Kvittera som sedd
inbox-done-rings-seen = Påminnelsen är kvitterad. Den kommer tillbaka nästa arbetsdag om ärendena ännu saknar handläggare.

## sidan om tidsfrister
deadlines-nav = Tidsfrister
deadlines-title = Lagens tidsfrister
deadlines-outlook = Hur ser det ut?
deadlines-nothing = Inga tidsfrister för bedömning löper just nu.
deadlines-pace-unknown = Det finns ingen prognos ännu: takten är känd först efter tre arbetsdagar.
deadlines-late-on = I den här takten blir vi försenade { $day }.
deadlines-late-in-all = { $count ->
    [one] Sammanlagt en bedömning inleds för sent.
   *[other] Sammanlagt { $count } bedömningar inleds för sent.
}
deadlines-all-in-time = I den här takten inleds alla öppna bedömningar i tid.
deadlines-overdue-count = { $count ->
    [one] En tidsfrist har redan gått ut.
   *[other] { $count } tidsfrister har redan gått ut.
}
deadlines-pace = Under de senaste { $days } arbetsdagarna inleddes { $begun } bedömningar, det vill säga { $pace } per arbetsdag.
deadlines-caption = Bedömningar som måste inledas
deadlines-day = Sista dagen
deadlines-due = Ska inledas
deadlines-in-time = Hinner
deadlines-late = Försenas
deadlines-how = Beräkningen utgår från att det som förfaller först inleds först och att takten är densamma. Nya kontakter ingår inte.
deadlines-overdue = Försenade bedömningar
deadlines-overdue-none = Ingen bedömning är försenad.
deadlines-open = Tidsfristen gick ut
deadlines-nobody = hos ingen
deadlines-record = Bedömningar under de senaste { $days } dagarna
deadlines-record-words = Tidsfristen löpte ut i { $due } ärenden. Av dem försenades { $late }.
deadlines-recorded-late = { $count ->
    [one] Dessutom inleddes bedömningen enligt uppgift i tid i ett ärende, men det antecknades först efter tidsfristen.
   *[other] Dessutom inleddes bedömningen enligt uppgift i tid i { $count } ärenden, men det antecknades först efter tidsfristen.
}
deadlines-record-hint = En försening finns kvar i siffran också om ärendet senare klassificeras på annat sätt.
deadlines-weekday-1 = på måndag
deadlines-weekday-2 = på tisdag
deadlines-weekday-3 = på onsdag
deadlines-weekday-4 = på torsdag
deadlines-weekday-5 = på fredag
deadlines-weekday-6 = på lördag
deadlines-weekday-7 = på söndag

## frånvaro
away-nav = Frånvaro
away-title = Frånvaro
away-hint = När du är borta syns dina ärenden hos din ersättare. Utan ersättare påminns teamet om dem.
away-others = Kollegor
away-at-work = på arbetet
away-until = Borta, tillbaka { $back }.
away-deputy-is = Ersättare: { $who }.
away-gap = Ingen ersättare är på plats.
away-first-day = Första dagen tillbaka på arbetet
away-deputy = Ersättare
away-no-deputy = Ingen ersättare
away-save = Spara frånvaron
away-back = Anteckna som tillbaka på arbetet
away-saved = Frånvaron är sparad.
away-refused-date = Ange dagen då arbetet fortsätter: tidigast i morgon.
away-refused-deputy = Välj någon annan som arbetar här till ersättare.
away-row = { $who } är borta.
away-row-deputy = Ersättare: { $who }
away-row-nobody = Ingen ersättare
away-case = { $who } är borta, tillbaka { $until }.
away-case-deputy = Ersättare: { $who }.
away-case-nobody = Ingen ersättare.
