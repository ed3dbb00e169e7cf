"""Exact optimisation with a proven bound. Knows nothing of the field."""
