# Where is my matter: the steps that a reference number shows. Not a word about the matter itself.

public-status-handled = Being handled
public-status-handled-words = Your matter is being looked after.
public-status-waiting = Waiting for you
public-status-waiting-words = We are waiting for your answer, or for a time that we agreed with you.
public-status-done = Done
public-status-done-words = The matter was completed on { $moment }.
public-status-now = your matter is here now
public-status-past = (done)
