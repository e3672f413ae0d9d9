# Rättelser: vad maskinen enligt människor läste fel.
corrections-nav = Rättelser
corrections-title = Rättelser av maskinens läsning
corrections-lead = Här ser du hur ofta de anställda har bytt ut den orsak som maskinen läste och vad annat de har rättat. Siffrorna gäller maskinen, inte de anställda.
corrections-since = Från och med
corrections-filter-reason = Orsak enligt maskinen
corrections-filter-model = Modellens version
corrections-rates = Hur ofta orsaken har bytts ut
corrections-total = { $worked ->
    [one] Ett ärende har behandlats, och { $overridden } har fått en annan orsak:
   *[other] { $worked } ärenden har behandlats, och av dem har { $overridden } fått en annan orsak:
}
corrections-percent = { $percent } %
corrections-bounds = ({ $low }–{ $high } %)
corrections-few = få fall
corrections-rates-caption = Orsaker som har bytts ut: först den som säkrast byts ut ofta
corrections-read-as = Maskinen läste
corrections-share = Utbytt
corrections-of = { $overridden } av { $worked } ärenden
corrections-unchanged = { $count ->
    [one] En orsak har aldrig bytts ut
   *[other] { $count } orsaker har aldrig bytts ut
}
corrections-unsure = maskinen var osäker: { $count }
corrections-none-worked-on = Från den här tiden finns inga ärenden som någon redan har behandlat.
corrections-rates-hint = Ett ärende är behandlat när någon har rättat det, svarat, ringt och nått klienten, avslutat det eller förenat det med ett annat. Om orsaken inte byttes ut gäller maskinens läsning. Det sista ordet avgör. Inom parentes står gränserna som den verkliga andelen ligger mellan med 95 procents säkerhet. I stapeln är de en tunn linje. Andelarna gäller ärenden som kommit in från och med den valda dagen, listorna rättelser som gjorts från och med den.
corrections-confusions = Vad som har bytts ut mot vad
corrections-confusions-caption = Vad maskinen läste och vad människan valde, det vanligaste först
corrections-chosen = Människan valde
corrections-count = Antal
corrections-more = { $count ->
    [one] Dessutom ett ovanligare byte.
   *[other] Dessutom { $count } ovanligare byten.
}
corrections-none = Från den här tiden finns inga rättelser.
corrections-latest = Senaste rättelser
corrections-unreviewed = { $count ->
    [0] Alla rättelser har granskats.
    [one] En rättelse väntar på granskning. De som inte har granskats står först.
   *[other] { $count } rättelser väntar på granskning. De som inte har granskats står först.
}
corrections-sure = (säkerhet { $percent } %)
corrections-became = utbytt, nu
corrections-model = modell { $model }
corrections-review = Märk som granskad
corrections-reviewed = Granskad
corrections-reviewed-done = Rättelsen har märkts som granskad.
corrections-next-page = Följande rättelser
corrections-nothing = ingen uppgift
corrections-field-reason = Orsak
corrections-field-urgency = Brådska
corrections-field-matter_type = Typ av ärende
corrections-field-contacter = Den som tog kontakt
corrections-field-language = Språk
corrections-field-municipality = Hemkommun
corrections-field-age_band = Klientens ålder
corrections-learning = Vad man lär sig av rättelserna
corrections-learning-never = Maskinen lär sig ingenting av rättelserna på egen hand. En rättelse ändrar bara det ärende där den gjordes.
corrections-learning-how = När samma fel upprepas skriver en människa ett påhittat meddelande om en liknande situation och ger det de rätta svaren. Klientens egna ord används inte. Meddelandet läggs till övningstexterna, och en ny modell tas i bruk först när den har utvärderats.
