"""A case and its life: submitting, answering, closing, and the queries of the inbox and the desk."""
