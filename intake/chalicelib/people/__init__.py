"""Who somebody is: the account directory, proving an address, sessions."""
