"""
The local AWS engine: MiniStack with a journal, so that no acknowledged write is lost.

Runs under `.venv-engine`, so nothing in here imports more than the standard library, MiniStack and hypercorn.
"""
