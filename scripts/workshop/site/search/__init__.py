"""The search index of each language: what it reads of a page, which words it knows, and its questions for a test."""
