# Chattens kö och rådgivarens arbetsbord. Läsaren är en rådgivare.
## tidslinje
event-chat_taken = En rådgivare kom till chatten
event-chat_passed_on = Samtalet gavs till en kollega
event-chat_given_back = Rådgivaren lämnade samtalet
desk-detail-to-queue = Samtalet är i kön igen.
desk-detail-to-inbox = Vi svarar senast vid den utlovade tiden.
desk-an-advisor = En rådgivare

## vad som inte går
refused-desk-capacity = Välj hur många samtal du tar på samma gång: ett till { $most }.
refused-desk-absent = Anmäl dig först till chatten.
refused-desk-full = Du har redan { $capacity } samtal. Avsluta eller flytta ett innan du tar nästa.
refused-desk-late = Någon annan hann ta det här samtalet.
refused-desk-nobody = Ingen väntar just nu.
refused-desk-colleague = Kollegan är inte längre i chatten. Välj någon annan eller lämna samtalet tillbaka till kön.
refused-desk-not-yours = Du har inte längre det här samtalet.

## arbetsbordet
desk-title = Chatt
desk-waiting = { $count ->
        [0] Ingen väntar
        [one] 1 väntar
       *[other] { $count } väntar
    }
desk-longest = längst { $span }
desk-typical = vanligen väntar man { $minutes } min
desk-others = { $count ->
        [0] du är den enda rådgivaren i chatten
        [one] 1 annan rådgivare
       *[other] { $count } andra rådgivare
    }
desk-at-desk = { $count ->
        [0] ingen rådgivare i chatten
        [one] 1 rådgivare i chatten
       *[other] { $count } rådgivare i chatten
    }
desk-closed = Chatten är stängd nu
desk-on = Kom till chatten
desk-off = Lämna chatten
desk-change = Ändra
desk-capacity = Samtal på samma gång
desk-next = Ta nästa
desk-mine = Dina samtal
desk-unread = { $count ->
        [one] 1 nytt meddelande
       *[other] { $count } nya meddelanden
    }
desk-not-here = inte här just nu
desk-list = Vilka väntar
desk-take = Ta det här
desk-take-which = nummer { $place } i kön
desk-held = hos { $who }
