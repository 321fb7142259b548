"""Cases that are answered at once: by a call, or in a chat, which continues in writing when nobody came."""
