"""The addresses that are no pages: who answers below them is said in __main__.py. No topic may be called like one."""

API = "/api"
MAIL = "/_mail"
LIVE = "/_live"
ALL = (API, MAIL, LIVE)
