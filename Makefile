PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LEARN := $(VENV)/.installed-learn
export DAGSTER_HOME := $(CURDIR)/.dagster

.PHONY: datasets test lint ui sql docs bench bench-resolve learn-setup clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q $(VENV)/lib >/dev/null 2>&1 || true
	touch $@

$(LEARN): $(STAMP)  # what only learning needs, PyTorch above all
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,learn]'
	touch $@

datasets: $(STAMP)  ## build all tables from seeds/ into datasets/
	@$(BIN)/python -m pipelines build

test: $(LEARN) lint  ## lint, types, layers and all tests
	@$(BIN)/python -m pytest

lint: $(LEARN)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

ui: $(STAMP)  ## the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/python -m pipelines ui

sql: $(STAMP)  ## a SQL prompt over the released tables
	@$(BIN)/python -m pipelines sql

docs: $(STAMP)  ## what the expectations found, as pages
	@$(BIN)/python -m pipelines docs

bench: $(STAMP)  ## time and memory of whole builds: make bench CORPUS=articles.jsonl.gz
	@$(BIN)/python -m pipelines bench $(CORPUS)

bench-resolve: $(STAMP)  ## time, memory and rightness of resolving made-up reports
	@$(BIN)/python -m pipelines bench-resolve --reports 10000 --reports 100000 --reports 1000000

learn-setup: $(LEARN)  ## install what `python -m pipelines learn` needs besides

clean:
	rm -rf .build .dagster
