"""The measured register in Django's own admin."""
