## on the page of a Case
suggestion-title = Föreslaget svar
suggestion-lead = Maskinen har satt ihop detta av färdiga texter. Inget skickas innan du själv skickar det.
suggestion-by-phone = Berätta per telefon
suggestion-sources = Källor
suggestion-accept = Ta som svar
suggestion-edit = Redigera
suggestion-drop = Avvisa förslaget
suggestion-taken = Förslaget finns i svaret. Kontrollera det och skicka.
suggestion-withheld-danger = Inget svar föreslås, eftersom meddelandet handlar om något brådskande eller farligt. Ring, om det är tryggt.
suggestion-withheld-notice = Inget svar föreslås, eftersom ärendet är en anmälan eller avsändaren inte får veta något om klientens ärenden.
case-done-suggestion-taken = Förslaget finns i svaret. Kontrollera det och skicka.
case-done-suggestion-dropped = Förslaget har avvisats.
refused-suggestion = Det här förslaget finns inte längre. Se efter vad som har ändrats i ärendet.
inbox-keys-suggestion-accept = Ta det föreslagna svaret som det är
inbox-keys-suggestion-edit = Ta det föreslagna svaret och redigera det
inbox-keys-suggestion-drop = Avvisa det föreslagna svaret

## in the answer to a client
suggestion-thanks =
    Hej!

    Tack för ditt meddelande.
suggestion-told-by-phone = Vi har information som kan vara till hjälp för dig. Vanlig e-post är inte skyddad, så vi berättar mer i telefon.
suggestion-needed = Vi behöver ännu veta några saker för att kunna hjälpa dig. Berätta dem i telefon eller på den skyddade blanketten, inte i e-post.
suggestion-ways =
    Ring oss på { $phone } ({ $hours }). Uppge referensnumret, så hittar vi ditt ärende genast.

    Du kan också skriva till oss på den skyddade blanketten: { $form }
suggestion-may-help = Den här informationen kan vara till hjälp för dig:
suggestion-ask = Berätta ännu för oss, så att vi kan hjälpa dig vidare:
suggestion-ask-whose = Vem gäller ärendet: dig själv eller någon annan?
suggestion-ask-municipality = { $about ->
    [self] I vilken kommun bor du?
    [other] I vilken kommun bor hen?
   *[unknown] I vilken kommun bor den som ärendet gäller?
}
suggestion-ask-age = { $about ->
    [self] Hur gammal är du? Det räcker att du berättar om du är under 65, 65–74 eller minst 75 år.
    [other] Hur gammal är hen? Det räcker att du berättar om hen är under 65, 65–74 eller minst 75 år.
   *[unknown] Hur gammal är den som ärendet gäller? Det räcker att du berättar om hen är under 65, 65–74 eller minst 75 år.
}
suggestion-ask-consent = Vet hen om att du tar kontakt, och är det okej för hen?
suggestion-ways-secure = Du kan svara på det här meddelandet eller ringa oss på { $phone } ({ $hours }).
suggestion-end = Vi hjälper gärna till.

## supervisors: what became of the suggestions
corrections-suggested = Föreslagna svar
corrections-suggested-counts = Av de föreslagna svaren skickades { $kept } som de var och { $changed } ändrade, och { $dropped } avvisades. Andelen som skickades som de var:
corrections-suggested-none = Inget föreslaget svar har ännu skickats eller avvisats under den här tiden.
corrections-suggested-hint = Siffran gäller förslagen, inte medarbetarna: vem som skickade eller avvisade ett förslag sparas inte. Alla förslag som har avgjorts efter den valda dagen är med, även när siffrorna har begränsats enligt orsak eller modell.
