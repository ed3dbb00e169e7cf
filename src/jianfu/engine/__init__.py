"""The pure half: tables in, tables out. No web framework, clock, randomness or environment."""
