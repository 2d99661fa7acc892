"""Modules that libraries import for functions that hardly any command calls: they are loaded when one is."""

import sys
from _thread import RLock
from importlib import import_module
from types import ModuleType
from typing import Any

# Typer, and what it imports, ask for these on every run; an eighth of the time of its import is theirs.
_OF_TYPER = ("bz2", "ipaddress", "linecache", "locale", "lzma", "subprocess", "textwrap", "tokenize")
# And msgspec for these.
_OF_MSGSPEC = ("msgspec.inspect", "msgspec.toml", "msgspec.yaml")
PUT_OFF = (*_OF_TYPER, *_OF_MSGSPEC)

_loading = RLock()


class Late(ModuleType):
    """Stands for a module written in Python until somebody asks for what it holds; then it becomes that module."""

    def __getattr__(self, name: str) -> Any:
        # `from` asks for it first; none of them is a package.
        if name == "__path__":
            raise AttributeError(name)
        # Whoever comes while another thread loads it waits; what is missing then is missing.
        with _loading:
            if type(self) is Late and "__file__" not in self.__dict__:
                _load(self)
            try:
                return self.__dict__[name]
            except KeyError:
                raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


def _load(module: ModuleType) -> None:
    name = module.__name__
    above = name.rpartition(".")[0]
    path = import_module(above).__path__ if above else None
    found = (finder.find_spec(name, path) for finder in sys.meta_path)
    spec = next(spec for spec in found if spec is not None)
    assert spec.loader is not None
    module.__spec__, module.__loader__, module.__package__ = spec, spec.loader, spec.parent
    module.__file__ = spec.origin
    spec.loader.exec_module(module)
    module.__class__ = ModuleType


def _quote_from_bytes(*given: Any) -> str:
    from urllib.parse import quote

    return quote(*given)


def put_off() -> None:
    """Puts off loading these modules until they are used."""
    for name in PUT_OFF:
        if name not in sys.modules:
            sys.modules[name] = Late(name)
    if sys.platform == "linux" and "platform" not in sys.modules:
        sys.modules["platform"] = platform = Late("platform")
        # The only thing that is asked of it at once, by `uuid`.
        platform.__dict__["system"] = lambda: "Linux"
    if "urllib.parse" not in sys.modules:
        sys.modules["urllib.parse"] = parse = Late("urllib.parse")
        import_module("urllib").parse = parse  # type: ignore[attr-defined]
        # `pathlib` takes this one by its name, for addresses of files, which nothing here asks for.
        parse.__dict__["quote_from_bytes"] = _quote_from_bytes


def bring_msgspec() -> None:
    """Imports msgspec without `typing_extensions`, of which it takes only what `typing` has since Python 3.11."""
    extensions = "typing_extensions"
    if extensions in sys.modules:
        return
    sys.modules[extensions] = None  # type: ignore[assignment]
    try:
        import_module("msgspec")
    finally:
        del sys.modules[extensions]
