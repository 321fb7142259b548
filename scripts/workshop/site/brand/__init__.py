"""How the company looks: colours, icons and cards of shared links."""
