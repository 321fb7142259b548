"""What a pull request looks like: its pages, photographed, and a comment that shows them."""
