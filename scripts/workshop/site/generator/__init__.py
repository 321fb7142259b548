"""MkDocs: its configuration, and one pass of it for each language."""
