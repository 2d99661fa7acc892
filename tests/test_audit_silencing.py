"""Comments on a page that silence findings."""

import pytest

from auditing import names, said

LINE = "Tuesday, 10 December 2018"


@pytest.mark.parametrize(
    "page",
    [
        f"{LINE} <!-- gcmtrack: ignore same-page-contradiction -->\n",
        f"{LINE} <!-- gcmtrack: ignore -->\n",
        f"<!-- gcmtrack: ignore same-page-contradiction -->\n{LINE}\n",
        f"<!-- gcmtrack: ignore other-dates, same-page-contradiction -->\n\nWe met on\n{LINE}.\n",
        f"<!-- gcmtrack: ignore same-page-contradiction -->\nA\n\nB: {LINE}\n<!-- /gcmtrack: ignore same-page-contradiction -->\n",
        f"<!-- gcmtrack: ignore -->\nA\n\nB: {LINE}\n<!-- /gcmtrack: ignore -->\n",
    ],
)
@pytest.mark.parametrize("name", ["page.md", "page.txt", "page.html"])
def test_silenced(page: str, name: str) -> None:
    assert names(page, name=name) == []


@pytest.mark.parametrize(
    "page",
    [
        f"{LINE} <!-- gcmtrack: ignore other-dates -->\n",
        f"<!-- gcmtrack: ignore same-page-contradiction -->\nA\n\nB: {LINE}\n",
        f"<!-- gcmtrack: ignore -->\nA\n<!-- /gcmtrack: ignore -->\n\n{LINE}\n",
        f"Words <!-- gcmtrack: ignore -->\n{LINE}\n",
    ],
)
def test_not_silenced(page: str) -> None:
    assert names(page) == ["same-page-contradiction"]


def test_one_of_two_findings_of_a_line() -> None:
    page = f"## Upcoming events\n\nForum on {LINE}, Geneva <!-- gcmtrack: ignore past-as-upcoming -->\n"
    assert said(page)[-1] == "3:10 same-page-contradiction: Tuesday, 10 December 2018"
