"""What the API answers: one struct per shape, a module per noun. `showing` fills those of cases."""
