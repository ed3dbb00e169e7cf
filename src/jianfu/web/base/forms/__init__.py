"""Forms of the base."""
