"""The preview: a saved article is shown in seconds, by processes that keep the generator warm."""
