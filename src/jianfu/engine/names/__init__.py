"""Folding Chinese names: of units, of places, of words in cells."""
