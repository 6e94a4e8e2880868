# Suara Layanan. Needs only Python 3.11+ and make; `make help` prints the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TEXTS  := $(VENV)/.texts

.DEFAULT_GOAL := help
.PHONY: help run example test browser texts screenshots lint lint-front format bench oracle wheel-check clean

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

test: $(TEXTS) browser ## run every test
	$(BIN)/python -m pytest

# Chromium for the browser tests: installed where that is possible, else they skip, loudly.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	&& apt-get update -qq && apt-get install -y -qq chromium; } \
	|| echo "NOTE: no chromium: the browser tests will be skipped"

texts: $(READY) ## collect the texts into the catalogues; LANGUAGES=su begins another one
	$(BIN)/python _build/catalogues.py $(LANGUAGES)

screenshots: $(TEXTS) browser ## make the pictures of the README from the demo
	$(BIN)/python docs/screenshots.py

lint: $(READY) lint-front ## style, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Templates, then scripts and styles, which need node: a must in continuous integration.
NODE_READY := node_modules/.ready
lint-front: $(READY)
	$(BIN)/djlint templates --lint --quiet
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(NODE_READY) && npm run --silent lint; \
	elif [ "$$CI" = true ]; then echo "no npm: scripts and styles cannot be checked" >&2; exit 1; \
	else echo "NOTE: no npm: scripts and styles were not checked"; fi

$(NODE_READY): package.json package-lock.json
	npm ci --silent
	touch $@

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
	rm -rf $(VENV) node_modules build dist *.egg-info
