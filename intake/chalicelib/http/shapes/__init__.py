"""What the API answers: one struct per shape, a module per resource. `showing` fills those of cases."""
