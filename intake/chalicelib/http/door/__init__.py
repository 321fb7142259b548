"""The request, read within its bounds: what it says, who sends it, from where."""
