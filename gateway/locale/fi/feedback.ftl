# Palaute chatista, esihenkilöille.
feedback-nav = Palaute
feedback-title = Palaute chatista
feedback-lead = Näin ihmiset ovat vastanneet keskustelun jälkeen. Vastauksia ei voi yhdistää keskusteluun eikä ihmiseen. Jos vastauksia on kuukaudessa alle { $fewest }, niitä ei näytetä.
feedback-caption = Vastaukset kuukausittain
feedback-month = Kuukausi
feedback-count = Vastauksia
feedback-helped = Sai apua
feedback-partly = Sai osittain apua
feedback-mean = Arvosana, keskiarvo 1–5
feedback-few = Alle { $fewest } vastausta
feedback-none = Vastauksia ei ole vielä.
feedback-percent = { $percent } %
