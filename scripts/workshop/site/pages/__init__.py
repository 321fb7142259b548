"""The pages before they are built: read, completed with what is missing in a language, and put in order."""
