"""What may happen to an entry, step by step: its life, and its filing with its clocks."""
