"""The pages that belong to the product, and the articles that the product links to."""
