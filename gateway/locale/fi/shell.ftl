# Sivun kehys: mitä jokaisella sivulla on.
shell-skip = Siirry sisältöön
shell-languages = Kieli
shell-service = Ikäihmisten neuvonta
shell-demo = Tämä on esittely. Kaikki ihmiset ja yhteydenotot ovat keksittyjä. Älä kirjoita tänne oikeita tietoja.
shell-nav = Päävalikko
shell-nav-home = Yhteystiedot
shell-nav-contact = Lähetä viesti
shell-nav-chat = Chat
shell-nav-callback = Pyydä soitto
shell-nav-status = Missä asiani on?
shell-footer = Tietoa palvelusta
shell-privacy = Tietosuoja
shell-accessibility = Saavutettavuus
shell-emergency = Hätätilanteessa soita 112.
shell-health = Kiireellisessä terveysasiassa soita 116 117.
shell-call-us = Neuvonta: { $phone } ({ $hours })
