"""What a visit brings into the browser."""

import gzip
import re


def weight(page, address, shown):
    """Gzip bytes of all scripts and styles that a visit brings, by address."""
    page.goto(address)
    page.wait_for_selector(shown)
    came = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    ours = {url for url in came if re.search(r"/assets/[^?]*\.(js|css)(\?|$)", url)}
    return {url: len(gzip.compress(page.context.request.get(url).body(), 9)) for url in ours}
