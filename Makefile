# `make` prints the targets. Everything happens in .venv; nothing is installed for other users but Debian packages
# that Luotsi or its tests need, and those only as root.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# Set in many containers; here each of many processes would compile everything, tests among it, all over again.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PYTEST := $(BIN)/pytest
UNIT_TESTS := tests/architecture tests/channels tests/nlu tests/contracts tests/routing tests/gateway
# Of tests in folders of their own that may run for an hour: they say themselves how long is too long.
LONG := --override-ini norecursedirs=.* --override-ini faulthandler_timeout=0
UNIT := not servers and not browser and not slow and not alone
LOCK := uv pip compile --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --quiet \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK_FLAGS)

.PHONY: help
help: ## print the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ------------------------------------------------------------------------------------------------------ set-up

.PHONY: setup
setup: .venv/.run ## make .venv with what Luotsi needs to run, and say plainly what is missing

.venv/.run: requirements.txt requirements-build.txt pyproject.toml .ci/setup .ci/install
	@.ci/setup run
	@touch $@

.PHONY: embedding
embedding: .venv/.run ## add the package of the second opinion to .venv; LUOTSI_EMBEDDING=true turns it on
	@.ci/setup embedding

.venv/.dev: requirements-dev.txt requirements-build.txt pyproject.toml .ci/setup .ci/install
	@.ci/setup dev
	@touch $@

.PHONY: servers
servers: # what the tests start themselves: PostgreSQL, Redis, Postfix, Dovecot, Chromium …
	@.ci/install test

# --------------------------------------------------------------------------------------------------- every day

.PHONY: run
run: .venv/.run ## start Luotsi with invented contacts, and print addresses and logins
	@$(BIN)/luotsi serve --demo

.PHONY: test
test: .venv/.dev servers ## run every test but the long ones of make soak
# First what kills processes all the time, beside nothing else, out of the one folder that has it; then the rest, three at
# a time: beside each file that waits there are three that work (tests/plugins/parts.py). Exit 5: no such test.
	@$(PYTEST) -n 2 --dist loadfile -m alone tests/faults || test $$? -eq 5
	@$(PYTEST) -n 3 --dist loadfile --no-loadscope-reorder -m "not alone and not soak" --durations 25 --durations-min 10

.PHONY: check
check: format-check lint types imports migrations deploy ## all that can be said without running it, in a minute

.PHONY: fix
fix: .venv/.dev ## format, and repair what ruff can repair
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: bench
bench: .venv/.dev servers ## print the benchmarks' ratios (nothing timed fails)
	@$(PYTEST) tests/benchmarks -m "not soak" -s $(LONG) --ignore tests/benchmarks/test_nlu.py

.PHONY: bench-nlu
bench-nlu: .venv/.dev ## print readers side by side: ours, its bare limit, and other programs (half an hour)
	@$(PYTEST) tests/benchmarks/test_nlu.py -s $(LONG)

.PHONY: learning-curve
learning-curve: .venv/.dev ## learn from more and more of the texts, and see whether more of them would help (some minutes)
	@$(BIN)/luotsi learning-curve

.PHONY: rasa
rasa: ## train and run Rasa beside Luotsi, and print what to set (RASA="--config diet --language fi --each 30")
	@python=$$(nlu/rasa/environment) && exec "$$python" nlu/rasa/sidecar.py --port 5005 $(RASA)

.PHONY: rasa-check
rasa-check: .venv/.dev ## hold our promises to a live Rasa, where one can be installed
	@LUOTSI_RASA_LIVE=1 nlu/rasa/check $(PYTEST) tests/contracts -k live

.PHONY: soak
soak: .venv/.dev servers ## run the long loads, the memory measurements and a kill at every fault point
	@$(PYTEST) tests/benchmarks tests/channels tests/faults tests/production -m soak -s $(LONG) || test $$? -eq 5

# ----------------------------------------------------------------------------------------------- parts of check

.PHONY: format-check lint types imports migrations deploy unit
format-check: .venv/.dev
	@$(BIN)/ruff format --check .
lint: .venv/.dev
	@$(BIN)/ruff check .
types: .venv/.dev
	@$(BIN)/mypy
imports: .venv/.dev
	@$(BIN)/lint-imports --no-logo
migrations: .venv/.dev
# Fails when a table's definition and the migrations disagree.
	@$(PYTEST) tests/gateway/test_migrations.py -k sqlite
deploy: .venv/.dev
	@.ci/install check
	@deploy/check
unit: .venv/.dev ## run the tests that need no server of their own
	@$(PYTEST) -n 2 --dist loadfile -m "$(UNIT)" $(UNIT_TESTS)

# ------------------------------------------------------------------------------------------------------ release

.PHONY: lock
lock: ## pin every dependency again, with hashes (LOCK_FLAGS=--upgrade takes the newest); needs uv
	@$(LOCK) -o requirements.txt pyproject.toml
	@$(LOCK) -c requirements.txt --extra dev -o requirements-dev.txt pyproject.toml
	@echo "hatchling>=1.27" | $(LOCK) -c requirements-dev.txt -o requirements-build.txt -

.PHONY: scripts
scripts: ## check the types of the pages' scripts and build them again; needs npm
	@cd gateway/web/scripts && npm install --silent --no-audit --no-fund --omit-lockfile-registry-resolved && npm run --silent types && npm run --silent build

.PHONY: wheel
wheel: .venv/.dev ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation

.PHONY: clean
clean: ## remove what can be made again (never data)
	@rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find channels nlu routing gateway tests -name __pycache__ -type d -prune -exec rm -rf {} +
