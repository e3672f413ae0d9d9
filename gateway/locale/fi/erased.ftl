# Nimettömän chatin tekstin poistaminen: mitä keskusteluun palaava ja neuvoja näkevät.
chat-entry-erased = (Teksti on poistettu.)
chat-erased =
    Tämä keskustelu on päättynyt, ja sen teksti on poistettu. Nimettömän chatin teksti poistetaan, kun asian päättymisestä on { $days ->
        [one] yksi päivä
       *[other] { $days } päivää
    }. Viitenumerosi toimii edelleen. Jos sinulla on asiaa, kirjoita tähän, niin neuvoja lukee viestisi.
case-words-erased = Nimettömän chatin teksti poistetaan määräajan kuluttua asian päättymisestä. Tämä teksti poistettiin
event-erased = Nimettömän chatin teksti poistettiin
