"""What of the record a page means: names in three languages, dates, versions of texts."""
