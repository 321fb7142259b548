"""What an operator does after a restore, and with mails that are not sent by themselves."""
