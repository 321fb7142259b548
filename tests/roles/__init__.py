"""
What a test needs of the company that is given, by its role: a channel with a chat, a customer without a seat, an agent.

The answers come from the files of the company (`VARDE_COMPANY`, else the shipped one), read as its gate reads them: no
code is shared with the product. A company without such a thing or person skips the test and says what it lacks; the
shipped company has them all, which its own tests prove.
"""
