"""Whether a part of the stack answers."""

import urllib.error
import urllib.request


def answers(url: str) -> bool:
    """Asks once; a home page that says 503 answers too: there is no site yet, and that was said."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code == 503 and url.endswith("/")
    except OSError:
        return False
