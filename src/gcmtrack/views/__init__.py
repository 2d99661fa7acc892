"""What people ask of the records, as rows: records in, rows out; `today` is a parameter."""
