# Uppgifter att minnas, påminnelser och begränsad åtkomst.

remember-title = Kom ihåg
remember-reminders = Påminnelser
remember-tasks = Uppgifter
remember-ticked = { $count ->
    [one] En markerad uppgift
   *[other] Markerade uppgifter ({ $count })
}
task-done = Gjort
task-not-needed = Behövs inte
task-need-yes = Ja
task-need-no = Nej
task-before-answer = Innan du svarar
task-required = Det här måste markeras innan ärendet kan avslutas.
task-outcome-done = gjort
task-outcome-not_needed = behövdes inte
task-judged-done = ja
task-clock-began = lagens tidsfrist började
task-clock-runs = lagens tidsfrist löpte redan
task-clock-assessed = bedömningen hade redan inletts, ingen ny tidsfrist började
task-judged-not_needed = nej
task-row = { $count ->
    [one] En uppgift
   *[other] { $count } uppgifter
}
task-row-first = { $count ->
    [one] Uppgift
   *[other] { $count } uppgifter, den första
}
inbox-due-task = Senast

## uppgifter
task-human_takeover = Tala genast med personen
task-human_takeover-how = Personen talar om att dö eller skada sig själv. Fortsätt samtalet själv eller ring. Om du inte får tag på personen, ring 112.
task-human_takeover-how-safely = Personen talar om att dö eller skada sig själv. Fortsätt samtalet i den kanal där personen skriver. Ring inte om du inte vet att det är tryggt. Om personen slutar svara, ring 112.
task-urgent_need_check_now = Kontrollera genast om brådskande hjälp behövs
task-urgent_need_check_now-how = Ta reda på om personen har mat, mediciner, värme och någon som tittar till. Om hjälpen inte kan vänta, ordna den i dag.
task-follow_up_same_day = Kontrollera att personen fick hjälp
task-follow_up_same_day-how = Personen fick nödnumret eller Jourhjälpens nummer. Ring och fråga om hjälpen kom.
task-follow_up_same_day-how-safely = Personen fick nödnumret eller Jourhjälpens nummer. Ring inte personen om du inte vet ett tryggt sätt. Fråga socialjouren om hjälpen kom.
task-follow_up_next_morning = Kontrollera på morgonen att personen fick hjälp
task-follow_up_next_morning-how = Personen tog kontakt när rådgivningen var stängd och fick socialjourens nummer. Ring och fråga om hjälpen kom.
task-follow_up_next_morning-how-safely = Personen fick socialjourens nummer. Ring inte personen om du inte vet ett tryggt sätt. Fråga socialjouren om hjälpen kom.
task-open_service_guidance = Be servicehandledningen bedöma behovet av hjälp
task-open_service_guidance-how = Räddningsverket kontrollerar hemmet. Servicehandledningen utreder vilken hjälp personen behöver hemma.
task-undelivered = Meddelandet kom inte fram: ring eller skicka ett brev
task-undelivered-how = E-posten kom tillbaka eller togs inte emot. Uppgiften försvinner av sig själv när du når personen per telefon eller ett nytt svar går i väg.
task-undelivered-how-safely = Ring inte och skicka inget brev om du inte vet att det är tryggt. Vänta tills personen själv tar kontakt, eller fråga socialjouren om råd.
task-start_statutory_clock_if_need_expressed = Berättar personen att hjälp behövs?
task-start_statutory_clock_if_need_expressed-how = Maskinen var inte säker. Om du svarar ja räknas lagens tidsfrist från den dag då kontakten kom.
task-start_statutory_clock_if_need_changed = Har behovet av hjälp ändrats?
task-start_statutory_clock_if_need_changed-how = Klienten har redan tjänster. Om du svarar ja räknas lagens tidsfrist från den dag då kontakten kom.
task-new_need = Är det här ett nytt eller ändrat behov av hjälp?
task-new_need-how = Bedömningen har redan inletts, och efter det kom ett meddelande om behov av hjälp. Om du svarar ja börjar en ny tidsfrist enligt lag den dag då meddelandet kom. Om meddelandet gäller samma behov, svara nej.
task-open_need_notification = Gör en anmälan om servicebehov
task-open_need_notification-how = Personen blir illa behandlad. Äldreomsorgslagen 25 § förpliktar till anmälan. Anteckna anmälan i klientdatasystemet.
task-record_as_need_notification = Registrera detta som en anmälan om servicebehov
task-record_as_need_notification-how = Personen kan inte själv ge sitt samtycke. Registrera begäran som en anmälan i klientdatasystemet.
task-register_application = Registrera ansökan
task-register_application-how = Ansökan har kommit den dag då kontakten kom, också om den gjordes muntligt.
task-human_confirms_transfer = Bekräfta överföringen till ett annat välfärdsområde
task-human_confirms_transfer-how = Kontrollera att hemkommunen är en annan. Överför ärendet dit. När du kvitterar att det är gjort får avsändaren ett meddelande. Berätta själv om inget meddelande kan skickas.
task-human_confirms_transfer-how-safely = Kontrollera att hemkommunen är någon annanstans. För över ärendet och berätta för mottagaren att kontakt får tas bara på ett tryggt sätt.
task-contact_sender = Ta kontakt med avsändaren
task-contact_sender-how = Klientens samtycke saknas. Be avsändaren fråga efter det, eller kom överens om hur klienten själv når oss.
task-contact_sender-how-safely = Ring bara yrkespersonens tjänstenummer eller använd en skyddad kanal. Kontakta inte klienten. Kom överens med avsändaren om hur klienten tryggt når oss.
task-check_identity_before_answer = Kontrollera vem som frågar
task-check_identity_before_answer-how = Försäkra dig om identiteten innan du berättar något. Bekräfta inte ens att någon är klient.
task-inform_own_worker = Berätta för den egna kontaktpersonen
task-inform_own_worker-how = Personen skrivs ut. Tjänsterna måste bli klara i tid.
task-name_responsible_worker = Utse en ansvarig anställd
task-name_responsible_worker-how = Personen har många tjänster eller många öppna ärenden. En anställd samordnar dem.
task-human_triage = Läs meddelandet och avgör vad ärendet gäller
task-human_triage-how = Maskinen var inte säker. Rätta orsaken och styrningen om de är fel.
task-ask_municipality = Fråga efter hemkommunen
task-ask_municipality-how = Tidsfristen löper redan. Anteckna hemkommunen under Rätta uppgifter eller flytta.
task-ask_municipality-how-safely = Tidsfristen löper redan. Fråga efter hemkommunen bara på ett tryggt sätt, eller fråga yrkespersonen som tog kontakt.
task-assign_handler = Kom överens om vem som sköter ansökan
task-assign_handler-how = Den sökande har rätt att veta vem som sköter ärendet.
task-copy_discharge_coordinator = Berätta för utskrivningskoordinatorn
task-copy_discharge_coordinator-how = Ärendet gick till den egna kontaktpersonen. Koordinatorn måste veta att avdelningen väntar på svar.
task-inform_memory_guidance = Berätta för minnesrådgivningen
task-inform_memory_guidance-how = Minnet oroar. Minnesrådgivningen kan hjälpa vid sidan av bedömningen.

