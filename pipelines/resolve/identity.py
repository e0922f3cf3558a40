"""Ids that outlive a release: what a row was called before it is called again, and what became of the others.

An id stays with the row that holds the earliest of its reports. Where two rows turn out to be one, the older id stays
and id_changes names the successor of the other. Where such a row is parted again, the part that left has the id that
its content gives: the one it had before it was joined; its line in id_changes is then gone.
"""

from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa

from pipelines.resolve.workspace import Workspace
from pipelines.schema import TABLES

_MEMBERS: Final = {"actors": "mentions", "meetings": "meeting_reports", "pledges": "pledge_reports"}
KEPT_COLUMNS: Final = {  # what is asked of an earlier release
    "actors": ("actor_id", "name", "kind", "country", "wikidata_id", "first_seen_on"),
    "mentions": ("article_id", "actor_id", "char_start", "char_end"),
    "meetings": ("meeting_id", "first_reported_on"),
    "meeting_reports": ("report_id", "meeting_id"),
    "pledges": ("pledge_id", "first_reported_on"),
    "pledge_reports": ("report_id", "pledge_id"),
    "id_changes": ("table", "old_id", "successor_id", "reason"),
}


def keep_ids(space: Workspace, table: str, seeds: str, previous: Mapping[str, pa.Table] | None) -> None:
    """Give each row of a table its id: that of an earlier release where it has one, else one made from its content.

    Args:
        space: where the statements sql/SEEDS.sql find the members of the rows.
        table: actors, meetings or pledges.
        seeds: the statements that make the tables `member` and `fresh`, of the numbers of rows.
        previous: the tables of the earlier release.

    Makes the table SEEDS (event, id), and the table of what changed.
    """
    known = previous or {}
    for role, source in (("rows", table), ("members", _MEMBERS[table]), ("changes", "id_changes")):
        space.add(f"earlier_{role}", known.get(source, TABLES[source].empty()))
    space.run(f"earlier_{table}")
    space.run(seeds)
    space.run("ids")
    space.add(f"{table}_changes", space.table("FROM id_change"))
    space.add(seeds, space.table("FROM event_id"))


def changes_table(space: Workspace) -> pa.Table:
    """Return the table id_changes."""
    parts: list[Any] = []
    for name in _MEMBERS:
        found = space.table(f"FROM {name}_changes")
        parts.append(found.append_column("table", pa.array([name] * found.num_rows, pa.string())))
    return TABLES["id_changes"].conform(pa.concat_tables(parts, promote_options="permissive"))
