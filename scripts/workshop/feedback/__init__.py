"""What readers say about the articles, for those who write them."""
