"""The addresses that are no pages: __main__.py decides who answers them. No topic can have such a name."""

API = "/api"
MAIL = "/_mail"
LIVE = "/_live"
ALL = (API, MAIL, LIVE)
