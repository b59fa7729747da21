# One command each. Stamps in .venv make a second run quick.

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
PARALLEL := -n auto --dist loadfile
COMPILE := $(UV) pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --quiet

.PHONY: briefing test proof bench lock clean

briefing: $(VENV)/runtime.stamp
	@$(BIN)/reportgen build

test: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(PARALLEL)

proof: $(VENV)/dev.stamp
	@.ci/programs
	$(BIN)/python -m pytest $(PARALLEL) -m proof -rs

bench: $(VENV)/runtime.stamp
	@$(BIN)/python -m benchmarks

lock:
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --extra parquet --constraint requirements.lock \
		--output-file requirements-dev.lock

clean:
	rm -rf $(VENV) dist build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name README.md -delete

$(VENV)/created.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "reportgen needs Python 3.11 or newer; '$(PYTHON)' is not that;" \
			"name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make a virtual environment;" \
			"on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/runtime.stamp: $(VENV)/created.stamp requirements.lock pyproject.toml
	@echo "Installing what requirements.lock names (once)" >&2
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements-dev.lock
	@echo "Installing what requirements-dev.lock names (once)" >&2
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@
