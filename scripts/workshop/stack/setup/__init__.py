"""What a stack begins with: options, places, keys, tables and sample accounts."""
