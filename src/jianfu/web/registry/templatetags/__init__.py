"""Filters of the pages of the register."""
