"""The commands that add a record: what they ask, how they ask it, and the record made of the answers."""
