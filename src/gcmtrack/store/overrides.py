"""What `overrides` in a record says of the record below that it stands in place of: the digest of its file then."""

from hashlib import sha256

_DIGITS = 16
# What a person writes by hand may be longer or shorter, as the model allows.
_ALL = 64


def digest(raw: bytes) -> str:
    """Returns the digest of a record's file; line ends do not count, since a checkout may change them."""
    return _whole(raw)[:_DIGITS]


def is_of(overrides: str, raw: bytes) -> bool:
    """Whether `overrides` is the digest of a file, given with as many digits as it may be."""
    whole = _whole(raw)
    return whole.startswith(overrides) if len(overrides) <= _ALL else False


def _whole(raw: bytes) -> str:
    return sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
