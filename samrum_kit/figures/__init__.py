"""Numbers that leave the team: counted, and told only where nobody can be found in them."""
