"""What changes units, posts and grants."""
