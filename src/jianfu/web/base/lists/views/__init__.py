"""The pages and files of a list."""
