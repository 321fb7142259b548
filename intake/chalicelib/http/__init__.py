"""The API: routes by resource, one way to parse, one way to refuse."""
