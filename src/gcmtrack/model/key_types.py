"""What the keys of a record hold, read from their types: descriptions, words, whether a list, a table, a day."""

from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta


@cache
def hints_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Returns the type of every key of a kind of table, with what is annotated on it."""
    hints = get_type_hints(kind, include_extras=True)
    return {key: hints[key] for key in kind.__struct_fields__}


def alternatives(hint: Any) -> tuple[list[Any], tuple[Meta, ...]]:
    """Takes `Annotated` and `| None` off a type; returns the types of which a value must be one, and what was annotated."""
    if hasattr(hint, "__metadata__"):
        options, inner = alternatives(hint.__origin__)
        return options, (*(meta for meta in hint.__metadata__ if isinstance(meta, Meta)), *inner)
    if not is_union(hint):
        return [hint], ()
    options = [option for option in get_args(hint) if option is not type(None)]
    return alternatives(options[0]) if len(options) == 1 else (options, ())


def unwrapped(hint: Any) -> tuple[Any, tuple[Meta, ...]]:
    """Returns a type without `Annotated` and `| None`, and what was annotated; several literals become one, and other
    alternatives stay a union."""
    options, metas = alternatives(hint)
    if len(options) == 1:
        return options[0], metas
    if all(get_origin(option) is Literal for option in options):
        return Literal[tuple(dict.fromkeys(word for option in options for word in get_args(option)))], metas
    return Union[tuple(options)], metas  # noqa: UP007 (they are known only here)


def words_of(hint: Any) -> tuple[str, ...]:
    """Returns the words of a key with a fixed list, each of its lists sorted; none where any text may stand."""
    literals = [option for option in alternatives(hint)[0] if get_origin(option) is Literal]
    return tuple(dict.fromkeys(word for literal in literals for word in sorted(get_args(literal))))


def is_union(base: Any) -> bool:
    """Returns whether a value may be of several types, such as a list or a number."""
    return get_origin(base) in (Union, UnionType)


def item_of(base: Any) -> Any:
    """Returns the type of what a list holds, unwrapped; any other type, unwrapped, as it is."""
    return unwrapped(get_args(base)[0])[0] if get_origin(base) is tuple else base


def is_table(base: Any) -> bool:
    """Returns whether a type, unwrapped, is a table with keys of its own."""
    return isinstance(base, type) and issubclass(base, msgspec.Struct)


def description(hint: Any) -> str:
    """Returns what the model says of a key."""
    return next(meta.description for meta in unwrapped(hint)[1] if meta.description)
