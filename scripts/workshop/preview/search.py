"""Index the built pages again, beside the preview; the index that is served changes when the new one is whole."""

import argparse
import sys
from pathlib import Path

from workshop.preview.publish import put_in_place
from workshop.site.build import scratch_folder
from workshop.site.community.topics import kept_topics
from workshop.site.pages.stage import gather
from workshop.site.search.index import write_index
from workshop.site.trouble import SiteTrouble
from workshop.stack.processes import lifeline


def main() -> int:
    """Exit code 1 when there is no new index; why is the last line of stderr."""
    lifeline.hold()
    parser = argparse.ArgumentParser(prog="search", description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    try:
        with scratch_folder(options.source) as scratch:
            topics = kept_topics(options.source)
            write_index(options.out, gather(options.source), scratch / "copies", topics, to=scratch / "pagefind")
            put_in_place(scratch / "pagefind", options.out / "pagefind")
    except SiteTrouble as trouble:
        print(*trouble.lines, sep="\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
