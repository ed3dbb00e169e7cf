"""What the dashboard asks."""
