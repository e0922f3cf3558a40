"""From raw records to articles."""

import re
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.clean.language import language_of
from pipelines.clean.stories import story_ids
from pipelines.clean.story import read_story
from pipelines.schema import TABLES

_TAG: Final = re.compile(
    r"</?(?:!doctype html|\?xml|html|head|body|script|style|div|section|article|h[1-6]|p|br|span|ul|ol|li|table|img)"
    r"\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_MANY_TAGS: Final = 10
_WORDS_A_TAG: Final = 50


def clean_articles(raw: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Clean every raw record into the tables articles and rejects.

    Records with the bytes or the body of one that is kept are rejected as duplicates; near-copies keep their rows
    and share a story_id. The result does not depend on the order of the records.
    """
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, str]] = []
    kept: dict[str, str] = {}
    for record in raw.sort_by("source_file").to_pylist():
        row, reason = _cleaned(record, kept)
        if row is not None and reason is None:
            rows.append(row)
        elif reason is not None:
            rejects.append(
                {"source_file": record["source_file"], "stage": "articles", "reason": reason[0], "detail": reason[1]}
            )
    for row, story in zip(rows, story_ids([r["body"] for r in rows], [r["article_id"] for r in rows]), strict=True):
        row["story_id"] = story
    return TABLES["articles"].build(rows), TABLES["rejects"].build(rejects)


def unread_dates(raw: pa.Table, articles: pa.Table) -> list[str]:
    """Return the source files of articles without a day of publication although their container states a date."""
    stated = set(raw.filter(pc.is_valid(raw["date"]))["source_file"].to_pylist())
    undated = articles.filter(pc.is_null(articles["published_on"]))["source_file"].to_pylist()
    return [name for name in undated if name in stated]


def _cleaned(record: dict[str, Any], kept: dict[str, str]) -> tuple[dict[str, Any] | None, tuple[str, str] | None]:
    """Return the row of a record, and why it cannot be used, if so."""
    try:
        row = _article(record)
        return row, _unfit(record, row) or _duplicate(record, row, kept)
    except (MemoryError, OSError):  # the machine's fault and not the record's
        raise
    except Exception as error:  # noqa: BLE001 - one record must not stop thousands: it is listed with the error
        return None, ("cleaning_failed", f"{type(error).__name__}: {error}"[:300])


def _article(record: dict[str, Any]) -> dict[str, Any]:
    story = read_story(record["text"], {key: record[key] for key in ("title", "date", "outlet")})
    return {
        "article_id": f"art_{record['source_sha256'][:16]}",
        "source_file": record["source_file"],
        "source_sha256": record["source_sha256"],
        "url": record["url"] or story.url,
        "title": story.title,
        "outlet": story.outlet,
        "byline": story.byline,
        "dateline_place": story.dateline_place,
        "published_on": story.published_on,
        "published_basis": story.published_basis,
        "language": language_of(story.body) if story.body else "und",
        "body": story.body,
        "n_words": len(story.body.split()),
    }


def _unfit(record: dict[str, Any], row: dict[str, Any]) -> tuple[str, str] | None:
    if _is_markup(record["text"][:20_000]):
        return "markup", "source code of a page; save the text of the story instead"
    if not re.search(r"\w", row["body"]):
        return "no_body", "nothing is left once header and boilerplate are removed"
    return None


def _is_markup(text: str) -> bool:
    """Tell the source code of a page: it begins with a tag, or has many tags, or few words to each."""
    tags = len(_TAG.findall(text))
    begins = _TAG.match(text.lstrip("\ufeff \t\r\n")) is not None
    return begins or tags >= _MANY_TAGS or (tags > 1 and len(text.split()) < tags * _WORDS_A_TAG)


def _duplicate(record: dict[str, Any], row: dict[str, Any], kept: dict[str, str]) -> tuple[str, str] | None:
    """Tell of which kept record this one is a copy; remember it if of none."""
    body = " ".join(row["body"].split())
    for key in (record["source_sha256"], f"{row['published_on']}\x1f{body}"):
        if key in kept:
            return "duplicate", f"the same as {kept[key]}"
    kept[record["source_sha256"]] = kept[f"{row['published_on']}\x1f{body}"] = record["source_file"]
    return None
