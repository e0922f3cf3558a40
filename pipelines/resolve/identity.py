"""Ids that outlive a release: what a row was called before it is called again, and what became of the others.

An id stays with the row that holds the earliest of its reports. Where two rows turn out to be one, the older id stays
and id_changes names the successor of the other. Where such a row is parted again, the part that left has the id that
its content gives: the one it had before it was joined; its line in id_changes is then gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from pipelines.resolve.workspace import Workspace
from pipelines.schema import TABLES


@dataclass(frozen=True)
class _Kind:
    """What keeps ids: `one` names one of its rows, `members` the released table by which rows are known again.

    `statements` ends the names of the statements that tell its earlier rows and of what its new ids are made.
    """

    one: str
    members: str
    statements: str
    prefix: str

    @property
    def values(self) -> dict[str, str]:
        """The names that the statements leave open."""
        return {
            "key": f"{self.one}_id",
            "read": f"{self.one}_read",
            "members": f"{self.one}_member",
            "prefix": self.prefix,
        }


_KINDS: Final = {
    "actors": _Kind("actor", "mentions", "actor", ""),
    "meetings": _Kind("meeting", "meeting_reports", "event", "mtg_"),
    "pledges": _Kind("pledge", "pledge_reports", "event", "plg_"),
}
KEPT_COLUMNS: Final = {  # what is asked of an earlier release
    "actors": ("actor_id", "name", "kind", "country", "wikidata_id", "first_seen_on"),
    "mentions": ("article_id", "actor_id", "char_start", "char_end"),
    "meetings": ("meeting_id", "first_reported_on"),
    "meeting_reports": ("report_id", "meeting_id"),
    "pledges": ("pledge_id", "first_reported_on"),
    "pledge_reports": ("report_id", "pledge_id"),
    "id_changes": ("table", "old_id", "successor_id", "reason"),
}


def keep_ids(space: Workspace, table: str, previous: Mapping[str, pa.Table] | None) -> None:
    """Give each row of a table its id: that of an earlier release where it has one, else one made from its content.

    Args:
        space: where the rows are numbered, and where it is told which reports or mentions each has.
        table: actors, meetings or pledges.
        previous: the tables of the earlier release.

    Makes the table actor_ids, meeting_ids or pledge_ids (event, id), and the table of what changed.
    """
    known, kind = previous or {}, _KINDS[table]
    for role, source in (("rows", table), ("members", kind.members), ("changes", "id_changes")):
        space.add(f"earlier_{role}", known.get(source, TABLES[source].empty()))
    space.run(f"earlier_{kind.statements}s", table=table, **kind.values)
    space.run(f"{kind.statements}_ids", **kind.values)
    space.run("ids")
    space.add(f"{table}_changes", space.table("FROM id_change"))
    space.add(f"{kind.one}_ids", space.table("FROM event_id"))


def changes_table(space: Workspace) -> pa.Table:
    """Return the table id_changes."""
    parts: list[Any] = []
    for name in _KINDS:
        found = space.table(f"FROM {name}_changes")
        parts.append(found.append_column("table", pa.array([name] * found.num_rows, pa.string())))
    return TABLES["id_changes"].conform(pa.concat_tables(parts, promote_options="permissive"))
