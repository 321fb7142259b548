"""The index is made in memory, and memory is given back."""

import os
import subprocess
import sys

from workshop.site.search.index import IN_MEMORY, remove_left_overs


def test_what_a_killed_process_left_in_memory_goes_and_what_a_living_one_has_stays(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for owner in (gone.pid, os.getpid(), "somebody"):
        (tmp_path / f"{IN_MEMORY}{owner}-x1").mkdir()
    remove_left_overs(tmp_path)
    assert {folder.name for folder in tmp_path.iterdir()} == {f"{IN_MEMORY}{os.getpid()}-x1", f"{IN_MEMORY}somebody-x1"}
