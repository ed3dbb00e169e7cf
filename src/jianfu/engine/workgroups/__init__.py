"""Fewest work groups that keep every channel, under a load cap."""
