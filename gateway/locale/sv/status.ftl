# Hur går mitt ärende: stegen som syns med referensnumret. Inte ett ord om själva ärendet.

public-status-handled = Under behandling
public-status-handled-words = Vi sköter ditt ärende.
public-status-waiting = Väntar på dig
public-status-waiting-words = Vi väntar på ditt svar eller på en tid som vi har kommit överens om med dig.
public-status-done = Klart
public-status-done-words = Ärendet blev klart { $moment }.
public-status-now = här är ärendet nu
public-status-past = (klart)
