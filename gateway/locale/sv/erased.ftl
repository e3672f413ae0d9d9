# När texten i en anonym chatt raderas: vad den som återkommer och rådgivaren ser.
chat-entry-erased = (Texten har raderats.)
chat-erased =
    Den här konversationen är avslutad och texten har raderats. Texten i en anonym chatt raderas när det har gått { $days ->
        [one] en dag
       *[other] { $days } dagar
    } sedan ärendet avslutades. Ditt referensnummer gäller fortfarande. Om du vill fråga något, skriv här så läser en rådgivare ditt meddelande.
case-words-erased = Texten i en anonym chatt raderas en bestämd tid efter att ärendet har avslutats. Den här texten raderades
event-erased = Texten i den anonyma chatten raderades
