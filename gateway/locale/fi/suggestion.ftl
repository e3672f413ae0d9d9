## on the page of a Case
suggestion-title = Ehdotettu vastaus
suggestion-lead = Kone on koonnut tämän valmiista teksteistä. Mitään ei lähetetä ennen kuin sinä lähetät.
suggestion-by-phone = Kerro puhelimessa
suggestion-sources = Lähteet
suggestion-accept = Ota vastaukseksi
suggestion-edit = Muokkaa
suggestion-drop = Hylkää ehdotus
suggestion-taken = Ehdotus on vastauksessa. Tarkista se ja lähetä.
suggestion-withheld-danger = Vastausta ei ehdoteta, koska viestissä on jotain kiireellistä tai vaarallista. Soita, jos se on turvallista.
suggestion-withheld-notice = Vastausta ei ehdoteta, koska asia on ilmoitus tai lähettäjälle ei kerrota asiakkaan asioista.
case-done-suggestion-taken = Ehdotus on vastauksessa. Tarkista se ja lähetä.
case-done-suggestion-dropped = Ehdotus on hylätty.
refused-suggestion = Tätä ehdotusta ei enää ole. Katso, mikä asiassa on muuttunut.
inbox-keys-suggestion-accept = Ota ehdotettu vastaus sellaisenaan
inbox-keys-suggestion-edit = Ota ehdotettu vastaus ja muokkaa sitä
inbox-keys-suggestion-drop = Hylkää ehdotettu vastaus

## in the answer to a client
suggestion-thanks =
    Hei!

    Kiitos viestistäsi.
suggestion-told-by-phone = Meillä on tietoa, josta voi olla sinulle apua. Tavallinen sähköposti ei ole suojattu, joten kerromme siitä puhelimessa.
suggestion-needed = Tarvitsemme sinulta vielä muutaman tiedon, jotta osaamme auttaa. Kerro ne puhelimessa tai suojatulla lomakkeella, älä sähköpostissa.
suggestion-ways =
    Soita meille numeroon { $phone } ({ $hours }). Kerro viitenumero, niin löydämme asiasi heti.

    Voit myös kirjoittaa meille suojatulla lomakkeella: { $form }
suggestion-may-help = Näistä tiedoista voi olla sinulle apua:
suggestion-ask = Jotta osaamme auttaa eteenpäin, kerro meille vielä:
suggestion-ask-whose = Kenen asiasta on kyse: omastasi vai jonkun toisen?
suggestion-ask-municipality = { $about ->
    [self] Missä kunnassa asut?
    [other] Missä kunnassa hän asuu?
   *[unknown] Missä kunnassa asuu se, jota asia koskee?
}
suggestion-ask-age = { $about ->
    [self] Minkä ikäinen olet? Riittää, että kerrot, oletko alle 65, 65–74 vai vähintään 75 vuotta.
    [other] Minkä ikäinen hän on? Riittää, että kerrot, onko hän alle 65, 65–74 vai vähintään 75 vuotta.
   *[unknown] Minkä ikäinen se on, jota asia koskee? Riittää, että kerrot, onko hän alle 65, 65–74 vai vähintään 75 vuotta.
}
suggestion-ask-consent = Tietääkö hän, että otat yhteyttä, ja sopiiko se hänelle?
suggestion-ways-secure = Voit vastata tähän viestiin tai soittaa meille numeroon { $phone } ({ $hours }).
suggestion-end = Autamme mielellämme.

## supervisors: what became of the suggestions
corrections-suggested = Ehdotetut vastaukset
corrections-suggested-counts = Ehdotetuista vastauksista lähetettiin sellaisenaan { $kept }, muutettuna { $changed }, ja hylättiin { $dropped }. Sellaisenaan lähetettyjen osuus:
corrections-suggested-none = Yhtään ehdotettua vastausta ei ole vielä lähetetty tai hylätty tältä ajalta.
corrections-suggested-hint = Luku kertoo ehdotuksista, ei työntekijöistä: kuka ehdotuksen lähetti tai hylkäsi, ei jää talteen. Mukana ovat kaikki valitun päivän jälkeen ratkaistut ehdotukset, myös kun luvut on rajattu syyn tai mallin mukaan.
