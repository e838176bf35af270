# make demo: the main job on the shipped specs.  make test: all tests, offline.  make check: lint, types, contracts,
# freshness.  A python3 >= 3.11 is all they need; uv is used when it is there.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
WORKERS ?= 2

.PHONY: help demo test explore check build format bench clean

help: ## Show this help.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

.venv/ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "callsheet needs a python3 of version 3.11 or newer on PATH"; exit 2; }
	@if command -v uv >/dev/null 2>&1; then \
	  test -x $(BIN)/python || uv venv --quiet --python "$(PYTHON)" .venv; \
	  uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[conformance,dev]'; \
	else \
	  test -x $(BIN)/python || "$(PYTHON)" -m venv .venv; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[conformance,dev]'; \
	fi
	@touch $@

demo: .venv/ready ## Regenerate everything from specs/, show models, rules and prices, check a good and a bad request each.
	@$(BIN)/callsheet demo
	@echo; $(BIN)/callsheet conform

test: .venv/ready ## Run all tests, offline.
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

explore: .venv/ready ## Run the tests that draw their examples with other examples each time; prints the seed.
	@seed=$${SEED:-$$($(BIN)/python -c 'import secrets; print(secrets.randbits(32))')}; echo "make explore SEED=$$seed"; \
	  $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m hypothesis --hypothesis-profile explore --hypothesis-seed $$seed

check: .venv/ready ## Lint, types, import contracts, and whether generated/ is fresh.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/callsheet lint
	@$(BIN)/callsheet build --check
	@cd generated && ../$(BIN)/mypy --strict --python-executable ../$(BIN)/python video_gateways

build: .venv/ready ## Write generated/ from specs/.
	@$(BIN)/callsheet build

format: .venv/ready ## Format and mend what ruff can mend.
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

bench: .venv/ready ## Measure; prints ratios, asserts nothing.
	@for f in tests/bench/bench_*.py; do echo "== $$f"; $(BIN)/python $$f || exit 1; done

clean: ## Remove the environment and caches.
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .callsheet
