"""What may be told outside the team: small numbers held back, and whatever would give them away."""
