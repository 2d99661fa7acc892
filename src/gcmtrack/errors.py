"""The few failures that end a command; `cli` prints each as one sentence and exits with its code.

What is wrong *in the records* is not an error but a `Finding`. Anything else that is raised is a bug and keeps
its traceback.
"""


class GcmtrackError(Exception):
    """The command cannot go on. The message says what is wrong and what to do about it."""

    exit_code = 1
    # What is printed instead of the message where there is room for lines.
    lines: tuple[str, ...] = ()

    def __init__(self, message: str = "", *, lines: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.lines = lines or (message,)


class Misuse(GcmtrackError):
    """The request itself is wrong: an unknown name or value, options that contradict each other."""

    exit_code = 2


class NoSuchRecord(Misuse):
    """No record answers to the name that was given."""


class AmbiguousName(Misuse):
    """More than one record answers to the name that was given."""


class NoRecordsFolder(GcmtrackError):
    """The folder of records is missing or is not one."""


class InvalidRecords(GcmtrackError):
    """The records have problems and the command needs them whole."""


class WriteRefused(GcmtrackError):
    """Nothing was written: the folder is read-only, a name is taken, a file changed underneath, the disk is full."""


class NameTaken(WriteRefused):
    """A new file was to have a name that another file has."""


class NoLink(GcmtrackError):
    """The record leads to no address, or to none in the language that was asked for."""
