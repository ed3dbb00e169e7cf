"""What changes beneath every word."""
