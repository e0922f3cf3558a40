"""The commands: build, accuracy, learn, coded, ui, sql, docs, sample-pairs and the benchmarks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipelines.schema.paths import ACCURACY, ARTICLES, BUILD, CODED, CORRECTIONS, DATASETS, PROJECT


@click.group(help="Who met or called whom, and who pledged what to whom: build, check and query the tables.")
def main() -> None:
    """Run one of the commands."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")


@contextmanager
def _plainly(*errors: type[Exception]) -> Iterator[None]:
    """Show errors of some kinds as one line, without a trace."""
    try:
        yield
    except errors as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option("--articles", type=click.Path(path_type=Path), default=ARTICLES, help="folder of raw articles")
@click.option("--datasets", type=click.Path(path_type=Path), default=DATASETS, help="folder of the release")
@click.option(
    "--build",
    "build_folder",
    type=click.Path(path_type=Path),
    default=BUILD,
    help="folder of what is kept between builds",
)
@click.option("--corrections", type=click.Path(path_type=Path), default=CORRECTIONS, help="table of reviewed fixes")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="reading processes")
@click.option("--bodies/--no-bodies", default=True, help="whether the release holds the texts of the articles")
def build(articles: Path, datasets: Path, build_folder: Path, corrections: Path, workers: int, *, bodies: bool) -> None:
    """Build all tables, check them, and release them if they hold."""
    from pipelines.cli.summary import summary  # noqa: PLC0415 - Dagster takes seconds to import
    from pipelines.defs.progress import SHOW  # noqa: PLC0415
    from pipelines.defs.resources import Settings  # noqa: PLC0415
    from pipelines.defs.run import build as run_build  # noqa: PLC0415
    from pipelines.ingest import FolderError  # noqa: PLC0415
    from pipelines.publish import LockedError, ReleaseFolderError  # noqa: PLC0415

    os.environ[SHOW] = "1"
    settings = Settings(
        articles=str(articles.absolute()),
        datasets=str(datasets.absolute()),
        build=str(build_folder.absolute()),
        workers=workers,
        corrections=str(corrections.absolute()),
        bodies=bodies,
    )
    with _plainly(FolderError, LockedError, ReleaseFolderError, OSError):
        result = run_build(settings)
    if not result.success:
        failed = "".join(f"\n  {line}" for line in result.failed)
        msg = f"not released; {datasets} is as it was.{failed or chr(10) + str(result.error)}"
        raise click.ClickException(msg)
    for line in summary(result, datasets):
        click.echo(line)


@main.command()
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    multiple=True,
    help="folder of coded sets, or several [default: DEMARCHE_GOLD, else ../shared/gold beside the project]",
)
@click.option("--datasets", type=click.Path(path_type=Path), default=DATASETS, help="folder of the release")
@click.option("--record", type=click.Path(path_type=Path), default=ACCURACY, help="folder that keeps the figures")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="reading processes")
def accuracy(gold: tuple[Path, ...], datasets: Path, record: Path, workers: int) -> None:
    """Measure the reading on coded articles; keep the figures and release them."""
    from pipelines.accuracy import AnswerError, GoldError  # noqa: PLC0415 - the language model takes seconds to import
    from pipelines.cli.accuracy import lines, run  # noqa: PLC0415
    from pipelines.cli.released import NoReleaseError  # noqa: PLC0415
    from pipelines.extract import ReadingError  # noqa: PLC0415
    from pipelines.publish import LockedError, ReleaseFolderError  # noqa: PLC0415
    from pipelines.schema import SchemaError  # noqa: PLC0415

    bad_gold, bad_release = (AnswerError, GoldError), (LockedError, NoReleaseError, ReleaseFolderError, SchemaError)
    with _plainly(*bad_gold, *bad_release, ReadingError):
        tables = run(gold, datasets, record, workers, lambda line: click.echo(line, err=True))
    for line in lines(tables):
        click.echo(line)
    click.echo(f"kept in {record}; report: {datasets / 'ACCURACY.md'}")


