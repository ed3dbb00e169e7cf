"""Changes of the database, one each."""
