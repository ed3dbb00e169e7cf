# Needs make, python3 (3.11 or newer, with venv) and, for Spark only, Java 17 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WITHOUT_SPARK ?= $(if $(shell command -v java),,1)
LOCKS := requirements/core.txt requirements/dev.txt $(if $(WITHOUT_SPARK),,requirements/spark.txt)
STAMP := $(VENV)/$(if $(WITHOUT_SPARK),,spark-)installed
BENCH_STAMP := $(VENV)/bench-installed
PEERS := .venv-peers
PEERS_STAMP := $(PEERS)/installed
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet pyproject.toml

PEERS_LOCK := $(patsubst pyproject.toml,,$(LOCK))

SERVE ?= 1
TESTS ?=
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format bench lock docs clean

help:  ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(STAMP)  ## make the virtual environment from the hash-locked requirements

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Jianfu needs Python 3.11 or newer; $(PYTHON) is older. Name one: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "No virtual environment could be made; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

$(STAMP): pyproject.toml $(LOCKS) | $(BIN)/python
	@echo "Installing what is locked in: $(LOCKS)"
	@$(INSTALL) --require-hashes $(addprefix -r ,$(LOCKS))
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## run the bundled county and a made-up province, then serve the reports (SERVE=0: do not serve)
	@$(BIN)/jianfu demo --out demo-out $(if $(filter 0,$(SERVE)),--no-serve)

test: setup  ## run the tests, the web's on SQLite and on PostgreSQL (TESTS=path: only those, on SQLite)
	@$(BIN)/python -m pytest -n 2 $(TESTS)
	@$(if $(TESTS),,JIANFU_TEST_DATABASE=postgres $(BIN)/python -m pytest -n 2 tests/web tests/journeys -m "not one_database")

lint: setup  ## formatting, lint, types and floors, each said even where one fails; no network
	@failed=; \
	export JIANFU_MODE=test; \
	for check in "ruff format --check --quiet ." "ruff check --quiet ." "mypy" "lint-imports --no-logo"; do \
		echo "== $$check"; $(BIN)/$$check || failed=1; \
	done; \
	test -z "$$failed"

format: setup  ## put the code in its one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

$(BENCH_STAMP): requirements/bench.txt $(STAMP)
	@$(INSTALL) --require-hashes -r requirements/bench.txt
	@touch $@

$(PEERS_STAMP): requirements/peers.txt | $(BIN)/python
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes -r $<
	@touch $@

bench: setup $(BENCH_STAMP) $(PEERS_STAMP)  ## measure Jianfu beside its peers
	@$(BIN)/python bench/run.py

lock: setup  ## write requirements/*.txt anew from pyproject.toml (UPGRADE=1: newest versions)
	@$(LOCK) $(if $(UPGRADE),--upgrade) -o requirements/core.txt
	@$(LOCK) $(if $(UPGRADE),--upgrade) -c requirements/core.txt --extra dev -o requirements/dev.txt
	@$(LOCK) $(if $(UPGRADE),--upgrade) -c requirements/core.txt --extra spark -o requirements/spark.txt
	@$(LOCK) $(if $(UPGRADE),--upgrade) -c requirements/dev.txt --extra bench -o requirements/bench.txt
	@sed -n '/^peers = \[/,/^\]/s/^ *"\([^"]*\)".*/\1/p' pyproject.toml | $(PEERS_LOCK) - -o requirements/peers.txt

docs: setup  ## write the generated pages anew
	@$(BIN)/python tools/make_docs.py
	@$(BIN)/jianfu rules docs --out docs/rules

clean:  ## remove what the targets made, the virtual environment included
	@rm -rf $(VENV) demo-out bench/out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
