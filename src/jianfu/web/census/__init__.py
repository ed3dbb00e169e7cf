"""Campaigns, declarations, imports, reconciliation, and the frozen baseline."""