## påminnelser
remind-lift = Gäller inte längre
remind-no_disclosure_to_sender = Berätta inte för anmälaren hur ärendet framskrider, och bekräfta inte att någon är klient. Uppgiften är sekretessbelagd.
remind-no_data_without_consent = Ge personen kontaktuppgifterna. Ge inte personens egna uppgifter vidare utan personens tillstånd.
remind-no_partner_suggestion = Hänvisa inte till en organisation, en församling eller ett företag innan du vet att personen inte behöver vår hjälp.
remind-no_case_for_patient = Klienten vill inte att ett ärende öppnas. Ta inte kontakt och fråga inte på nytt. Klienten kan själv ta kontakt.
remind-record_anonymously = Kontakten registreras anonymt. Anteckna inte namn eller personbeteckning innan personen blir klient.
remind-restrict_access = Åtkomsten är begränsad till teamet, eftersom klientens samtycke saknas. Berätta inte om ärendet för andra.
remind-show_free_places = Se efter lediga platser och berätta dem för den som frågar. Ingen ska behöva ringa varje enhet.

## handlingar
case-done-ticked = Markeringen har sparats.
event-task_done = Något att minnas markerat
refused-task = Det här kan inte längre markeras. Någon annan har kanske redan gjort det.
refused-undone = { $count ->
    [one] Ärendet kan inte avslutas ännu. En uppgift är ogjord:
   *[other] Ärendet kan inte avslutas ännu. { $count } uppgifter är ogjorda:
}
refused-undone-hint = Markera dem som gjorda eller onödiga under Kom ihåg. Dina val finns kvar nedan.

## begränsad åtkomst
restricted-row = Uppgifterna visas bara för teamets medlemmar.
restricted-tag = Begränsad
restricted-title = Åtkomsten är begränsad
restricted-lead = Klientens samtycke saknas. Därför visas uppgifterna bara för teamet { $team }. Om du behöver dem i ditt arbete, berätta varför.
restricted-why = Varför öppnar du ärendet?
restricted-unsaid = Välj en orsak.
restricted-ground-safety = Någons liv, hälsa eller säkerhet är i fara
restricted-ground-client_asks = Klienten har själv tagit kontakt med mig
restricted-ground-handed_to_me = Ärendet har överförts till mig
restricted-ground-deputy = Jag vikarierar för en medlem i teamet
restricted-ground-supervision = Jag övervakar arbetet eller utreder logguppgifter
restricted-hint = Din orsak och ditt namn sparas i loggen. Ärendet är öppet för dig i 12 timmar.
restricted-open = Öppna ärendet
