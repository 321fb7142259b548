"""
`python -m tests.clone FOLDER` makes a clone of this repository with the foreign company in it, its tables rendered.

There the tests of the pages run against its articles and its policy.
"""

import sys
from pathlib import Path

from tests.clone.clone import Clone

if __name__ == "__main__":
    home = Path(sys.argv[1]).resolve()
    home.mkdir(parents=True)
    clone = Clone(home)
    said = clone.run("scripts/render_policy")
    print(said.stdout, clone.root, sep="\n")
    sys.exit(said.returncode)
