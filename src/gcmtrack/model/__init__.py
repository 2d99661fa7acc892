"""What things are: records, their dates, words and ids. No disk, no clock, no language."""
