# Missä asiani on: vaiheet, jotka näkyvät viitenumerolla. Ei sanaakaan asiasta itsestään.

public-status-handled = Käsittelyssä
public-status-handled-words = Asiaasi hoidetaan.
public-status-waiting = Odottaa sinua
public-status-waiting-words = Odotamme vastaustasi tai aikaa, jonka sovimme kanssasi.
public-status-done = Valmis
public-status-done-words = Asia tuli valmiiksi { $moment }.
public-status-now = asia on nyt tässä
public-status-past = (tehty)
