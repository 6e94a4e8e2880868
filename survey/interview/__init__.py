"""What a phone sends: the content of an interview, and sealing it to a round's key. Pure."""