@main.command()
@click.argument("sets", type=click.Path(path_type=Path, exists=True, file_okay=False), nargs=-1, required=True)
@click.option(
    "--light",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="a further set, of other kinds of articles than those to be read: for pledges and topics they count half",
)
@click.option("--only", multiple=True, help="one of the above to learn, or several [default: all]")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="folder of the tables [default: those of seeds that the reader uses]",
)
def learn(sets: tuple[Path, ...], light: tuple[Path, ...], only: tuple[str, ...], output: Path | None) -> None:
    """Learn from SETS of coded articles.

    What is a pledge, and between whom, with the network that reads sentences for it (pledges); what reports a contact,
    and between whom (contacts); what a contact was about (topics); which names are people's, and which bodies play a
    part (actors).
    """
    from pipelines.accuracy import AnswerError  # noqa: PLC0415 - the language model takes seconds to import
    from pipelines.ingest import FolderError  # noqa: PLC0415

    try:
        from pipelines.learn import LessonError  # noqa: PLC0415
        from pipelines.learn import learn as learn_weights  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("pipelines"):
            raise
        message = f"learning needs {error.name}, which building does not: `make learn-setup` puts it into .venv-dev"
        raise click.ClickException(message) from error
    with _plainly(AnswerError, FolderError, LessonError):
        models = learn_weights(sets, light, only)
    models.write(output)
    for row in models.figures:
        click.echo(", ".join(f"{key} {value}" for key, value in row.items()))


@main.group()
def coded() -> None:
    """Coded answers that travel without the texts of their articles."""


@coded.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def unpack(corpus: Path, folder: Path) -> None:
    """Put the answers in seeds/coded beside their articles, taken from CORPUS (JSON Lines), as sets below FOLDER."""
    from pipelines.accuracy import CorpusError, unpack_answers  # noqa: PLC0415

    for answers in sorted(CODED.glob("*.jsonl")):
        with _plainly(CorpusError):
            count = unpack_answers(answers, corpus, folder / answers.stem)
        click.echo(f"{count} articles with answers in {folder / answers.stem}")


@coded.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def pack(folder: Path, corpus: Path) -> None:
    """Write the answers of the set FOLDER to seeds/coded without their texts, which stay in CORPUS."""
    from pipelines.accuracy import AnswerError, CorpusError, pack_answers  # noqa: PLC0415

    target = CODED / f"{folder.resolve().name}.jsonl"
    with _plainly(AnswerError, CorpusError):
        click.echo(f"{pack_answers(folder, corpus, target)} answers in {target}")


@main.command()
@click.option("--port", default=3000, show_default=True)
def ui(port: int) -> None:
    """Open the Dagster UI on the loopback address."""
    from pipelines.defs.run import prepare_home  # noqa: PLC0415

    home = Path(os.environ.setdefault("DAGSTER_HOME", str(PROJECT / ".dagster")))
    prepare_home(home)
    command = [
        sys.executable,
        "-m",
        "dagster",
        "dev",
        "-m",
        "pipelines.definitions",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    sys.exit(subprocess.run(command, cwd=PROJECT, check=False).returncode)  # noqa: S603 - the project's own command


@main.command()
@click.option("-c", "--command", help="one statement; without it a prompt opens")
@click.option("--database", type=click.Path(path_type=Path, dir_okay=False), default=None)
def sql(command: str | None, database: Path | None) -> None:
    """Ask the released tables in SQL."""
    import duckdb  # noqa: PLC0415

    from pipelines.cli.prompt import prompt, show  # noqa: PLC0415

    path = database or DATASETS / "diplomacy.duckdb"
    if not path.is_file():
        message = f"{path}: no such file; run `make datasets` first, or name another database"
        raise click.ClickException(message)
    if command:
        with _plainly(duckdb.Error):
            click.echo(show(path, command))
    else:
        prompt(path)


@main.command()
@click.option("--datasets", type=click.Path(path_type=Path), default=DATASETS, help="folder of the release")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=BUILD / "docs")
def docs(datasets: Path, output: Path) -> None:
    """Write a page with every rule and what it finds in the released tables."""
    from pipelines.cli.released import NoReleaseError, released  # noqa: PLC0415
    from pipelines.quality import write_docs  # noqa: PLC0415

    with _plainly(NoReleaseError):
        tables = released(datasets)
    click.echo(f"open {write_docs(tables, output)}")


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True))
@click.option("--articles", "counts", multiple=True, type=int, default=(500, 5000), show_default=True)
@click.option("--workers", type=int, default=2, show_default=True)
def bench(corpus: Path, counts: tuple[int, ...], workers: int) -> None:
    """Build the first N records of a JSON Lines corpus from nothing; print time and memory."""
    from pipelines.cli.bench import BenchError, measure  # noqa: PLC0415

    for count in counts:
        with _plainly(BenchError):
            click.echo(measure(corpus, count, workers))


