# Samma klient i flera ärenden, och frågan om en koordinator.

## samma klient
client-title = Klientens andra ärenden
client-confirmed = { $who } bekräftade { $when } att klienten är densamma.
client-counts = Kontakter på 30 dagar: { $contacts }. Öppna ärenden: { $open }. Det här ärendet har flyttats { $transfers ->
    [one] en gång
   *[other] { $transfers } gånger
}.
client-case = { $day } · { $team } · { $state }
client-more = { $count ->
    [one] Dessutom ett äldre ärende.
   *[other] Dessutom { $count } äldre ärenden.
}
client-undo = Ångra: en annan klient
client-undo-this = Ångra: det här ärendet gäller en annan klient
client-maybe-title = Kanske samma klient
client-maybe-hint = Det här är ett förslag. Ingenting slås ihop förrän du bekräftar det. Kontrollera saken med klienten. När du öppnar ett ärende antecknas det i loggen.
client-maybe-known = Någon har redan bekräftat att de här ärendena gäller en och samma klient.
client-maybe-more = { $count ->
    [one] Det finns ett äldre förslag. Du ser det när du har svarat på de här.
   *[other] Det finns { $count } äldre förslag. Du ser dem när du har svarat på de här.
}
client-same = Samma klient
client-different = En annan person
client-about = Ärendet { $case }
client-sign-identity_code = samma personbeteckning
client-sign-phone = samma telefonnummer: kan också vara en närståendes
client-sign-email = samma e-postadress: kan också vara en närståendes
client-sign-phone-shared = samma telefonnummer, men flera personer använder det: ett svagt tecken
client-sign-email-shared = samma e-postadress, men flera personer använder den: ett svagt tecken
client-sign-phone-other = samma telefonnummer, men någon annan än klienten tog kontakt: ett svagt tecken
client-sign-email-other = samma e-postadress, men någon annan än klienten tog kontakt: ett svagt tecken
client-rules-now = Enligt reglerna hör ärendet nu till: { $destination }
client-rules-move = Flytta: { $destination }
client-refused-gone = Förslaget finns inte längre. Sidan visar nu vad vi vet om klienten.
client-refused-codes = Välj ett svar.
case-done-same-client = Ärendena hör nu till samma klient. Du kan ångra det.
case-done-different-client = Du har antecknat att det är en annan person. Vi frågar inte igen.
case-done-undo-client = Sammanslagningen har ångrats.
case-done-coordination = Ditt svar har antecknats.

## koordinator
coordination-title = Många ärenden samtidigt
coordination-ask = Många ärenden samtidigt: be om samtycke till en koordinator?
coordination-why = Frågan ställs eftersom:
coordination-hint = Koordinatorn går igenom alla tjänster med klienten. Det kräver klientens samtycke. Datorn föreslår, du avgör.
coordination-own = Ser du att klienten skulle behöva en koordinator?
coordination-professional_flag = En yrkesperson ser att klienten har många tjänster eller ärenden samtidigt
coordination-give-will_ask = Jag ber om samtycke
coordination-give-consented = Klienten samtyckte
coordination-give-declined = Klienten samtycker inte
coordination-give-withdrawn = Klienten tog tillbaka samtycket
coordination-give-not_needed = Behövs inte
coordination-answer-will_ask = Klienten tillfrågas om samtycke
coordination-answer-consented = Klienten har samtyckt till en koordinator
coordination-answer-declined = Klienten samtycker inte till en koordinator
coordination-answer-not_needed = Ingen koordinator behövs
coordination-answered = { $who }, { $when }

## tidslinje
event-same_client = Bekräftad som samma klient
event-different_client = Antecknad som en annan person
event-client_undone = Klientens ärenden skildes åt
event-coordination = Koordinator
