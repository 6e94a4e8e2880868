"""Pure: what a phone sends. The content of an interview, and sealing it to a round's key."""
