"""Log lines: one JSON object a line on stderr, without personal data."""
