"""The county's services as people ask for them: a copy of the national catalogue (PTV), and what in it may answer."""
