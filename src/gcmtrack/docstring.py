"""What people read and docstrings say: help pages, checks, findings and schemas are made of them."""

import sys
from typing import Any


def of(what: Any) -> str | None:
    """Returns the docstring of a function or a class, as it stands in the source. Python drops it with `-OO` and
    `PYTHONOPTIMIZE=2`; then it is read from the source."""
    if what.__doc__ is not None or sys.flags.optimize < 2:
        said: str | None = what.__doc__
        return said
    import ast
    import inspect
    from textwrap import dedent

    try:
        (defined,) = ast.parse(dedent(inspect.getsource(what))).body
    except OSError:
        # There is no source beside the compiled file.
        return None
    assert isinstance(defined, ast.FunctionDef | ast.ClassDef)
    return ast.get_docstring(defined, clean=False)


def put_back(package: str) -> None:
    """Gives the classes of a package or a module, as far as it is loaded, their docstrings, for who asks the classes."""
    if sys.flags.optimize < 2:
        return
    for name, module in [*sys.modules.items()]:
        if not f"{name}.".startswith(f"{package}."):
            continue
        for each in [*vars(module).values()]:
            if isinstance(each, type) and each.__module__ == name and each.__doc__ is None:
                each.__doc__ = of(each)
