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
desk-open = Öppna
desk-take = Ta det här
desk-take-which = nummer { $place } i kön
desk-held = hos { $who }

## fönstrets rubrik
desk-title-waits = CHATTEN VÄNTAR
desk-title-unread = NYTT MEDDELANDE

## samtalet på ärendets sida
floor-title = Vem svarar
floor-mine = Du svarar.
floor-bot = Den automatiska rådgivaren svarar.
floor-queue = Klienten väntar på en rådgivare.
floor-advisor = { $who } svarar.
floor-inbox = Ingen är i chatten. Vi svarar senast vid den utlovade tiden.
floor-place = Nummer { $place } i kön.
floor-take = Ta samtalet
floor-join-bot = Fortsätt själv i stället för den automatiska rådgivaren
floor-join-inbox = Kom med i samtalet
floor-hand = Flytta samtalet
floor-to = Till vem
floor-nobody = Det finns inga andra rådgivare i chatten nu.
floor-note = Meddelande till kollegan (klienten ser inte det här)
floor-pass-on = Flytta till kollegan
floor-give-back = Lämna tillbaka till kön
floor-packet = Vad den automatiska rådgivaren fick veta
floor-why = Observera
floor-why-danger = I samtalet berättades det om fara.
floor-wants = Klienten vill
floor-wants-now = tala med en människa nu
floor-wants-later = få svar av en människa
floor-wants-call = att vi ringer
floor-wants-assess = ha en bedömning av servicebehovet
floor-wants-answer = veta om en tjänst (har redan fått svar)
floor-asked-need = Ärende
floor-asked-whose = Vem det gäller
floor-asked-municipality = Hemkommun
floor-asked-age = Har fyllt 75 år
floor-asked-knows = Personen vet om kontakten
floor-asked-reach = Hur vi når klienten
floor-asking = Frågades senast
floor-not-told = frågades, inget svar
desk-told-need = berättade med egna ord, se samtalet
desk-told-self = klienten själv
desk-told-other = någon annan
desk-told-yes = ja
desk-told-no = nej
desk-told-reachable = gav ett nummer eller en adress
replies-title = Färdiga svar
replies-find = Sök ett svar
replies-hint = Enter lägger till det första. Du kan ändra det innan du skickar.
replies-none = Inget hittades.
case-done-chat-join = Du är nu med i samtalet.
case-done-chat-pass-on = Samtalet har flyttats.
case-done-chat-give-back = Samtalet är i kön igen.
inbox-keys-take = Ta nästa i chatten
inbox-keys-hand = Flytta samtalet
inbox-keys-replies = Färdiga svar
