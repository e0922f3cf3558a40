"""What Dagster loads."""

import dagster as dg
import pytest

from pipelines.defs.automation import new_articles, state_of
from pipelines.defs.definitions import definitions
from pipelines.defs.resources import Settings
from pipelines.quality import suite_names
from pipelines.schema import RELEASED


@pytest.fixture(scope="module")
def defs():
    return definitions()


@pytest.fixture(scope="module")
def graph(defs):
    return defs.resolve_asset_graph()


def test_every_released_table_is_an_asset_with_docs_group_and_columns(graph):
    for table in RELEASED:
        node = graph.get(dg.AssetKey(table.name))
        assert node.description
        assert node.group_name in {"clean", "extract", "resolve", "accuracy"}
        columns = node.metadata["dagster/column_schema"].columns
        assert [c.name for c in columns] == list(table.names)
        assert node.kinds
        assert node.owners


def test_every_suite_is_a_blocking_check(graph):
    checks = {k.asset_key.path[-1] for k in graph.asset_check_keys if k.name == "expectations"}
    assert checks == set(suite_names())
    assert all(graph.get(k).blocking for k in graph.asset_check_keys if k.name == "expectations")


def test_the_job_builds_everything(defs, graph):
    job = defs.resolve_job_def("build_all")
    assert {k.path[-1] for k in job.asset_layer.executable_asset_keys} == {
        k.path[-1] for k in graph.get_all_asset_keys()
    }


def test_the_sensor_is_off_until_switched_on_and_starts_a_run_for_a_new_file(tmp_path):
    assert new_articles.default_status == dg.DefaultSensorStatus.STOPPED
    (tmp_path / "a.txt").write_text("one")
    settings = Settings(articles=str(tmp_path))
    context = dg.build_sensor_context(resources={"settings": settings})
    assert len(new_articles.evaluate_tick(context).run_requests) == 1
    known = dg.build_sensor_context(cursor=state_of(tmp_path), resources={"settings": settings})
    assert not new_articles.evaluate_tick(known).run_requests
    (tmp_path / "b.txt").write_text("two")
    (request,) = new_articles.evaluate_tick(known).run_requests
    assert request.run_key is None, "a key would keep a folder that returns to an earlier state from being built"
