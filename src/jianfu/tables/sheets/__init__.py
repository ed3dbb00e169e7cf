"""Opening files: which there are, which table each holds, where its header is, its cells as text."""
