"""Records folders: TOML files to records and findings, and back."""
