"""What readers say about the articles."""
