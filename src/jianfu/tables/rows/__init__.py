"""Rows: which are no rows at all, which are at fault on their own, which only beside others."""
