"""What the scripts ask that Typer installs in a shell, which it does not promise to keep; tests/test_typer_private.py says
what is relied on. Nothing here needs Typer."""

# The options of the program that answer and end it, even while a line is only completed.
ENDING = ("--version", "-V", "--help", "-h")

# The variable by which the scripts of `--install-completion` ask what to offer: complete_bash, complete_zsh, ...
COMPLETE = "_GCMTRACK_COMPLETE"
# What they send with it: bash the words and which of them is at the cursor, the others the line up to the cursor.
BASH_WORDS, BASH_POSITION = "COMP_WORDS", "COMP_CWORD"
LINE = "_TYPER_COMPLETE_ARGS"
# fish asks first whether there is anything to offer ("is-args"), PowerShell sends the begun word by itself.
FISH_ACTION = "_TYPER_COMPLETE_FISH_ACTION"
POWERSHELL_WORD = "_TYPER_COMPLETE_WORD_TO_COMPLETE"
