"""Rules as data, judged in one pass over columns: hit, unknown, exempt, or nothing to say."""
