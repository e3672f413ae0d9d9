# Muistettavat tehtävät, muistutukset ja rajattu pääsy.

remember-title = Muista
remember-reminders = Muistutukset
remember-tasks = Tehtävät
remember-ticked = { $count ->
    [one] Yksi merkitty tehtävä
   *[other] Merkityt tehtävät ({ $count })
}
task-done = Tehty
task-not-needed = Ei tarvita
task-need-yes = Kyllä
task-need-no = Ei
task-before-answer = Ennen kuin vastaat
task-required = Tämä pitää merkitä, ennen kuin asia voidaan päättää.
task-outcome-done = tehty
task-outcome-not_needed = ei tarvittu
task-judged-done = kyllä
task-clock-began = lain määräaika alkoi
task-clock-runs = lain määräaika oli jo käynnissä
task-clock-assessed = arviointi oli jo alkanut, uusi määräaika ei alkanut
task-judged-not_needed = ei
task-row = { $count ->
    [one] Yksi tehtävä
   *[other] { $count } tehtävää
}
task-row-first = { $count ->
    [one] Tehtävä
   *[other] { $count } tehtävää, ensimmäinen
}
inbox-due-task = Viimeistään

## tehtävät
task-human_takeover = Puhu ihmisen kanssa heti
task-human_takeover-how = Hän puhuu kuolemasta tai itsensä vahingoittamisesta. Jatka keskustelua itse tai soita. Jos et tavoita häntä, soita 112.
task-human_takeover-how-safely = Hän puhuu kuolemasta tai itsensä vahingoittamisesta. Jatka keskustelua siinä kanavassa, jossa hän kirjoittaa. Älä soita, ellet tiedä sen olevan turvallista. Jos hän lakkaa vastaamasta, soita 112.
task-urgent_need_check_now = Katso heti, tarvitaanko kiireellistä apua
task-urgent_need_check_now-how = Selvitä, onko ihmisellä ruokaa, lääkkeet, lämpöä ja joku, joka käy. Jos apu ei voi odottaa, järjestä se tänään.
task-follow_up_same_day = Varmista, että ihminen sai apua
task-follow_up_same_day-how = Hän sai hätänumeron tai Päivystysavun numeron. Soita ja kysy, saiko hän avun.
task-follow_up_same_day-how-safely = Hän sai hätänumeron tai Päivystysavun numeron. Älä soita hänelle, ellet tiedä turvallista tapaa. Kysy sosiaalipäivystyksestä, onko apu saatu.
task-follow_up_next_morning = Varmista aamulla, että ihminen sai apua
task-follow_up_next_morning-how = Hän otti yhteyttä, kun neuvonta oli kiinni, ja sai sosiaalipäivystyksen numeron. Soita ja kysy, saiko hän avun.
task-follow_up_next_morning-how-safely = Hän sai sosiaalipäivystyksen numeron. Älä soita hänelle, ellet tiedä turvallista tapaa. Kysy sosiaalipäivystyksestä, onko apu saatu.
task-open_service_guidance = Pyydä palveluohjausta katsomaan avun tarve
task-open_service_guidance-how = Pelastuslaitos tarkistaa kodin. Palveluohjaus selvittää, mitä apua ihminen tarvitsee kotona.
task-undelivered = Viesti ei mennyt perille: soita tai lähetä kirje
task-undelivered-how = Sähköposti palautui tai sitä ei otettu vastaan. Tehtävä poistuu itsestään, kun tavoitat ihmisen puhelimella tai uusi vastaus lähtee.
task-undelivered-how-safely = Älä soita äläkä lähetä kirjettä, ellet tiedä sen olevan turvallista. Odota, että ihminen ottaa itse yhteyttä, tai kysy neuvoa sosiaalipäivystyksestä.
task-start_statutory_clock_if_need_expressed = Kertooko ihminen, että apua tarvitaan?
task-start_statutory_clock_if_need_expressed-how = Kone ei ollut varma. Jos vastaat kyllä, lain määräaika lasketaan siitä päivästä, jona yhteydenotto saapui.
task-start_statutory_clock_if_need_changed = Onko avun tarve muuttunut?
task-start_statutory_clock_if_need_changed-how = Asiakkaalla on jo palveluja. Jos vastaat kyllä, lain määräaika lasketaan siitä päivästä, jona yhteydenotto saapui.
task-new_need = Onko tämä uusi tai muuttunut avun tarve?
task-new_need-how = Arviointi on jo alkanut, ja sen jälkeen tuli viesti avun tarpeesta. Jos vastaat kyllä, alkaa uusi lain määräaika siitä päivästä, jona viesti saapui. Jos viesti koskee samaa tarvetta, vastaa ei.
task-open_need_notification = Tee ilmoitus palvelun tarpeesta
task-open_need_notification-how = Ihmistä kohdellaan huonosti. Vanhuspalvelulain 25 § velvoittaa ilmoittamaan. Kirjaa ilmoitus asiakastietojärjestelmään.
task-record_as_need_notification = Kirjaa tämä ilmoituksena palvelun tarpeesta
task-record_as_need_notification-how = Ihminen ei itse pysty antamaan suostumusta. Kirjaa pyyntö ilmoituksena asiakastietojärjestelmään.
task-register_application = Kirjaa hakemus
task-register_application-how = Hakemus on saapunut sinä päivänä, jona yhteydenotto saapui, myös jos se tehtiin puhumalla.
task-human_confirms_transfer = Vahvista siirto toiselle hyvinvointialueelle
task-human_confirms_transfer-how = Tarkista, että kotikunta on muualla. Siirrä asia sinne. Kun kuittaat siirron tehdyksi, lähettäjä saa siitä viestin. Jos viestiä ei voi lähettää, kerro hänelle itse.
task-human_confirms_transfer-how-safely = Tarkista, että kotikunta on muualla. Siirrä asia sinne ja kerro vastaanottajalle, että yhteyttä saa ottaa vain turvallisella tavalla.
task-contact_sender = Ota yhteyttä lähettäjään
task-contact_sender-how = Asiakkaan suostumus puuttuu. Pyydä lähettäjää kysymään sitä, tai sovi, miten asiakas itse saa yhteyden meihin.
task-contact_sender-how-safely = Soita vain ammattilaisen työnumeroon tai käytä suojattua kanavaa. Älä ota yhteyttä asiakkaaseen. Sovi lähettäjän kanssa, miten asiakas voi turvallisesti ottaa yhteyttä meihin.
task-check_identity_before_answer = Tarkista, kuka kysyy
task-check_identity_before_answer-how = Varmista henkilöllisyys, ennen kuin kerrot mitään asiasta. Älä vahvista edes asiakkuutta.
task-inform_own_worker = Kerro omatyöntekijälle
task-inform_own_worker-how = Ihminen kotiutuu. Hänen palvelunsa pitää saada valmiiksi ajoissa.
task-name_responsible_worker = Nimeä vastuutyöntekijä
task-name_responsible_worker-how = Ihmisellä on monta palvelua tai monta asiaa auki. Yksi työntekijä sovittaa ne yhteen.
task-human_triage = Lue viesti ja päätä, mitä asia koskee
task-human_triage-how = Kone ei ollut varma. Korjaa syy ja ohjaus, jos ne ovat väärin.
task-ask_municipality = Kysy kotikunta
task-ask_municipality-how = Määräaika kuluu jo nyt. Kirjaa kotikunta kohdassa Korjaa tietoja tai siirrä.
task-ask_municipality-how-safely = Määräaika kuluu jo nyt. Kysy kotikunta vain turvallisella tavalla, tai kysy se ammattilaiselta, joka otti yhteyttä.
task-assign_handler = Sovi, kuka hoitaa hakemuksen
task-assign_handler-how = Hakijalla on oikeus tietää, kuka hänen asiaansa hoitaa.
task-copy_discharge_coordinator = Kerro kotiutuskoordinaattorille
task-copy_discharge_coordinator-how = Asia meni omatyöntekijälle. Koordinaattorin pitää tietää, että osasto odottaa vastausta.
task-inform_memory_guidance = Kerro muistineuvonnalle
task-inform_memory_guidance-how = Muisti huolettaa. Muistineuvonta voi auttaa arvioinnin rinnalla.

