"""The kinds of files that can be beside articles, by the end of their names."""

PICTURES = ("png", "jpg", "jpeg", "gif", "webp", "avif")
# To take home. Not: what a browser would show as a page of ours, or run (html, svg, js, css).
DOWNLOADS = ("csv", "ics", "json", "pdf", "txt", "vcf", "xlsx", "zip")
