"""What measurements show, in fixed sentences: what lay where, how sure it is, and what makes it weak."""
