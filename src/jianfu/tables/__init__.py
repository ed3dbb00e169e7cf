"""The border: spreadsheets, CSV and Parquet in; tables, rejected rows and reports out."""
