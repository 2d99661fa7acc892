"""What a person types, as values of the records."""
