"""Public topics of a Discourse community, for the site's own search (decisions/0016)."""
