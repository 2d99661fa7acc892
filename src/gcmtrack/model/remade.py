"""Long sequences of which only the places are kept: what stands at one is made anew each time it is asked for."""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from itertools import accumulate, chain, groupby, islice
from typing import Any, Protocol, TypeVar, overload, runtime_checkable

_T = TypeVar("_T")
_U = TypeVar("_U")
_K = TypeVar("_K")
_T_co = TypeVar("_T_co", covariant=True)


class Remade(Sequence[_T_co]):
    """What `make` makes of each of the places, in their order."""

    def __init__(self, places: Sequence[int], make: Callable[[int], _T_co]) -> None:
        self._places = places
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[_T_co]:
        return map(self._make, self._places)

    @overload
    def __getitem__(self, at: int) -> _T_co: ...
    @overload
    def __getitem__(self, at: slice) -> "Remade[_T_co]": ...
    def __getitem__(self, at: int | slice) -> "_T_co | Remade[_T_co]":
        if isinstance(at, slice):
            return Remade(self._places[at], self._make)
        return self._make(self._places[at])


def made(places: Sequence[int], make: Callable[[int], _U], of: Sequence[Any]) -> Sequence[_U]:
    """Returns what `make` makes of each of the places; anew each time where what it is made `of` is made anew itself."""
    found = Remade(places, make)
    return found if isinstance(of, Remade) else list(found)


def each(some: Sequence[_T], make: Callable[[_T], _U]) -> Sequence[_U]:
    """Returns what is made of each; anew each time where these are made anew themselves."""
    return made(range(len(some)), lambda at: make(some[at]), some)


def in_sequence(some: Iterable[_T]) -> Sequence[_T]:
    """Returns the same in a sequence, which it may be already."""
    return some if isinstance(some, Sequence) else list(some)


def joined(*several: Sequence[_T]) -> Sequence[_T]:
    """Returns what stands in several sequences as one; made anew where one of them is."""
    if not any(isinstance(some, Remade) for some in several):
        return [one for some in several for one in some]
    return _Joined(several)


class _Joined(Remade[_T]):
    def __init__(self, several: Sequence[Sequence[_T]]) -> None:
        self._several = several
        self._begins = list(accumulate(map(len, several), initial=0))
        super().__init__(range(self._begins[-1]), self._one)

    def __iter__(self) -> Iterator[_T]:
        return chain.from_iterable(self._several)

    def _one(self, place: int) -> _T:
        number = bisect_right(self._begins, place) - 1
        return self._several[number][place - self._begins[number]]


def at_places(some: Sequence[_T], places: Sequence[int]) -> Sequence[_T]:
    """Returns what stands at the places, in their order; made anew where these are made anew themselves."""
    return made(places, some.__getitem__, some)


def runs(some: Sequence[_T], key: Callable[[_T], _K]) -> Iterator[tuple[_K, Sequence[_T]]]:
    """Yields what stands next to each other with the same key, as parts of the sequence."""
    begin = 0
    for value, run in groupby(map(key, some)):
        end = begin + sum(1 for _ in run)
        yield value, some[begin:end]
        begin = end


@runtime_checkable
class Holding(Protocol[_T]):
    """A collection that keeps many of its own without each being in memory."""

    def held(self, some: Iterable[_T]) -> Sequence[_T]: ...


def held(some: Iterable[_T], records: Mapping[str, _T]) -> Sequence[_T]:
    """Returns some of the records, in their order; many of a large record are made anew by whoever goes through them."""
    return records.held(some) if isinstance(records, Holding) else list(some)


def all_held(records: Mapping[str, _T]) -> Sequence[_T]:
    """Returns all records of a kind; see `held`."""
    return held(records.values(), records)


@runtime_checkable
class Passing(Protocol[_T_co]):
    """A collection that can be gone through without any of it being kept."""

    def once(self) -> Iterator[_T_co]: ...


def once(some: Iterable[_T]) -> Iterator[_T]:
    """Yields what is in a collection to whoever goes through it one time only."""
    return some.once() if isinstance(some, Passing) else iter(some)


class GoneThrough(Mapping[str, _T]):
    """A mapping whose values can be gone through again and again, or once with nothing kept for it."""

    @abstractmethod
    def each(self) -> Iterator[_T]:
        """Yields all values in order."""

    @abstractmethod
    def once(self) -> Iterator[_T]:
        """Yields all values in order for whoever goes through them one time only."""

    def values(self) -> ValuesView[_T]:
        return Values(self)


class Values(ValuesView[_T]):
    """The values of such a mapping."""

    def __init__(self, mapping: GoneThrough[_T]) -> None:
        super().__init__(mapping)
        self._of = mapping

    def __iter__(self) -> Iterator[_T]:
        return self._of.each()

    def once(self) -> Iterator[_T]:
        return self._of.once()


# So few that nobody minds the memory, and so many that what is done for all of them at once is worth it.
_PORTION = 256


def portions(some: Iterable[_T], size: int | None = None) -> Iterator[list[_T]]:
    """Yields what is in a collection in lists of no great length, or of `size`, the last of what is left."""
    waiting = iter(some)
    while portion := list(islice(waiting, size or _PORTION)):
        yield portion
