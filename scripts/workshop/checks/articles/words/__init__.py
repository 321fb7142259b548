"""The words of an article: how they are spelled, which of them contradict our vocabulary, how hard they are to read."""
