"""Mail to requesters: the words in seven languages, composing a message, and the door to a mail service."""
