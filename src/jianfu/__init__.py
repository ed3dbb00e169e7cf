"""Jianfu 减负: one honest register of a province's apps, accounts and work groups."""

__version__ = "0.1.0"