## muistutukset
remind-lift = Ei enää voimassa
remind-no_disclosure_to_sender = Älä kerro ilmoittajalle, miten asia etenee, äläkä vahvista asiakkuutta. Tieto on salassa pidettävä.
remind-no_data_without_consent = Anna ihmiselle yhteystiedot. Älä anna hänen tietojaan eteenpäin ilman hänen lupaansa.
remind-no_partner_suggestion = Älä ohjaa järjestölle, seurakunnalle tai yritykselle, ennen kuin tiedät, ettei ihminen tarvitse meidän apuamme.
remind-no_case_for_patient = Asiakas ei halua, että hänestä avataan asiaa. Älä ota häneen yhteyttä äläkä kysy uudelleen. Hän voi ottaa yhteyttä itse.
remind-record_anonymously = Yhteydenotto kirjataan nimettömänä. Älä kirjaa nimeä tai henkilötunnusta, ennen kuin ihminen siirtyy asiakkaaksi.
remind-restrict_access = Pääsy on rajattu tiimiin, koska asiakkaan suostumus puuttuu. Älä kerro asiasta muille.
remind-show_free_places = Katso vapaat paikat ja kerro ne kysyjälle. Hänen ei pidä joutua soittamaan jokaiseen yksikköön.

## teot
case-done-ticked = Merkintä on tallennettu.
event-task_done = Muistettava merkitty
refused-task = Tätä ei voi enää merkitä. Joku muu on ehkä jo merkinnyt sen.
refused-undone = { $count ->
    [one] Asiaa ei voi vielä päättää. Yksi tehtävä on vielä kesken:
   *[other] Asiaa ei voi vielä päättää. { $count } tehtävää on vielä kesken:
}
refused-undone-hint = Merkitse ne tehdyiksi tai tarpeettomiksi kohdassa Muista. Valintasi ovat tallella alla.

## rajattu pääsy
restricted-row = Tiedot näkyvät vain tiimin jäsenille.
restricted-tag = Rajattu
restricted-title = Pääsy on rajattu
restricted-lead = Asiakkaan suostumus puuttuu. Siksi tiedot näkyvät vain tiimille { $team }. Jos tarvitset ne työssäsi, kerro miksi.
restricted-why = Miksi avaat asian?
restricted-unsaid = Valitse syy.
restricted-ground-safety = Jonkun henki, terveys tai turvallisuus on vaarassa
restricted-ground-client_asks = Asiakas on itse ottanut minuun yhteyttä
restricted-ground-handed_to_me = Asia on siirretty minulle
restricted-ground-deputy = Sijaistan tiimin jäsentä
restricted-ground-supervision = Valvon työtä tai selvitän lokitietoja
restricted-hint = Syysi ja nimesi jäävät lokiin. Asia on sinulle auki 12 tuntia.
restricted-open = Avaa asia
