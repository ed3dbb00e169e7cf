"""Names of places, units and accounts."""
