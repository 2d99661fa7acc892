"""What is to be said of a page: the named findings, what silences them, what could stand instead."""
