"""The project's scorer gives the figures of the scorer that comes with a set of hand-coded answers."""

import datetime as dt
import importlib.util
import random
import shutil
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.accuracy import build_tables, gold_folder, gold_sets, score_folder
from pipelines.accuracy.tables import NEEDED
from pipelines.publish import write_parquet
from pipelines.schema import TABLES, code_list

GOLD = gold_folder()
SCORER = GOLD / "score.py"
pytestmark = pytest.mark.skipif(
    not SCORER.is_file(), reason=f"no score.py in {GOLD}; DEMARCHE_GOLD names a folder that has one, and sets"
)
BUILT = ("seeds", "events", "dev")  # enough for every kind of row, and read in seconds


@pytest.fixture(scope="module")
def reference():
    spec = importlib.util.spec_from_file_location("reference_score", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Tables of some sets, as folders of Parquet files, by the name of the set."""
    out = {}
    for name, gold in gold_sets(GOLD).items():
        if name in BUILT:
            home = tmp_path_factory.mktemp(name)
            (home / "articles").mkdir()
            for path in gold.glob("*.txt"):
                shutil.copyfile(path, home / "articles" / path.name)
            out[name] = written(build_tables(home / "articles"), home / "datasets")
    return out


def written(tables, folder):
    folder.mkdir()
    for name in NEEDED:
        write_parquet(tables[name], folder / f"{name}.parquet")
    return folder


def rounded(value):
    return None if value is None else round(value, 3)


def rates(figure):
    return {name: rounded(getattr(figure, name)) for name in ("precision", "recall", "f1")}


def as_reference(figures):
    """Put figures into the form that the other scorer returns, without the counts that the figures do not keep."""
    out = {"same_event": {"meetings": None, "pledges": None}, "quiet": None}
    for f in figures:
        table = out.setdefault(f.table, {})
        if f.measure == "found":
            table.update({"coded": f.n, **rates(f)})
        elif f.measure == "exact":
            table["exact_f1"] = rounded(f.f1)
        elif f.measure == "right":
            table[f.field] = rounded(f.share)
        elif f.measure == "joined":
            out["same_event"][f.table] = {"reports": f.n, **rates(f)}
        else:
            out["quiet"] = (f.n, rounded(f.share))
    return out


def same_form(found):
    out = {name: {k: v for k, v in found[name].items() if k not in {"reported", "found"}} for name in NAMES}
    quiet = found["no_event_articles"]
    n = quiet.get("articles", 0)
    share = rounded((n - quiet["with a spurious row"]) / n) if n else None
    return {**out, "same_event": found["same_event"], "quiet": (n, share) if n else None}


NAMES = ("articles", "persons", "organisations", "meetings", "pledges")


@pytest.mark.parametrize("tables", BUILT)
@pytest.mark.parametrize("gold", BUILT)
def test_tables_of_one_set_against_the_answers_of_each(reference, built, tables, gold):
    if not {tables, gold} <= built.keys():
        pytest.skip(f"{GOLD} lacks the set {tables} or {gold}")
    expected = same_form(reference.score(built[tables], [GOLD / gold]))
    assert as_reference(score_folder(built[tables], GOLD / gold)) == expected


@pytest.mark.parametrize("number", range(12))
def test_damaged_tables_are_found_equally_wrong(reference, built, tmp_path, number):
    name = BUILT[number % len(BUILT)]
    if name not in built:
        pytest.skip(f"{GOLD} lacks the set {name}")
    tables = {n: pq.read_table(built[name] / f"{n}.parquet") for n in NEEDED}
    folder = written(damaged(tables, random.Random(number)), tmp_path / "datasets")  # noqa: S311 - damage, no secret
    expected = same_form(reference.score(folder, [GOLD / name]))
    assert as_reference(score_folder(folder, GOLD / name)) == expected


def damaged(tables: dict[str, pa.Table], chance: random.Random) -> dict[str, pa.Table]:
    """Change, double and drop rows at random, within what the declarations allow."""
    rows = {name: table.to_pylist() for name, table in tables.items()}
    names = [a["name"] for a in rows["actors"]]
    ids = [a["actor_id"] for a in rows["actors"]]
    for actor in rows["actors"]:
        maybe(chance, actor, name=chance.choice(names), country=chance.choice(["UKR", "USA", None]), aliases=[])
        maybe(chance, actor, kind=chance.choice(code_list("actor_kind").codes), name=actor["name"].split()[-1])
    for article in rows["articles"]:
        maybe(chance, article, title=(article["title"] or "")[:-3], byline=None, published_on=None, language="fr")
        maybe(chance, article, body=article["body"][40:], outlet=(article["outlet"] or "X").upper())
    for report in rows["meeting_reports"]:
        maybe(chance, report, participant_ids=chance.sample(ids, 2), place=chance.choice([None, "Paris", "Kyiv"]))
        maybe(chance, report, format="phone", status="planned", topics=["peace", "other"], meeting_id="met_one")
        maybe(chance, report, date_earliest=dt.date(2024, 1, 1), date_latest=dt.date(2024, 12, 31))
    for report in rows["pledge_reports"]:
        maybe(chance, report, giver_id=chance.choice(ids), recipient_id=chance.choice(ids), status="offered")
        maybe(chance, report, item=(report["item"] or "aid").split()[-1], quantity=3, kind="other", pledge_id="plg_one")
        factor = chance.choice([Decimal("1.005"), Decimal("1.02"), None])
        amount = report["amount"]
        maybe(chance, report, amount=(amount * factor).quantize(Decimal("0.01")) if amount and factor else None)
    for name in ("mentions", "meeting_reports", "pledge_reports"):
        rows[name] = [r for r in rows[name] for _ in range(chance.choice([0, 1, 1, 1, 1, 2]))]
    kept = chance.sample(rows["articles"], len(rows["articles"]) - 1)
    gone = {a["article_id"] for a in rows["articles"]} - {a["article_id"] for a in kept}
    out = {n: [r for r in found if r.get("article_id") not in gone] for n, found in rows.items()}
    return {n: TABLES[n].build(found) for n, found in out.items()}


def maybe(chance, row, **values):
    if chance.random() < 1 / 3:
        row.update(values)
