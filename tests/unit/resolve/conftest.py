"""Tables of reading, made from a few words on what each article says."""

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.benchmarks.cost import READ
from pipelines.schema import TABLES, content_id

Row = dict[str, Any]
Actor = tuple[str, str, str | None, str | None]  # kind, name, country, Wikidata id


@pytest.fixture(scope="session")
def tables_of():
    return _tables_of


def _actor_row(named: Actor) -> Row:
    kind, name, country, wikidata = named
    return {
        "actor_id": _key(named),
        "name": name,
        "kind": kind,
        "country": country,
        "wikidata_id": wikidata,
        "role": None,
        "aliases": [],
        "basis": "reference" if wikidata else "text",
    }


def _key(named: Actor) -> str:
    kind, name, country, wikidata = named
    prefix = {"person": "per", "country": "cou", "organisation": "org"}[kind]
    return wikidata or content_id(prefix, name.lower(), country)


def _tables_of(articles: list[Row]) -> dict[str, pa.Table]:
    """Return the tables in READ; an article has `published`, `story`, `meetings` and `pledges`."""
    rows: dict[str, list[Row]] = {name: [] for name in READ}
    for number, article in enumerate(articles):
        for name, made in _article_rows(content_id("", number).strip("_"), article).items():
            rows[name] += made
    return {name: TABLES[name].build(made) for name, made in rows.items()}


def _article_rows(key: str, article: Row) -> dict[str, list[Row]]:
    named = [a for m in article["meetings"] for a in m["parties"]] + [a for p in article["pledges"] for a in p["sides"]]
    actors = {_key(a): a for a in named}
    return {
        "articles": [_article_row(key, article)],
        "article_actors": [{"article_id": key, **_actor_row(a)} for a in actors.values()],
        "read_mentions": [_mention(key, n, a) for n, a in enumerate(actors.values()) if article.get("mentions", True)],
        "read_meeting_reports": [_meeting_row(key, n, m) for n, m in enumerate(article["meetings"])],
        "read_pledge_reports": [
            _pledge_row(key, n, p) for n, p in enumerate(article["pledges"]) if p["item"] or p["money"]
        ],
        "evidence": [],
    }


def _article_row(key: str, article: Row) -> Row:
    return {
        **dict.fromkeys(TABLES["articles"].names),
        "article_id": key,
        "source_file": key,
        "source_sha256": key,
        "published_on": article["published"],
        "published_basis": "header" if article["published"] else "none",
        "language": "en",
        "body": "",
        "n_words": 0,
        "story_id": f"sty_{article['story']}",
    }


def _mention(key: str, number: int, named: Actor) -> Row:
    place = {"char_start": 40 * number, "char_end": 40 * number + 9}
    return {"article_id": key, "actor_id": _key(named), "text": named[1], "role": None, **place}


def _said(prefix: str, key: str, number: int) -> Row:
    quote = {"evidence": "as told", "char_start": 0, "char_end": 7, "confidence": 0.8}
    return {"report_id": content_id(prefix, key, number), "article_id": key, **quote}


def _meeting_row(key: str, number: int, meeting: Row) -> Row:
    return {
        **_said("mrp", key, number),
        "participant_ids": sorted(_key(a) for a in meeting["parties"]),
        **{name: meeting[name] for name in ("format", "status", "topics")},
        **dict(zip(("date_earliest", "date_latest"), meeting["window"], strict=True)),
        **dict(zip(("place", "place_country"), meeting["place"], strict=True)),
    }


def _pledge_row(key: str, number: int, pledge: Row) -> Row:
    giver, recipient = pledge["sides"]
    amount, currency = pledge["money"] or (None, None)
    return {
        **_said("prp", key, number),
        "giver_id": _key(giver),
        "co_giver_ids": [],
        "recipient_id": _key(recipient),
        **{name: pledge[name] for name in ("status", "kind", "item")},
        "quantity": None,
        "amount": Decimal(str(amount)) * 1_000_000 if amount else None,
        "amount_qualifier": "exact" if amount else None,
        "amount_scope": pledge["scope"] if amount else None,
        "currency": currency,
        "currency_basis": pledge.get("basis", "explicit") if amount else None,
        **dict(zip(("date_earliest", "date_latest"), pledge["window"], strict=True)),
    }
