"""Where SQL runs: DuckDB on one machine, Spark on many. Four verbs and nothing else."""
