"""One row for one person, country or organisation across all articles."""

from itertools import chain
from typing import Final

import pyarrow as pa

from pipelines.resolve.names import skeletons, words
from pipelines.resolve.offices import organisation_sides, terms
from pipelines.resolve.profiles import BARE, group_profiles
from pipelines.resolve.workspace import Workspace

_PEOPLE: Final = "SELECT profile, name FROM profile WHERE kind = 'person' ORDER BY profile"
_PROFILES: Final = "SELECT kind, name, country, wikidata_id, aliases FROM profile ORDER BY profile"


def link_actors(space: Workspace) -> None:
    """Give each actor of each article the number of its actor across articles.

    Needs the tables articles and article_actors; makes actor_of, actor_facts, actor_names and actor_side.
    """
    space.run("facts")
    groups = list(group_profiles(space.table(_PROFILES)))
    space.add(
        "profile_group",
        pa.table({"profile": pa.array(range(len(groups)), pa.int64()), "actor": pa.array(groups, pa.int64())}),
    )
    _add_surnames(space, groups)
    space.run("single_names")
    space.add("terms", terms())
    space.add("organisation_sides", organisation_sides())
    space.run("actor_of")


def _add_surnames(space: Workspace, groups: list[int]) -> None:
    """Add by which surnames each known person may be meant, and the single names that wait for one."""
    people = space.table(_PEOPLE).to_pydict()
    known: set[tuple[str, int]] = set()
    single: list[tuple[int, str]] = []
    for profile, name in zip(people["profile"], people["name"], strict=True):
        parts = skeletons(name)
        if groups[profile] == BARE:
            single.append((profile, parts[0] if parts else name))
        elif len(parts) > 1:
            known.update((part, groups[profile]) for part in _surnames(name, parts))
    surnames = sorted(known)
    space.add(
        "surname",
        pa.table(
            {
                "surname": pa.array([s for s, _ in surnames], pa.string()),
                "actor": pa.array([a for _, a in surnames], pa.int64()),
            }
        ),
    )
    space.add(
        "single_name",
        pa.table(
            {
                "profile": pa.array([p for p, _ in single], pa.int64()),
                "surname": pa.array([s for _, s in single], pa.string()),
            }
        ),
    )


def _surnames(name: str, parts: tuple[str, ...]) -> set[str]:
    """Return the words of a name by which alone its bearer may be named: the last, and one in capitals."""
    shouted = [p for p, word in zip(parts, name.split(), strict=False) if word.isupper() and len(words(word)) == 1]
    return {parts[-1], *chain(shouted)}
