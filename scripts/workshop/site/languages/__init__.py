"""The languages of the site: their words, their translations, and the ways between them."""
