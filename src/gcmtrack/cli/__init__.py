"""The command line: the only place that knows Typer, the clock, standard output and exit codes."""
