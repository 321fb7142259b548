"""What is made besides the pages: for browsers, search engines and other machines, the API and servers."""
