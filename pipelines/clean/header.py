"""What stands before a story: the header line of a crawler, or the front matter of a site generator."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

import yaml  # type: ignore[import-untyped]

from pipelines.clean.parts import Story

_HEADER: Final = re.compile(r"^\s*date (?P<date>\d{4}-\d{2}-\d{2})(?P<rest>[^\n]*)")
_LANGUAGE_TAGS: Final = re.compile(r"^\s*(?:[a-z]{2}){2,8}\s*$")
_SOURCE: Final = re.compile(r"^\((?P<outlet>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})\)\s+(?=[A-Z])")
_FRONT_MATTER: Final = re.compile(r"^\s*---\n(?P<yaml>.*?)\n---\s*\n", re.DOTALL)


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
    story.title = story.title or (" ".join(str(head["title"]).split()) if head.get("title") else None)
    story.publish(str(head.get("date") or head.get("published_time") or ""), "header")
    address = head.get("source_url") or head.get("url")
    if isinstance(address, str) and urlsplit(address).hostname:
        story.url = address
        story.outlet = story.outlet or str(urlsplit(address).hostname).removeprefix("www.")
    return text[match.end() :]


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        head = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return head if isinstance(head, dict) else None
