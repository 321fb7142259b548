"""What a writer or an operator asks of the policy: tables, decisions, changes."""
