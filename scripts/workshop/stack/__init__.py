"""The local stack: engine, front, mail, worker, and the supervisor that keeps them running."""
