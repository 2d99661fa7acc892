"""References that lead back to where they began, found in one walk along each key."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.findings import Finding

_SHOWN = 6

# Ids by the id that names them.
_Graph = Mapping[str, tuple[str, ...]]


def loop(checkup: Checkup) -> Iterator[Finding]:
    """`part_of`, `supersedes` or `member_of` that leads back to the record itself.

    A chain has a beginning, and nobody is a member of itself.
    """
    for (folder, key), named in checkup.gathered.named.items():
        for id_, way in ways_back(named).items():
            said = f"{key!r} leads back to the record itself: {_told(id_, *way)}"
            yield at(checkup.records.all_of(folder)[id_], key, says=said)


def ways_back(graph: _Graph) -> dict[str, tuple[list[str], int]]:
    """Returns, for every id from which a way leads back to it, a loop of ids and its own position there."""
    # What no loop goes through is taken off from both ends, so that little is left to search.
    left = _inner(_inner(graph, graph), _turned(graph))
    found: dict[str, tuple[list[str], int]] = {}
    for id_ in left:
        if id_ not in found and (ring := _ring(graph, left, id_)):
            for position, each in enumerate(ring):
                found.setdefault(each, (ring, position))
    return found


def _turned(graph: _Graph) -> _Graph:
    turned: dict[str, list[str]] = {}
    for id_, others in graph.items():
        for other in others:
            turned.setdefault(other, []).append(id_)
    return {id_: tuple(others) for id_, others in turned.items()}


def _inner(some: Iterable[str], graph: _Graph) -> dict[str, None]:
    """The ids of `some`, in order, from which ways along `graph` never end within `some`."""
    left = dict.fromkeys(some)
    onward = {id_: sum(other in left for other in graph.get(id_, ())) for id_ in left}
    backward = _turned({id_: graph.get(id_, ()) for id_ in left})
    ended = [id_ for id_, number in onward.items() if not number]
    while ended:
        id_ = ended.pop()
        del left[id_]
        for before in backward.get(id_, ()):
            onward[before] -= 1
            if not onward[before]:
                ended.append(before)
    return left


def _ring(graph: _Graph, left: Mapping[str, None], start: str) -> list[str]:
    """The shortest loop through `start`; empty when there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        id_ = waiting.popleft()
        for other in graph[id_]:
            if other == start:
                ring = [id_]
                while ring[-1] != start:
                    ring.append(came_from[ring[-1]])
                return ring[::-1]
            if other in left and other not in came_from:
                came_from[other] = id_
                waiting.append(other)
    return []


def _told(id_: str, ring: list[str], position: int) -> str:
    """The way along a loop from `id_` back to it; a long one is cut in the middle."""
    after = [ring[(position + step) % len(ring)] for step in range(1, min(len(ring), _SHOWN))]
    way = [id_, *after] if len(ring) <= _SHOWN else [id_, *after[:-1], f"{len(ring) - _SHOWN + 1} more"]
    return " → ".join((*way, id_))
