"""One row for one person, country or organisation across all articles."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from pipelines.schema import TABLES, content_id


def folded(name: str) -> str:
    """Fold a name for comparison: lower-case ASCII words."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", text.replace("'", "")))


def resolve_ids(article_actors: list[dict[str, Any]]) -> dict[str, str]:
    """Map the key of an actor within its article to its id across articles.

    An actor with a Wikidata id is that item. A person or organisation known from text alone is joined with others of
    the same folded name, where their countries do not contradict.
    """
    countries: dict[tuple[str, str], set[str]] = {}
    for actor in article_actors:
        if not actor["wikidata_id"] and actor["country"]:
            countries.setdefault((actor["kind"], folded(actor["name"])), set()).add(actor["country"])
    out = {}
    for actor in article_actors:
        known = countries.get((actor["kind"], folded(actor["name"])), set())
        out[actor["actor_id"]] = _final_id(actor, known)
    return out


def _final_id(actor: dict[str, Any], known: set[str]) -> str:
    if actor["wikidata_id"]:
        return str(actor["wikidata_id"])
    if actor["kind"] == "country":
        return content_id("cou", actor["country"])
    country = actor["country"] or (next(iter(known)) if len(known) == 1 else None)
    prefix = "per" if actor["kind"] == "person" else "org"
    name = folded(actor["name"]) or actor["name"]
    return content_id(prefix, name, country)


def actors_table(article_actors: list[dict[str, Any]], ids: dict[str, str], published: dict[str, Any]) -> pa.Table:
    """Merge the actors of all articles into the table actors."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for actor in article_actors:
        groups.setdefault(ids[actor["actor_id"]], []).append(actor)
    return TABLES["actors"].build(_merged(key, group, published) for key, group in groups.items())


def _merged(key: str, group: list[dict[str, Any]], published: dict[str, Any]) -> dict[str, Any]:
    days = sorted(d for d in (published[a["article_id"]] for a in group) if d is not None)
    name = _most([a["name"] for a in group])
    aliases = {alias for a in group for alias in [a["name"], *a["aliases"]]} - {name}
    return {
        "actor_id": key,
        "name": name,
        "kind": _most([a["kind"] for a in group]),
        "country": _most([a["country"] for a in group if a["country"]]),
        "wikidata_id": _most([a["wikidata_id"] for a in group if a["wikidata_id"]]),
        "role": _last_role(group, published),
        "aliases": sorted(aliases),
        "n_articles": len({a["article_id"] for a in group}),
        "first_seen_on": days[0] if days else None,
        "last_seen_on": days[-1] if days else None,
        "basis": "reference" if any(a["basis"] == "reference" for a in group) else "text",
    }


def _most(values: Iterable[str]) -> str | None:
    """Return the most frequent value; of equals the longest, then the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None


def _last_role(group: list[dict[str, Any]], published: dict[str, Any]) -> str | None:
    stated = [a for a in group if a["role"]]
    if not stated:
        return None
    last = max(stated, key=lambda a: (str(published[a["article_id"]] or ""), a["article_id"]))
    return str(last["role"])
