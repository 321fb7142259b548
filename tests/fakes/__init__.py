"""Stand-ins with names: what the rules ask for, in a dictionary."""
