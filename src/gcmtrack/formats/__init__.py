"""Records as text for other programs, one module a format; none imports another."""
