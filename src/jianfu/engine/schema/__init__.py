"""The tables the engine reads and writes, column by column; the words they use; the measures rules may name."""
