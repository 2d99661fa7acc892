"""What a page says: its text with places, its dates, its events; nothing of the record."""
