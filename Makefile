PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Tests and learning need more, PyTorch above all, which spaCy would load at every start: it stands apart.
DEV_VENV := .venv-dev
DEV_BIN := $(DEV_VENV)/bin
DEV_STAMP := $(DEV_VENV)/.installed
INSTALL := -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
export DAGSTER_HOME := $(CURDIR)/.dagster

.PHONY: datasets test lint ui sql docs bench bench-resolve learn-setup clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALL) .
	$(BIN)/python -m compileall -q $(VENV)/lib >/dev/null 2>&1 || true
	touch $@

$(DEV_STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(DEV_VENV)
	$(DEV_BIN)/python $(INSTALL) '.[dev,learn]'
	$(DEV_BIN)/python -m compileall -q $(DEV_VENV)/lib >/dev/null 2>&1 || true
	touch $@

datasets: $(STAMP)  ## build all tables from seeds/ into datasets/
	@$(BIN)/python -m pipelines build

test: $(DEV_STAMP) lint  ## lint, types, layers and all tests
	@$(DEV_BIN)/python -m pytest

lint: $(DEV_STAMP)
	@$(DEV_BIN)/ruff check .
	@$(DEV_BIN)/ruff format --check .
	@$(DEV_BIN)/mypy
	@$(DEV_BIN)/lint-imports

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

learn-setup: $(DEV_STAMP)  ## install what `python -m pipelines learn` needs besides

clean:
	rm -rf .build .dagster
