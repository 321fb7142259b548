"""A case and its life: submitting, answering, closing, and the questions the inbox and the desk ask."""
