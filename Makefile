# Suara Layanan. Needs Python 3.11+ with its venv module, make and, the first time, network access to
# a package index; `make help` prints the targets.
PYTHON ?= python3
PORT   ?= 8000
UV     ?= uv
VENV   := .venv
BIN    := $(VENV)/bin
# One stamp each for: what `make run` needs, compiled texts, development tools, audit tools.
RUN    := $(VENV)/.run
MO     := $(VENV)/.mo
READY  := $(VENV)/.ready
AUDIT  := $(VENV)/.audit
TEXTS  := $(VENV)/.texts
LOCK   := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help port run lock audit parts example check test test-slow browser migration texts screenshots pictures lint lint-front format bench oracle wheel-check clean

help: ## print this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# An environment is brought up to date when what it is made from changes.
$(RUN): requirements/run.txt setup.cfg pyproject.toml
	@$(PYTHON) _build/environment.py run
	@touch $@

$(READY): $(RUN) requirements/dev.txt
	@$(PYTHON) _build/environment.py dev
	@touch $@

$(AUDIT): $(RUN) requirements/audit.txt
	@$(PYTHON) _build/environment.py audit
	@touch $@

# Texts are compiled when they changed; a wheel compiles its own.
$(MO): $(RUN) $(wildcard translations/*/LC_MESSAGES/*.po)
	@$(BIN)/pybabel --quiet compile --directory translations
	@touch $@

$(TEXTS): $(READY) $(MO)
	@touch $@

port:
	@$(PYTHON) _build/environment.py port $(PORT)

run: port $(MO) ## set up, migrate, fill an empty database with sample data, serve on PORT=8000
	@echo "preparing the database"
	@$(BIN)/python _build/quiet.py db upgrade
	@$(BIN)/python _build/quiet.py demo --if-empty
	@$(BIN)/python _build/quiet.py serve --port $(PORT)

lock: ## lock the dependencies again after setup.cfg changed; UPGRADE=--upgrade takes newer ones
	$(LOCK) setup.cfg requirements/build.in --output-file requirements/run.txt
	for set in dev audit; do $(LOCK) setup.cfg requirements/build.in --extra $$set \
		--constraints requirements/run.txt --output-file requirements/$$set.txt || exit; done

# Asks a database of known vulnerabilities over the network, which not every machine can reach. So
# the workflow calls it; .ci/run, whose result must be the same everywhere, does not.
audit: $(AUDIT) ## look for known vulnerabilities of the locked packages
	for set in run dev audit; do $(BIN)/pip-audit --strict --require-hashes --disable-pip \
		--requirement requirements/$$set.txt || exit; done

parts: $(AUDIT) ## write the list of parts of an installation to build/parts.json (CycloneDX)
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements/run.txt --output-file build/parts.json

example: $(RUN) ## aggregate the shipped example of real answers
	$(BIN)/survey aggregate survey/examples/skm_sekadau_2019s1_first49.csv --out build/example --format csv,xlsx,json

# Tests use all cores; a worker that is done early takes over tests of the others.
PYTEST := $(BIN)/python -m pytest --numprocesses logical --dist worksteal

check: lint $(TEXTS) ## style, types, and every quick test without a browser or PostgreSQL
	$(PYTEST) -m "not slow and not browser and not postgres" --hypothesis-profile quick

test: $(TEXTS) browser ## every test except the slow ones, on both databases and in a browser
	$(PYTEST) -m "not slow"

test-slow: $(TEXTS) browser ## storms, attacks and large files
	$(PYTEST) -m slow

# Chromium for the browser tests: installed where possible; otherwise they skip, loudly.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	&& apt-get update -qq && apt-get install -y -qq chromium; } \
	|| echo "NOTE: no chromium: the browser tests will be skipped"

migration: $(READY) ## write the next migration from the models: make migration MESSAGE="…"
	$(BIN)/alembic --config migrations/alembic.ini revision --autogenerate --message "$(MESSAGE)"

texts: $(READY) ## collect the texts into the catalogues; LANGUAGES=su begins a new one
	$(BIN)/python _build/catalogues.py $(LANGUAGES)

screenshots: $(TEXTS) browser ## make the pictures of the README from the demo
	$(BIN)/python docs/screenshots.py

pictures: ## report which pictures of the README are out of date
	@$(PYTHON) docs/pictures.py

lint: $(READY) lint-front ## style, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Templates, then scripts and styles, which need Node: required in continuous integration.
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