@main.command("bench-reading")
@click.argument("corpus", type=click.Path(path_type=Path, exists=True))
@click.option("--articles", "count", type=int, default=2000, show_default=True)
def bench_reading(corpus: Path, count: int) -> None:
    """Read the first N records of a JSON Lines corpus in one process; print the rate beside the bare model's."""
    from pipelines.cli.bench import BenchError  # noqa: PLC0415
    from pipelines.cli.reading_bench import against_parser  # noqa: PLC0415

    with _plainly(BenchError):
        click.echo(against_parser(corpus, count))


@main.command("bench-resolve")
@click.option("--reports", "counts", multiple=True, type=int, default=(10_000, 100_000), show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def bench_resolve(counts: tuple[int, ...], seed: int) -> None:
    """Resolve N made-up reports with a known truth; print time, memory, pairs compared and agreement."""
    from pipelines.benchmarks import measure  # noqa: PLC0415

    for count in counts:
        for line in measure(count, seed).lines():
            click.echo(line)


@main.command("bench-increments")
@click.option(
    "--build", "folder", type=click.Path(path_type=Path, exists=True), default=BUILD, help="folder of a build"
)
@click.option("--steps", type=click.IntRange(min=1), default=5, show_default=True, help="parts the articles come in")
@click.option("--seed", type=int, default=1, show_default=True)
def bench_increments(folder: Path, steps: int, seed: int) -> None:
    """Resolve what was read at once, in another order and bit by bit; tell which rows differ and what it costs."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    from pipelines.benchmarks.cost import READ, peak_megabytes  # noqa: PLC0415
    from pipelines.benchmarks.increments import compare  # noqa: PLC0415

    read = {name: pq.read_table(folder / "tables" / f"{name}.parquet") for name in READ}
    for outcome in compare(read, steps, seed):
        click.echo(outcome.line())
    click.echo(f"peak {peak_megabytes():.0f} MB")


@main.command("sample-pairs")
@click.option("--datasets", type=click.Path(path_type=Path, exists=True), default=DATASETS, help="folder of tables")
@click.option("--output", type=click.Path(path_type=Path), default=BUILD / "pairs.csv", show_default=True)
@click.option("--count", type=click.IntRange(min=1), default=25, show_default=True, help="pairs of each sort")
@click.option("--seed", type=int, default=1, show_default=True)
def sample_pairs(datasets: Path, output: Path, count: int, seed: int) -> None:
    """Draw pairs of reports, joined and nearly joined, into a table for a reader to judge."""
    import pyarrow.parquet as pq  # noqa: PLC0415
    from pyarrow import csv  # noqa: PLC0415

    from pipelines.quality import sample_pairs as draw  # noqa: PLC0415
    from pipelines.quality.pairs import NEEDED  # noqa: PLC0415

    pairs = draw({name: pq.read_table(datasets / f"{name}.parquet") for name in NEEDED}, count, seed)
    output.parent.mkdir(parents=True, exist_ok=True)
    csv.write_csv(pairs, output)
    click.echo(f"{pairs.num_rows} pairs in {output}; say in the column one_event whether both tell of one event")
