"""What gcmtrack relies on in Typer without Typer's promise; CI runs this on the newest Typer too."""

import inspect
import os
import subprocess
import sys

import pytest
import typer
from typer.core import TyperCommand

from gcmtrack.cli import typer_private
from gcmtrack.cli.app import _built
from gcmtrack.cli.completion import phases
from gcmtrack.cli.table import COMMANDS

# What the script of each shell must hold, for `cli.shells` to understand its question and to be understood.
SENT = {
    "bash": ['COMP_WORDS="${COMP_WORDS[*]}"', "COMP_CWORD=$COMP_CWORD", "_GCMTRACK_COMPLETE=complete_bash", "local IFS=$'", "COMPREPLY=( $("],
    "zsh": ['_TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}"', "_GCMTRACK_COMPLETE=complete_zsh", "eval $("],
    "fish": ["_TYPER_COMPLETE_ARGS=(commandline -cp)", "_GCMTRACK_COMPLETE=complete_fish", "_TYPER_COMPLETE_FISH_ACTION=is-args", "_TYPER_COMPLETE_FISH_ACTION=get-args", "--no-files"],
    "powershell": ["$Env:_GCMTRACK_COMPLETE", "$Env:_TYPER_COMPLETE_ARGS", "$Env:_TYPER_COMPLETE_WORD_TO_COMPLETE", '-Split ":::"'],
}  # fmt: skip


@pytest.mark.parametrize("shell", SENT)
def test_the_scripts_ask_as_they_are_answered(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack"],
        env={**os.environ, "_GCMTRACK_COMPLETE": f"source_{shell}"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    script = " ".join(done.stdout.split())
    assert [part for part in SENT[shell] if part not in script] == []


def test_a_bad_command_line_is_an_exception_of_its_own() -> None:
    assert issubclass(typer.BadParameter, typer_private.ClickException)
    error = typer_private.ClickException("a message")
    assert (error.message, error.format_message(), error.exit_code) == ("a message", "a message", 1)
    assert callable(error.show)


def test_the_completion_of_a_parameter_is_found_where_it_was_declared() -> None:
    events = _built("events")
    assert isinstance(events, TyperCommand)
    assert typer_private.completion_of(events, "phase") is phases
    assert typer_private.completion_of(events, "since") is None
    assert typer_private.completion_of(events, "nosuch") is None


def test_a_parameter_is_known_as_a_path() -> None:
    export = _built("export")
    paths = {name for param in export.params if typer_private.holds_path(export, name := param.name)}
    assert paths == {"output", "package", "into", "template", "records"}
    assert typer_private.holds_path(_built("init"), "folder")
    # A file or an address, a day or a folder.
    assert typer_private.holds_path(_built("audit"), "pages")
    assert typer_private.holds_path(_built("add-statement"), "page")
    assert typer_private.holds_path(_built("changes"), "since")


def test_commands_tell_of_their_parameters() -> None:
    """Typer's own names of what a parameter is, as `cli.shells` reads them."""
    for name in COMMANDS:
        command = _built(name)
        context = command.make_context(name, [], resilient_parsing=True)
        params = command.get_params(context)
        assert {param.param_type_name for param in params} <= {"argument", "option"}
        for param in params:
            if param.param_type_name == "option":
                assert all(option.startswith("-") for option in (*param.opts, *param.secondary_opts))
                assert {type(param.is_flag), type(param.multiple), type(param.hidden)} == {bool}
            assert isinstance(param.nargs, int)
        assert "help" in {param.name for param in params}
        assert set(inspect.signature(command.callback).parameters) <= {param.name for param in params}
