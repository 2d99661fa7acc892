"""A long file in chunks, so that of a large record never the whole of it is in memory."""

from collections.abc import Iterable, Iterator

Chunks = Iterable[bytes]

_SIZE = 1 << 16


def encoded(texts: Iterable[str]) -> Iterator[bytes]:
    """Yields the texts as UTF-8, many of them in each chunk."""
    return gathered(map(str.encode, texts))


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yields the same bytes in chunks that are worth a write of their own."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _SIZE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
