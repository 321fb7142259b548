"""The same articles, built and searched by Varde and by its peers."""
