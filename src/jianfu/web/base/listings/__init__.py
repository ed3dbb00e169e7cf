"""Lists of what every word shares."""
