"""What changes records: new ones, changed keys, renamed ones, mended files."""
