# Chatin jono ja neuvojan työpöytä. Lukija on neuvoja.
## aikajana
event-chat_taken = Neuvoja tuli chattiin
event-chat_passed_on = Keskustelu siirrettiin työkaverille
event-chat_given_back = Neuvoja lähti keskustelusta
desk-detail-to-queue = Keskustelu on taas jonossa.
desk-detail-to-inbox = Vastaamme luvattuun aikaan mennessä.
desk-an-advisor = Neuvoja

## mitä ei voi tehdä
refused-desk-capacity = Valitse, montako keskustelua otat yhtä aikaa: yhdestä { $most }:een.
refused-desk-absent = Ilmoittaudu ensin chattiin.
refused-desk-full = Sinulla on jo { $capacity } keskustelua. Päätä tai siirrä yksi, ennen kuin otat seuraavan.
refused-desk-late = Joku toinen ehti ottaa tämän keskustelun.
refused-desk-nobody = Kukaan ei odota juuri nyt.
refused-desk-colleague = Työkaveri ei ole enää chatissa. Valitse joku toinen tai palauta keskustelu jonoon.
refused-desk-not-yours = Tämä keskustelu ei ole enää sinulla.

## työpöytä
desk-title = Chat
desk-waiting = { $count ->
        [0] Kukaan ei odota
        [one] 1 odottaa
       *[other] { $count } odottaa
    }
desk-longest = pisimpään { $span }
desk-typical = tavallisesti odotetaan { $minutes } min
desk-others = { $count ->
        [0] olet ainoa neuvoja chatissa
        [one] lisäksesi 1 neuvoja
       *[other] lisäksesi { $count } neuvojaa
    }
desk-at-desk = { $count ->
        [0] chatissa ei ole neuvojaa
        [one] chatissa on 1 neuvoja
       *[other] chatissa on { $count } neuvojaa
    }
desk-closed = Chat on nyt kiinni
desk-on = Tule chattiin
desk-off = Lähde chatista
desk-change = Muuta
desk-capacity = Keskusteluja yhtä aikaa
desk-next = Ota seuraava
desk-mine = Omat keskustelusi
desk-unread = { $count ->
        [one] 1 uusi viesti
       *[other] { $count } uutta viestiä
    }
desk-not-here = ei juuri nyt paikalla
desk-list = Ketkä odottavat
desk-take = Ota tämä
desk-take-which = jonon { $place }. keskustelu
desk-held = työn alla: { $who }
