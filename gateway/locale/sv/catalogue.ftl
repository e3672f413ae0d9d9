## on the page of a Case
catalogue-title = Ur servicekatalogen
catalogue-lead = De här kan svara på klientens fråga. Läs dem innan du använder dem: det är du som bestämmer.
catalogue-by-phone = I vanlig e-post berättar vi inte om tjänster. Berätta om de här per telefon.
catalogue-take = Ta med i svaret
catalogue-taken = Texten finns i svaret. Kontrollera den och skicka.
catalogue-open = Öppna tjänstens sida i en ny flik
inbox-keys-catalogue = Ta med en tjänst i svaret

## in the answer to a client
catalogue-invented = Exempel: tjänsten, priserna och tiderna är påhittade.
catalogue-for-whom = För vem: { $text }
catalogue-cost = Avgift: { $text }
catalogue-how = Så kommer du i gång: { $text }
catalogue-takes = Hur länge det tar: { $text }
catalogue-page = Läs mer: { $text }
catalogue-source = Källa: { $source }, { $date }.
