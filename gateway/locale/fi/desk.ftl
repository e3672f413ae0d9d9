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
desk-open = Avaa
desk-take = Ota tämä
desk-take-which = jonon { $place }. keskustelu
desk-held = työn alla: { $who }

## ikkunan otsikko
desk-title-waits = CHAT ODOTTAA
desk-title-unread = UUSI VIESTI

## keskustelu asian sivulla
floor-title = Kuka vastaa
floor-mine = Sinä vastaat.
floor-bot = Automaattinen neuvoja vastaa.
floor-queue = Asiakas odottaa neuvojaa.
floor-advisor = { $who } vastaa.
floor-inbox = Kukaan ei ole chatissa. Vastaamme luvattuun aikaan mennessä.
floor-place = Jonossa { $place }.
floor-take = Ota keskustelu
floor-join-bot = Jatka itse automaattisen neuvojan sijaan
floor-join-inbox = Tule keskusteluun
floor-hand = Siirrä keskustelu
floor-to = Kenelle
floor-nobody = Muita neuvojia ei ole nyt chatissa.
floor-note = Viesti työkaverille (asiakas ei näe tätä)
floor-pass-on = Siirrä työkaverille
floor-give-back = Palauta jonoon
floor-packet = Mitä automaattinen neuvoja sai selville
floor-why = Huomaa
floor-why-danger = Keskustelussa kerrottiin vaarasta.
floor-wants = Asiakas haluaa
floor-wants-now = puhua ihmisen kanssa nyt
floor-wants-later = vastauksen ihmiseltä
floor-wants-call = että soitamme
floor-wants-assess = palvelutarpeen arvioinnin
floor-wants-answer = tietoa palvelusta (sai sen jo)
floor-asked-need = Asia
floor-asked-whose = Kenestä on kyse
floor-asked-municipality = Kotikunta
floor-asked-age = 75 vuotta täyttänyt
floor-asked-knows = Asianomainen tietää yhteydenotosta
floor-asked-reach = Miten tavoitamme
floor-asking = Kysyttiin viimeksi
floor-not-told = kysyttiin, ei vastausta
desk-told-need = kertoi omin sanoin, katso keskustelu
desk-told-self = hänestä itsestään
desk-told-other = jostakusta toisesta
desk-told-yes = kyllä
desk-told-no = ei
desk-told-reachable = antoi numeron tai osoitteen
replies-title = Valmiit vastaukset
replies-find = Hae vastausta
replies-hint = Enter lisää ensimmäisen. Voit muuttaa sitä ennen lähettämistä.
replies-none = Ei löytynyt.
case-done-chat-join = Olet nyt mukana keskustelussa.
case-done-chat-pass-on = Keskustelu on siirretty.
case-done-chat-give-back = Keskustelu on taas jonossa.
inbox-keys-take = Ota chatista seuraava
inbox-keys-hand = Siirrä keskustelu
inbox-keys-replies = Valmiit vastaukset
