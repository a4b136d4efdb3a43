# The two commands a newcomer needs are `make demo` and `make test`; both make the virtual environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint docs clean

$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "newskg needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

demo: $(VENV)/.run
	$(BIN)/kg build examples/pages --paper 赣鄱日报 --home 江西省 --output outputs
	@echo "Then ask it something: $(BIN)/kg query posts"

test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/ruff format --check kg tests benchmarks
	$(BIN)/mypy

docs: $(VENV)/.run  # the reference of the vocabulary and of the queries, with answers from examples/
	$(BIN)/kg build examples/pages --paper 赣鄱日报 --home 江西省 --output build/examples
	$(BIN)/kg reference docs --outputs build/examples

clean:
	rm -rf $(VENV) build *.egg-info outputs/graph.ttl outputs/graph.ttl.dcat.jsonld outputs/store outputs/site \
		outputs/report.json outputs/repairs.csv
