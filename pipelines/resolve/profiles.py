"""Which profiles (distinct pairs of name and country, as articles present actors) are one actor's."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import pyarrow as pa

from pipelines.resolve.names import acronym_of, block_of, body_words, same_person, skeletons, words
from pipelines.schema.paths import REFERENCE

BARE: Final = -1  # the group of a person of whom an article gives no more than one name
_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9&-]{2,9}")
_LARGE: Final = 200  # actors of a block from which on only those of one surname and initial are compared
_LINKS: Final = frozenset({"the", "of", "for", "and", "on", "in", "to", "s"})
Profile = dict[str, Any]


@dataclass(eq=False)
class Group:
    """The profiles of one actor so far: its number, states, Wikidata item and the skeletons of its names."""

    number: int
    countries: set[str] = field(default_factory=set)
    wikidata: str | None = None
    names: set[tuple[str, ...]] = field(default_factory=set)

    def admits(self, profile: Profile) -> bool:
        """Tell whether neither state nor Wikidata item of a profile contradicts."""
        if profile["wikidata_id"] and self.wikidata and profile["wikidata_id"] != self.wikidata:
            return False
        country = profile["country"]
        return not country or not self.countries or country in self.countries

    def add(self, profile: Profile) -> None:
        """Take a profile in."""
        self.countries |= {profile["country"]} - {None}
        self.wikidata = self.wikidata or profile["wikidata_id"]


class Grouping:
    """Puts profiles into groups, in their order: those with a Wikidata item first, then as they were first seen."""

    def __init__(self) -> None:
        self.count = 0
        self._items: dict[str, Group] = {}
        self._states: dict[str, Group] = {}
        self._people: dict[str, list[Group]] = {}
        self._bodies: dict[tuple[str, ...], list[Group]] = {}
        self._acronyms: dict[str, list[Group]] = {}

    def place(self, profile: Profile) -> int:
        """Return the number of the group of a profile, or BARE."""
        if profile["kind"] == "person" and not profile["wikidata_id"] and len(words(profile["name"])) < 2:  # noqa: PLR2004
            return BARE
        known = self._items.get(profile["wikidata_id"] or "")
        found = known or {"person": self._person, "country": self._state}.get(profile["kind"], self._body)(profile)
        group = found or self._new()
        group.add(profile)
        if profile["wikidata_id"]:
            self._items[profile["wikidata_id"]] = group
        self._enter(profile, group)
        return group.number

    def _new(self) -> Group:
        self.count += 1
        return Group(self.count - 1)

    def _enter(self, profile: Profile, group: Group) -> None:
        if profile["kind"] == "person":
            group.names.add(skeletons(profile["name"]))
            _listed(self._people.setdefault(block_of(profile["name"]), []), group)
        elif profile["kind"] == "country":
            self._states.setdefault(profile["country"] or profile["name"], group)
        else:
            _listed(self._bodies.setdefault(_body_key(profile), []), group)
            for acronym in {profile["name"], acronym_of(profile["name"]).upper(), *profile["aliases"]}:
                if _ACRONYM.fullmatch(acronym):
                    _listed(self._acronyms.setdefault(acronym, []), group)

    def _state(self, profile: Profile) -> Group | None:
        return self._states.get(profile["country"] or profile["name"])

    def _person(self, profile: Profile) -> Group | None:
        name = skeletons(profile["name"])
        near = self._people.get(block_of(profile["name"]), [])
        if len(near) > _LARGE:
            near = [g for g in near if any(n[-1] == name[-1] and n[0][0] == name[0][0] for n in g.names)]
        found = [g for g in near if g.admits(profile) and any(same_person(n, name) for n in g.names)]
        return _only(found or self._turned(profile, name), profile)

    def _turned(self, profile: Profile, name: tuple[str, ...]) -> list[Group]:
        """Return who of the same state has the name with the family name at its other end (`Fumio Kishida`)."""
        block = self._people.get(block_of(" ".join(name[::-1])), [])
        return [g for g in block if profile["country"] in g.countries and g.admits(profile) and name[::-1] in g.names]

    def _body(self, profile: Profile) -> Group | None:
        same = [g for g in self._bodies.get(_body_key(profile), []) if g.admits(profile)]
        if same or not _ACRONYM.fullmatch(profile["name"]):
            return _only(same, profile)
        return _only([g for g in self._acronyms.get(profile["name"], []) if g.admits(profile)], profile)


def _listed(groups: list[Group], group: Group) -> None:
    if group not in groups:
        groups.append(group)


def _only(found: list[Group], profile: Profile) -> Group | None:
    """Return the group that fits: of several the only one of the same state."""
    if len(found) > 1:
        found = [g for g in found if profile["country"] and profile["country"] in g.countries] or found
    return found[0] if len(found) == 1 else None


def _body_key(profile: Profile) -> tuple[str, ...]:
    return body_words(profile["name"], _LINKS | _words_of_state(profile["country"]))


@cache
def _words_of_state(country: str | None) -> frozenset[str]:
    """Return the words of the names and adjectives of a state: its ministries are named with and without them."""
    return frozenset(w for code, surface in _state_names() if code == country for w in words(surface))


@cache
def _state_names() -> tuple[tuple[str, str], ...]:
    with (REFERENCE / "country_names.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["country"], row["surface"]) for row in csv.DictReader(file))


def group_profiles(profiles: pa.Table) -> Iterator[int]:
    """Yield the group of each profile, in their order; BARE for a person with a single name.

    Args:
        profiles: kind, name, country, wikidata_id, and aliases (list of acronyms), in the order of `profile`.

    """
    grouping = Grouping()
    for batch in profiles.to_batches(max_chunksize=10_000):
        for profile in batch.to_pylist():
            yield grouping.place(profile)
