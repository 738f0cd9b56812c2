# One verb each. Whatever a verb needs is set up on the way, and again when what it comes from has changed.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo up fast test features feature simulate check lint models fuzz lock clean tools chromium

# The first that fits; PYTHON=… names another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
    $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
    && echo $$python && break; done)
BIN := .venv/bin
# What Python compiled once, tests too, is not compiled again.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv/ready
NPM := bpmn/node_modules/ready
FONTS := build/fonts/ready

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: $(VENV) $(NPM) $(FONTS) ## Everything the others need: Python packages, npm packages, fonts

demo: setup ## One request from its registration to the certificate (ARGS=--keep leaves all running)
	$(BIN)/barchin demo $(ARGS)

up: setup ## Everything locally, until Ctrl-C (ARGS=--engine-only)
	$(BIN)/barchin up $(ARGS)

fast: setup ## The quick tests: no engine, no HTTP, no settlements
	$(BIN)/python -m pytest -m "not engine and not thorough" -n 2 $(ARGS)

test: check fast chromium ## All checks and all tests
	$(BIN)/python -m pytest -m "engine or thorough" -n 2 --model-coverage 100 $(ARGS)

features: setup ## The Persian features alone, and what they cover of the models
	$(BIN)/python -m pytest tests/features -n 2 $(ARGS)
	$(BIN)/barchin coverage

feature: setup ## One scenario: make feature NAME="…", some words of its name or the name of its file
	$(BIN)/barchin features run "$(NAME)"

simulate: setup ## Cases, people, faults and time drawn by seed, on the real engine (SEEDS=n, ARGS="--from 41")
	$(BIN)/python -m tests.simulation --seeds $(or $(SEEDS),40) $(ARGS)

check: lint ## Style, types, import directions, models, features
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/barchin check
	$(BIN)/barchin features lint
	npm --prefix bpmn run lint

lint: setup ## Style alone
	$(BIN)/ruff check
	$(BIN)/ruff format --check

models: setup chromium ## The pictures of the models, drawn again
	$(BIN)/barchin model render

fuzz: setup ## The API under five minutes of generated calls
	$(PYTHON) -m venv build/fuzz
	build/fuzz/bin/pip install --quiet --disable-pip-version-check schemathesis==4.32.5
	$(BIN)/python -m tests.fuzz 300 build/fuzz/bin/schemathesis

lock: | tools ## requirements.lock from setup.cfg (ARGS=--upgrade for the newest versions)
	$(PYTHON) -m venv build/uv
	build/uv/bin/pip install --quiet uv
	build/uv/bin/uv pip compile --universal --python-version 3.11 --extra dev --no-header --no-annotate \
	    --quiet $(ARGS) --output-file requirements.lock setup.cfg

clean: ## Forgets what setup and builds have made; the data in .barchin stay
	rm -rf .venv build bpmn/node_modules engine/server/target

$(VENV): requirements.lock setup.cfg pyproject.toml | tools
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(NPM): bpmn/package.json bpmn/package-lock.json | tools
	npm --prefix bpmn ci --no-audit --no-fund
	@touch $@

# TrueType for the certificate, WOFF2 for pages; the cut with Persian digits (FD) for the engine's web apps.
$(FONTS): $(NPM) Makefile
	mkdir -p $(@D)
	cp bpmn/node_modules/vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf \
	   bpmn/node_modules/vazirmatn/fonts/ttf/Vazirmatn-Bold.ttf \
	   bpmn/node_modules/vazirmatn/fonts/webfonts/Vazirmatn-Regular.woff2 \
	   bpmn/node_modules/vazirmatn/fonts/webfonts/Vazirmatn-Bold.woff2 \
	   bpmn/node_modules/vazirmatn/misc/Farsi-Digits/fonts/webfonts/Vazirmatn-FD-Regular.woff2 \
	   bpmn/node_modules/vazirmatn/misc/Farsi-Digits/fonts/webfonts/Vazirmatn-FD-Bold.woff2 $(@D)
	@touch $@

# Said before minutes of downloads, not after them.
tools:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 to 3.14 found. Install one, or name it: make PYTHON=…"; exit 1; }
	@command -v "$${JAVA_HOME:+$$JAVA_HOME/bin/}java" >/dev/null || { echo "No Java found. Install a JDK, version 17 or 21."; exit 1; }
	@command -v mvn >/dev/null || { echo "No Maven found. Install Maven 3.8 or later."; exit 1; }
	@command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' \
	    || { echo "No Node.js with npm found, version 20 or later. Install it."; exit 1; }

chromium:
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do \
	    command -v "$$name" >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update && apt-get install -y --no-install-recommends chromium; \
	else echo "No Chromium found. Install it, or name one: CHROMIUM=/path/to/chromium"; exit 1; fi
