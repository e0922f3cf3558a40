"""Reports of made-up meetings and pledges, as tables, with the event that each of them tells."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyarrow as pa

from pipelines.benchmarks import contact_reports as contacts
from pipelines.benchmarks import pledge_reports as gifts
from pipelines.benchmarks.arrays import Flags, Ints
from pipelines.benchmarks.columns import ids
from pipelines.benchmarks.coverage import Articles, cover, mean_reports
from pipelines.benchmarks.meetings import make_meetings
from pipelines.benchmarks.pledges import make_pledges
from pipelines.benchmarks.tables import article_tables, contact_tables, joined, pledge_tables
from pipelines.benchmarks.world import make_world

_MEETING_SHARE: Final = 0.55  # of all reports; those that recall another meeting come on top
_SPARE: Final = 1.2  # events made for one that is needed, so that there are enough


@dataclass(frozen=True)
class Synthetic:
    """Tables as the reading of articles gives them, by name, and the truth: report_id, event, trap of each report."""

    tables: dict[str, pa.Table]
    meetings: pa.Table
    pledges: pa.Table


def generate(reports: int, seed: int = 1) -> Synthetic:
    """Make about as many reports as asked for, three of five on meetings, and the articles that they stand in.

    The tables are articles, article_actors, read_mentions, read_meeting_reports, read_pledge_reports and evidence. The
    same number and seed give the same tables. Between 2022 and 2025 some 200 states and international bodies meet and
    support one another, the weighty ones more often; one event is told by 1 to 50 reports, which leave things out, use
    other names, round, convert, copy, come early or late.
    """
    rng = np.random.default_rng(seed)
    world = make_world(rng)
    n_met = int(reports * _MEETING_SHARE)
    meetings = make_meetings(world, int(_SPARE * n_met / mean_reports()), rng)
    met = cover(len(meetings), n_met, rng)
    told, articles = contacts.report_contacts(world, meetings, met, rng)
    n_given = reports - len(told)
    pledges = make_pledges(world, meetings, int(_SPARE * n_given / mean_reports()), rng)
    made = cover(len(pledges), n_given, rng)
    given, more = gifts.report_pledges(world, pledges, made, rng)
    given = replace(given, article=gifts.articles_of(given, pledges, made, met, rng))
    of_contacts, of_pledges = contact_tables(world, told), pledge_tables(world, given)
    tables = article_tables(world, _one_after_the_other(articles, more), told, given)
    tables |= joined(of_contacts, of_pledges)
    return Synthetic(
        tables,
        _truth("mrp_", told.event, contacts.traps_of(told, meetings)),
        _truth("prp_", given.event, gifts.traps_of(given, pledges)),
    )


def _one_after_the_other(first: Articles, second: Articles) -> Articles:
    return Articles(
        np.concatenate([first.published, second.published]), np.concatenate([first.story, second.story + len(first)])
    )


def _truth(prefix: str, event: Ints, traps: dict[str, Flags]) -> pa.Table:
    trap = pa.array(list(traps)).take(pa.array(np.argmax(np.stack(list(traps.values())), axis=0)))
    return pa.table({"report_id": ids(prefix, np.arange(len(event))), "event": pa.array(event), "trap": trap})
