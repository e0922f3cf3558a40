"""Hand-coded answers: one ID.json for each article ID.txt, checked before they are believed."""

import calendar
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pipelines.accuracy.model import BODY_ENDS, PRINTED, Account, Actor, Meeting, Pledge, Window
from pipelines.schema import TABLES, code_list

_ARTICLE: Final = ("language", "published_on", *PRINTED, *BODY_ENDS)
_LISTS: Final = ("persons", "organisations", "meetings", "pledges")
_FIELDS: Final = {
    "persons": ("name", "country", "role"),
    "meetings": ("participants", "format", "status", "date", "place", "place_country", "topics", "event", "evidence"),
    "pledges": (
        *("giver", "recipient", "status", "kind", "item", "quantity"),
        *("amount", "currency", "date", "event", "evidence"),
    ),
}
_CODED: Final = {"meetings": ("format", "status", "topics"), "pledges": ("status", "kind")}
_REPORTS: Final = {"meetings": "meeting_reports", "pledges": "pledge_reports"}
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_STATE: Final = re.compile(r"[A-Z]{3}")
_FEWEST: Final = 2  # participants of a meeting


class AnswerError(ValueError):
    """An answer that is not well formed; the message names the file and every fault."""


def read_answers(folder: Path) -> dict[str, Account]:
    """Read every answer of a set, by the stem of its file, in the order of names.

    Raises:
        AnswerError: an answer has a fault (see `faults`), or its article is missing.

    """
    return {path.stem: _read(path) for path in sorted(folder.glob("*.json"))}


def _read(path: Path) -> Account:
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise AnswerError(message) from error
    found = list(faults(answer, text))
    if found:
        message = f"{path}: {'; '.join(found)}"
        raise AnswerError(message)
    return account(answer)


def codes_of(table: str, field: str) -> tuple[str, ...]:
    """Return the codes that a field of `meetings` or `pledges` may take: those of the column of the report table."""
    return code_list(str(TABLES[_REPORTS[table]].column(field).codes)).codes


def faults(answer: object, text: str) -> Iterator[str]:
    """Yield what is wrong with one answer: fields missing, codes or dates unknown, quotes that the text has not.

    Args:
        answer: the parsed ID.json.
        text: the raw article. White space of any kind and length counts as one space.

    """
    if not isinstance(answer, dict):
        yield "an answer is an object"
        return
    flat = _flat(text)
    article = answer.get("article")
    if not isinstance(article, dict):
        yield "article is no object"
        article = {}
    yield from _missing("article", article, _ARTICLE)
    yield from _bad_date("article", article.get("published_on"))
    yield from (f"article.{k} is not in the text" for k in BODY_ENDS if _flat(article.get(k)) not in flat)
    yield from (f"{name} is no list" for name in _LISTS if not isinstance(answer.get(name), list))
    for name, fields in _FIELDS.items():
        for number, row in enumerate(_listed(answer.get(name) or [])):
            where = f"{name}[{number}]"
            if not isinstance(row, dict):
                yield f"{where} is no object"
                continue
            yield from _missing(where, row, fields)
            if name in _CODED:
                yield from _row_faults(name, where, row, flat)


def _row_faults(name: str, where: str, row: Mapping[str, Any], flat: str) -> Iterator[str]:
    for field in _CODED[name]:
        unknown = {repr(code) for code in _listed(row.get(field)) if code not in codes_of(name, field)}
        yield from (f"{where}.{field}: unknown code {code}" for code in sorted(unknown))
    yield from _bad_date(where, row.get("date"))
    quote = _flat(row.get("evidence"))
    if not quote or quote not in flat:
        yield f"{where}.evidence is not in the text"
    yield from (_meeting_faults if name == "meetings" else _pledge_faults)(where, row)


def _meeting_faults(where: str, row: Mapping[str, Any]) -> Iterator[str]:
    parties = _listed(row.get("participants") or [])
    if len(parties) < _FEWEST:
        yield f"{where}: fewer than two participants"
    for number, party in enumerate(parties):
        yield from _actor_faults(f"{where}.participants[{number}]", party)


def _pledge_faults(where: str, row: Mapping[str, Any]) -> Iterator[str]:
    sides = [("giver", row.get("giver")), ("recipient", row.get("recipient"))]
    sides += [("co_givers", actor) for actor in _listed(row.get("co_givers") or [])]
    for name, actor in sides:
        yield from _actor_faults(f"{where}.{name}", actor)
    amount = row.get("amount")
    if amount is not None and (not isinstance(amount, int | float) or not row.get("currency")):
        yield f"{where}: an amount is a number and has a currency"
    if amount is None and not row.get("item"):
        yield f"{where}: neither item nor amount"


def _actor_faults(where: str, actor: object) -> Iterator[str]:
    if not isinstance(actor, dict) or not actor.get("name"):
        yield f"{where}: an actor needs a name"
        return
    if actor.get("kind") not in code_list("actor_kind").codes:
        yield f"{where}.kind: unknown code {actor.get('kind')!r}"
    if actor.get("country") is not None and not _STATE.fullmatch(str(actor["country"])):
        yield f"{where}.country is no alpha-3 code"


def _missing(where: str, row: Mapping[str, Any], fields: Iterable[str]) -> Iterator[str]:
    yield from (f"{where}.{field} is missing" for field in fields if field not in row)


def _bad_date(where: str, value: object) -> Iterator[str]:
    try:
        window(value)
    except ValueError as error:
        yield f"{where}: {error}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _flat(text: object) -> str:
    return " ".join(str(text or "").split())


def window(value: object) -> Window | None:
    """Return first and last day of a coded date: a year, a month or a day, in ISO form.

    Raises:
        ValueError: it is no such date.

    """
    if not value:
        return None
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        message = f"{value!r} is no ISO date"
        raise ValueError(message)
    year, month, day = (int(part or 0) for part in match.groups())
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return dt.date(year, month or 1, day or 1), dt.date(year, last_month, last_day)


def account(answer: Mapping[str, Any]) -> Account:
    """Return a well-formed answer in the form that it is compared in."""
    return Account(
        article={key: answer["article"][key] for key in _ARTICLE},
        persons=tuple(Actor(p["name"], "person", p["country"]) for p in answer["persons"]),
        organisations=tuple(Actor(name, "organisation") for name in answer["organisations"]),
        meetings=tuple(_meeting(row) for row in answer["meetings"]),
        pledges=tuple(_pledge(row) for row in answer["pledges"]),
    )


def _actor(row: Mapping[str, Any]) -> Actor:
    return Actor(row["name"], row["kind"], row.get("country"))


def _meeting(row: Mapping[str, Any]) -> Meeting:
    return Meeting(
        participants=tuple(_actor(p) for p in row["participants"]),
        window=window(row["date"]),
        topics=frozenset(row["topics"]),
        **{key: row[key] for key in ("format", "status", "place", "event", "evidence")},
    )


def _pledge(row: Mapping[str, Any]) -> Pledge:
    return Pledge(
        givers=tuple(_actor(giver) for giver in (row["giver"], *(row.get("co_givers") or []))),
        recipient=_actor(row["recipient"]),
        window=window(row["date"]),
        **{key: row[key] for key in ("status", "kind", "item", "quantity", "amount", "currency", "event")},
    )
