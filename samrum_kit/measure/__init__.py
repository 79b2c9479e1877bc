"""Numbers from plain sequences: what changed between two periods, how long things take, how a series behaves."""
