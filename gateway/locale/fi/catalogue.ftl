## on the page of a Case
catalogue-title = Palveluhakemistosta
catalogue-lead = Nämä voivat vastata asiakkaan kysymykseen. Lue ennen kuin käytät: sinä päätät.
catalogue-by-phone = Tavallisessa sähköpostissa palveluista ei kerrota. Kerro näistä puhelimessa.
catalogue-take = Ota vastaukseen
catalogue-taken = Teksti on vastauksessa. Tarkista se ja lähetä.
catalogue-open = Avaa palvelun sivu uuteen välilehteen
inbox-keys-catalogue = Ota palvelu vastaukseen

## in the answer to a client
catalogue-invented = Esimerkki: palvelu, hinnat ja ajat on keksitty.
catalogue-for-whom = Kenelle: { $text }
catalogue-cost = Maksu: { $text }
catalogue-how = Näin pääset alkuun: { $text }
catalogue-takes = Kuinka kauan se kestää: { $text }
catalogue-page = Lue lisää: { $text }
catalogue-source = Lähde: { $source }, { $date }.
