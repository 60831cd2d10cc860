# make run   sets up and serves the sample catalog       make test  sets up and passes lint, types and tests
# Settings: PYTHON (default python3), VENV (default .venv), NETATLAS_HOST, NETATLAS_PORT, NETATLAS_HOME

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ROOMS := netatlas crawler extract graph codegen catalog web schedules simulate
export NETATLAS_HOME ?= $(CURDIR)/.netatlas
PIP := $(BIN)/pip --disable-pip-version-check

.PHONY: run test lint type fix bench docs clean check-python

check-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "NetAtlas needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 2; }

# The stamp is newer than setup.cfg once everything that it asks for is installed.
$(VENV)/.run: setup.cfg pyproject.toml | check-python
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --retries 10 --timeout 60 -e .
	@touch $@

$(VENV)/.dev: setup.cfg pyproject.toml | check-python
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --retries 10 --timeout 60 torch==2.13.0
	$(PIP) install --quiet --retries 10 --timeout 60 -e '.[verify,elasticsearch,postgres,model,distributed,parquet,dev]'
	@touch $@ $(VENV)/.run

run: $(VENV)/.run
	@$(BIN)/netatlas ingest samples
	@exec $(BIN)/netatlas serve

test: $(VENV)/.dev lint type
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(VENV)/.dev
	$(BIN)/mypy $(ROOMS)

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python -m bench.read_all

docs: $(VENV)/.dev
	$(BIN)/python -m graph.operations.docs

clean:
	rm -rf $(VENV) .netatlas build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
