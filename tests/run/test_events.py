"""From articles to events: what is easily counted twice, or taken for one, told by articles written for it."""

import datetime as dt
from decimal import Decimal

import pytest

ARTICLES = {
    "call_a": """date 2024-03-05

Presidents speak by phone

President of Ukraine Volodymyr Zelenskyy spoke by phone with President of Poland Andrzej Duda on March 4. They \
discussed the supply of ammunition.
""",
    "call_b": """date 2024-03-05

Duda calls Kyiv

Polish President Andrzej Duda held a phone call with Ukrainian President Volodymyr Zelensky on Monday about \
ammunition, his office said on Tuesday.
""",
    "call_c": """date 2024-03-07

Second call of the week

President of Ukraine Volodymyr Zelenskyy spoke by phone with President of Poland Andrzej Duda on March 6. They \
discussed grain.
""",
    "visit_a": """date 2024-05-14

Minister in Oslo

Minister of Defence of Ukraine Rustem Umerov met with Norwegian Defence Minister Bjørn Arild Gram in Oslo on \
May 13. In Oslo on May 13 he also met with Norwegian Foreign Minister Espen Barth Eide.
""",
    "planned": """date 2024-06-03

Visit announced

Finnish President Alexander Stubb will meet with President of Latvia Edgars Rinkēvičs in Riga on June 6, his \
office announced.
""",
    "held": """date 2024-06-07

Presidents meet

President of Latvia Edgars Rinkēvičs met with Finnish President Alexander Stubb in Riga on June 6.
""",
    "loan_usd": """date 2024-07-02

Loan for Ukraine

Canada will provide Ukraine with a loan of $700 million for gas purchases, Prime Minister Justin Trudeau \
announced on July 1.
""",
    "loan_cad": """date 2024-07-03

Ottawa lends for gas

Canada will lend Ukraine 700 million Canadian dollars for gas purchases, Prime Minister Justin Trudeau \
announced on July 1.
""",
    "august": """date 2024-08-20

Another loan

Canada will provide Ukraine with a loan of 700 million Canadian dollars for gas purchases, Prime Minister \
Justin Trudeau announced on August 19.
""",
    "package": """date 2024-09-10

Denmark's package

Denmark announced a package of 500 million euros for Ukraine on September 9. The package includes 200 million \
euros for drones.
""",
}
OUTLETS = (
    ("Sweden gives", "The government said so in a short note."),
    ("New aid", "It is the third such step."),
    ("Stockholm decides", "Ministers agreed after talks."),
    ("Help for Moldova", "Officials in Stockholm confirmed it."),
    ("Grant agreed", "The news was welcomed."),
)
GRANT = (
    "Sweden will give Moldova 40 million euros for power grids, Prime Minister Ulf Kristersson announced on October 1."
)
for number, (title, opening) in enumerate(OUTLETS):
    ARTICLES[f"outlet_{number}"] = f"date 2024-10-0{number + 2}\n\n{title}\n\n{opening} {GRANT}\n"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    from pipelines.accuracy import build_tables  # noqa: PLC0415 - the model is loaded for these tests alone

    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: table.to_pylist() for name, table in build_tables(folder).items()}


@pytest.fixture(scope="module")
def files(told):
    return {a["article_id"]: a["source_file"].removesuffix(".txt") for a in told["articles"]}


def events(told, files, sort: str, *names: str) -> list[dict]:
    """Return the rows that reports of some articles stand under."""
    ids = {r[f"{sort}_id"] for r in told[f"{sort}_reports"] if files[r["article_id"]] in names}
    assert ids, names
    return sorted(
        (row for row in told[f"{sort}s"] if row[f"{sort}_id"] in ids), key=lambda r: str(r["first_reported_on"])
    )


def test_calls_on_near_days_are_two_and_two_spellings_are_one_person(told, files):
    calls = events(told, files, "meeting", "call_a", "call_b", "call_c")
    assert [(c["date_earliest"], c["n_reports"]) for c in calls] == [(dt.date(2024, 3, 4), 2), (dt.date(2024, 3, 6), 1)]


def test_one_visit_with_two_counterparts_is_two_meetings(told, files):
    assert [m["n_reports"] for m in events(told, files, "meeting", "visit_a")] == [1, 1]


def test_a_plan_and_its_outcome_are_one_meeting(told, files):
    met = events(told, files, "meeting", "planned", "held")
    assert [(m["status"], m["n_reports"], m["place"]) for m in met] == [("held", 2, "Riga")]


def test_a_bare_dollar_and_a_named_one_are_one_sum_and_another_month_is_another_loan(told, files):
    loans = events(told, files, "pledge", "loan_usd", "loan_cad", "august")
    assert [(p["currency"], p["n_reports"]) for p in loans] == [("CAD", 2), ("CAD", 1)]
    assert all(p["fx_rate"] and p["fx_date"] <= p["date_earliest"] for p in loans)


def test_a_part_is_linked_to_its_package(told, files):
    pledges = {p["amount"]: p for p in events(told, files, "pledge", "package")}
    whole, part = pledges[Decimal(500_000_000)], pledges[Decimal(200_000_000)]
    assert part["part_of_pledge_id"] == whole["pledge_id"]
    assert whole["part_of_pledge_id"] is None


def test_five_outlets_tell_of_one_pledge(told, files):
    grids = events(told, files, "pledge", *(f"outlet_{n}" for n in range(5)))
    assert [(p["n_reports"], p["amount"]) for p in grids] == [(5, Decimal(40_000_000))]


def test_the_office_of_the_day_is_given(told):
    names = {a["actor_id"]: a["name"] for a in told["actors"]}
    roles = {names[p["actor_id"]]: p["role"] for p in told["meeting_participants"]}
    assert roles["Alexander Stubb"] == "President"
    assert len([n for n in names.values() if n.startswith("Volodymyr Zelensk")]) == 1
