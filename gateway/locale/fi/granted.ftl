# Myönnetyt palvelut ja niiden kolme kuukautta.

service-home_care = Kotihoito
service-support_service = Tukipalvelu (ateria, siivous, kauppa)
service-safety_phone = Turvapuhelin tai muu kotiin tuotava teknologia
service-day_activity = Päivätoiminta
service-short_term_care = Lyhytaikaishoito
service-communal_housing = Yhteisöllinen asuminen
service-round_the_clock_care = Ympärivuorokautinen palveluasuminen
service-family_care = Perhehoito
service-informal_care = Omaishoidon tuki
service-transport = Kuljetuspalvelu
service-other = Muu palvelu
service-decided = { $service } (päätös { $day })
service-outcome-begun = Alkanut
service-outcome-not_needed = Ei enää tarpeen
service-outcome-mistaken = Kirjattu virheellisesti

granted-title = Myönnetyt palvelut
granted-must-begin = alettava viimeistään { $day }.
granted-had-to-begin = Piti alkaa viimeistään { $day }.
granted-was-late = Sen piti alkaa viimeistään { $day }.
granted-began = alkoi { $day }
granted-detail-decided = päätös { $day }
granted-pressure-nearing = Aikaa on enintään neljä viikkoa.
granted-pressure-pressing = Aikaa on enintään viikko.
granted-pressure-today = Tänään on viimeinen päivä.
granted-pressure-overdue = Myöhässä: ei ole alkanut.

case-act-service-granted = Palvelu myönnettiin
granted-hint = Myönnetyn palvelun on alettava ilman aiheetonta viivytystä, viimeistään kolmen kuukauden kuluessa päätöksestä. Määräaikaa seurataan täällä myös asian päätyttyä.
granted-service = Mikä palvelu?
granted-decided-on = Päätöksen päivä
granted-decided-on-hint = Päivä, jona päätös tehtiin. Se voi olla ennen yhteydenottoa, mutta ei tulevaisuudessa.
granted-save = Kirjaa päätös
case-done-service-granted = Päätös on kirjattu. Päivä, johon mennessä palvelun on alettava, näkyy kohdassa Määräajat.
case-act-service-begun = Palvelu alkoi
granted-which = Palvelu
granted-began-on = Palvelun ensimmäinen päivä
granted-began-on-hint = Päivä, jona asiakas sai palvelua ensimmäisen kerran.
granted-begun-save = Kirjaa palvelu alkaneeksi
case-done-service-begun = Palvelu on kirjattu alkaneeksi.
case-act-service-ended = Palvelu ei ala
granted-ended-hint = Käytä tätä, kun asiakas ei enää tarvitse palvelua tai päätös on kirjattu vahingossa. Jos määräaika on jo ylittynyt, se jää ylittyneeksi, paitsi kun kirjaus oli virhe.
granted-outcome = Miksi palvelu ei ala?
granted-why = Perustelu
granted-ended-save = Kirjaa, että palvelu ei ala
case-done-service-ended = On kirjattu, että palvelu ei ala.
case-act-service-taken-back = Peru palvelua koskeva kirjaus
granted-taken-back-hint = Jos palvelu kirjattiin vahingossa alkaneeksi tai sellaiseksi, joka ei ala, määräaika jatkuu samaan päivään.
granted-taken-back-save = Peru kirjaus
case-done-service-taken-back = Kirjaus on peruttu. Määräaika jatkuu.
granted-after-end = Myönnetyt palvelut

refused-granted-in-future = Päätöksen päivä ei voi olla tulevaisuudessa.
refused-granted-long-ago = Päätös olisi yli vuoden vanhempi kuin asia. Tarkista vuosi.
refused-service-begun-in-future = Palvelu ei voi alkaa tulevaisuudessa. Kirjaa alku, kun palvelu on alkanut.
refused-service-begun-before-decision = Palvelu ei ole voinut alkaa ennen päätöstä. Tarkista päivät.
refused-no-service = Tämä palvelu ei odota alkamista. Katso myönnetyt palvelut kohdasta Määräajat.
refused-service-runs = Tästä palvelusta ei ole kirjausta, jonka voisi perua.

event-service_granted = Palvelu myönnettiin
event-service_begun = Palvelu alkoi
event-service_ended = Palvelu ei ala
event-service_taken_back = Palvelua koskeva kirjaus peruttiin

deadlines-services = Myönnetyt palvelut: kolmessa kuukaudessa päätöksestä
deadlines-services-running = { $running ->
    [0] Yksikään myönnetty palvelu ei odota alkamista.
    [one] Yksi myönnetty palvelu odottaa alkamista.
   *[other] { $running } myönnettyä palvelua odottaa alkamista.
}
deadlines-services-overdue = { $count ->
    [one] Niistä yksi on myöhässä.
   *[other] Niistä { $count } on myöhässä.
}
deadlines-services-none-near = Yhdenkään määräaika ei pääty neljän viikon sisällä.
deadlines-services-record = Viimeisten { $days } päivän aikana päättyi { $due } palvelun määräaika. Niistä { $late } ei ollut alkanut ajoissa.
deadlines-services-hint = Luettelossa ovat ne, jotka ovat myöhässä tai joiden määräaika päättyy neljän viikon sisällä. Myöhästyminen jää lukuihin.
