# The two commands: `make site` builds content/ into site/, `make test` runs every check.
# Both make and keep their own environment in .venv/; PYTHON=python3.13 chooses the interpreter for it.

PYTHON ?= python3
BIN := .venv/bin
PROCESSES = $$((2 * $$(nproc))) # two for each processor: those of a browser's tests wait for it
YANGGUANG := $(BIN)/yangguang
TORTURE ?= 3

.PHONY: site serve check test coverage torture bench bench-large lint lock clean

site: .venv/ready
	@$(YANGGUANG) build

serve: .venv/ready
	@$(YANGGUANG) serve

check: .venv/ready
	@$(YANGGUANG) check

test: lint
	@$(BIN)/pytest --numprocesses=$(PROCESSES) --dist=worksteal $(COVERAGE)

# The same; fails too where the tests reach too little of the program. Tracing it costs much time.
coverage: COVERAGE := --cov
coverage: test

# How fast the program is, with 10,000 reports; BENCH="--reports 500" for a quick look that is only printed.
bench: .venv/ready
	@$(BIN)/python -m benchmarks $(BENCH)

# The same and 100,000 reports besides: 10 GB of disk and many minutes.
bench-large: .venv/ready
	@$(BIN)/python -m benchmarks --large $(BENCH)

# Looks for TORTURE minutes for builds that do not equal full ones, for pages that are not Jinja's, and for texts
# rendered differently from markdown-it-py.
torture: .venv/ready-for-tests
	@TORTURE=$(TORTURE) $(BIN)/pytest --numprocesses=3 --dist=worksteal -m torture tests/building tests/rendering

lint: .venv/ready-for-tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/codespell

.venv/ready: requirements.lock pyproject.toml tools/environment
	@PYTHON="$(PYTHON)" tools/environment site

.venv/ready-for-tests: requirements-dev.lock pyproject.toml tools/environment tests/html/package-lock.json
	@PYTHON="$(PYTHON)" tools/environment tests

# Writes the lock files anew from pyproject.toml; run it after a change of the dependencies and read the difference.
lock:
	@tools/lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
