"""What of the support policy is typed into an article."""
