"""The processes of the stack: started, watched, started again, ended."""
