"""The help centre: staged, built once per language, given its headers and its search."""
