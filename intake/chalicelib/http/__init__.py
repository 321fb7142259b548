"""The API: routes by noun, one way to parse, one way to refuse."""
