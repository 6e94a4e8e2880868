# Suara Layanan. Needs only Python 3.11+ and make; `make help` prints the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TEXTS  := $(VENV)/.texts

.DEFAULT_GOAL := help
.PHONY: help run example check test test-slow browser texts screenshots lint format bench oracle wheel-check clean

help: ## print this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment is made again when what it is made from changes.
$(READY): setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

# Texts are compiled where they changed; a wheel compiles its own.
$(TEXTS): $(READY) $(wildcard translations/*/LC_MESSAGES/*.po)
	$(BIN)/pybabel --quiet compile --directory translations
	touch $(TEXTS)

run: $(TEXTS) ## set up, migrate, fill an empty database with sample data, serve on port 8000
	$(BIN)/survey db upgrade
	$(BIN)/survey demo --if-empty
	$(BIN)/survey serve

example: $(READY) ## aggregate the shipped example of real answers
	$(BIN)/survey aggregate survey/examples/skm_sekadau_2019s1_first49.csv --out build/example --format csv,xlsx,json

# All cores work at the tests; who is done early takes over from others.
PYTEST := $(BIN)/python -m pytest --numprocesses logical --dist worksteal

check: lint $(TEXTS) ## style, types, and every test that needs no browser, no PostgreSQL and no patience
	$(PYTEST) -m "not slow and not browser and not postgres" --hypothesis-profile quick

test: $(TEXTS) browser ## every test on both databases and in a browser, but the slow ones
	$(PYTEST) -m "not slow"

test-slow: $(TEXTS) browser ## storms, attacks and large files
	$(PYTEST) -m slow

# Chromium for the browser tests: installed where that is possible, else they skip, loudly.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	&& apt-get update -qq && apt-get install -y -qq chromium; } \
	|| echo "NOTE: no chromium: the browser tests will be skipped"

texts: $(READY) ## collect the texts into the catalogues; LANGUAGES=su begins another one
	$(BIN)/python _build/catalogues.py $(LANGUAGES)

screenshots: $(TEXTS) browser ## make the pictures of the README from the demo
	$(BIN)/python docs/screenshots.py

lint: $(READY) ## style, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## measure speed and memory, with the floor beside it
	$(BIN)/python -m tests.bench

oracle: $(READY) ## compare fresh random designs with R's survey
	@command -v Rscript >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	&& apt-get update -qq && apt-get install -y -qq r-cran-survey; } || true
	$(BIN)/python -m tests.oracle.compare

wheel-check: $(READY) ## build the wheel and use it from an empty directory
	$(BIN)/python tests/wheel_check.py

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist *.egg-info
