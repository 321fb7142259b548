"""The worker that sends what waits, and the mail server that receives it."""
