"""What stands before a story: the header line of a crawler, or the front matter of a site generator."""

import datetime as dt
import re
from typing import Any, Final
from urllib.parse import urlsplit

import yaml  # type: ignore[import-untyped]

from pipelines.clean.parts import Story

_HEADER: Final = re.compile(r"^\s*date (?P<date>\d{4}-\d{2}-\d{2})(?P<rest>[^\n]*)")
_LANGUAGE_TAGS: Final = re.compile(r"^\s*(?:[a-z]{2}){2,8}\s*$")
_SOURCE: Final = re.compile(r"^\((?P<outlet>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})\)\s+(?=[A-Z])")
_FRONT_MATTER: Final = re.compile(r"^\s*---\n(?P<yaml>.{0,20000}?)\n---[^\S\n]*\n", re.DOTALL)
_LONGEST_TITLE: Final = 260  # characters


def read_header(text: str, story: Story) -> str:
    """Read date, title, outlet and address from what stands before a story; return the text below it."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _read_header_line(_read_front_matter(text, story), story)


def _read_header_line(text: str, story: Story) -> str:
    match = _HEADER.match(text)
    if match is None:
        return text
    story.publish(match["date"], "header")
    rest = "" if _LANGUAGE_TAGS.match(match["rest"]) else match["rest"].strip()
    source = _SOURCE.match(rest)
    if source is not None:
        story.outlet = story.outlet or source["outlet"]
        rest = rest[source.end() :]
    return f"{rest}\n{text[match.end() :]}"


def _read_front_matter(text: str, story: Story) -> str:
    """Read a YAML head (`---` … `---`), as static site generators and archives write it."""
    match = _FRONT_MATTER.match(text)
    head = _parsed(match["yaml"]) if match is not None else None
    if match is None or head is None:
        return text
    story.title = story.title or _scalar(head.get("title"))[:_LONGEST_TITLE].rstrip() or None
    story.publish(_scalar(head.get("date") or head.get("published_time")), "header")
    address = _scalar(head.get("source_url") or head.get("url"))
    host = _host(address)
    if host:
        story.url = address
        story.outlet = story.outlet or host.removeprefix("www.")
    return text[match.end() :]


def _scalar(value: Any) -> str:
    """Return a text, number or date as one line; of anything else nothing, for its parts may multiply (aliases)."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float | dt.date) else ""


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        head = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return head if isinstance(head, dict) else None
