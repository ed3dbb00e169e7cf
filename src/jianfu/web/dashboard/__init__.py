"""The figures, each of which opens."""
