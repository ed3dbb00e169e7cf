"""Reading cells: one DuckDB expression per kind, quick for clean text, patient with messy text."""
