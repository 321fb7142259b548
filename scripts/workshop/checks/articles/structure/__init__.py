"""What a page is made of: its front matter, headings, lines, links and the HTML in it."""
