# Every target sets up what it needs: a virtual environment in .venv, made with plain pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := test,check,docs,bench
# Tests run on every core, those of one file in one process: they share what they set up.
EVERY_CORE := --numprocesses auto --dist loadfile

KINDS := arc library client

.PHONY: pictures schema demo setup format lint types test slow bench docs check clean

demo: $(VENV)/.demo
	$(BIN)/setlist demo --out demo --force

setup: $(VENV)/.all

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.all: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[$(EXTRAS)]"
	touch $@ $(VENV)/.demo

format: setup
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: setup
	$(BIN)/mypy

test: setup
	$(BIN)/pytest $(EVERY_CORE)

slow: setup
	$(BIN)/pytest $(EVERY_CORE) -m slow

bench: setup
	$(BIN)/python bench/run.py

docs: setup
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet docs docs/_build

schema: setup
	for kind in $(KINDS); do $(BIN)/setlist arcs schema $$kind -o arcs/schema/$$kind.schema.json --force; done

PLOT = $(BIN)/setlist timing --force --plot docs/pictures/timing
pictures: setup
	$(PLOT)-im.svg im >/dev/null
	$(PLOT)-oral.svg oral >/dev/null
	$(PLOT)-sublingual-spit.svg sublingual --handling spit >/dev/null
	$(PLOT)-sublingual-unknown.svg sublingual >/dev/null

check: lint types docs

clean:
	rm -rf $(VENV) demo dist docs/_build
