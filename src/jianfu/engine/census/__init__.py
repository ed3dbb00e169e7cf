"""How far a census is, and what late finds make of its baseline."""
