"""Whose help centre this is: names, addresses, looks and locales, read from the company's folder."""

from chalicelib.company.company import Company, Footer, Locale, Palette, Site
from chalicelib.company.files import text_of, toml_of
from chalicelib.company.folder import folder
from chalicelib.company.load import read, shipped

__all__ = ["Company", "Footer", "Locale", "Palette", "Site", "folder", "read", "shipped", "text_of", "toml_of"]
