# `make run` shows the lesson, `make test` checks everything, `make install` only sets up.
# Each does its own set-up in .venv, once; when a requirement changes, it does it again.

PORT ?= 8501
# A folder that holds content/ and seeds/; this one, if none is named.
LESSON ?=

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
# Everything that is installed stands in the lock with its hash; the package itself is only linked.
LINK := $(PIP) install --no-deps --no-build-isolation --editable .

# A .venv whose Python is gone, because the folder was moved or the system upgraded, counts as none.
$(shell test -x $(PYTHON) || rm -f $(VENV)/*.stamp)

.PHONY: help run test proof bench programs install check format lock clean

help:
	@echo 'make run       show the lesson at http://localhost:$(PORT) (LESSON=folder PORT=number)'
	@echo 'make test      check style, types and layers, and run all tests'
	@echo 'make proof     run the long tests in full: kills, power cuts, attacks (about half an hour)'
	@echo 'make bench     compare speed with bare and naive Streamlit'
	@echo 'make install   set up what the site needs, and no more'
	@echo 'make check     check style, types and layers only'
	@echo 'make format    put the code into its usual form'
	@echo 'make lock      pin all requirements anew'
	@echo 'make clean     remove everything that was made here'

run: $(VENV)/run.stamp
	@$(VENV)/bin/explainer run $(LESSON) --port $(PORT)

install: $(VENV)/run.stamp
	@echo 'Ready: $(VENV)/bin/explainer run'

# Servers start a hundred times: what Python has compiled is kept, also where the environment forbids it.
test proof: export PYTHONDONTWRITEBYTECODE :=

test: check programs
	$(VENV)/bin/pytest --numprocesses 3 $(SIDE_BY_SIDE) -m 'not browser' --cov
	$(VENV)/bin/pytest --numprocesses 2 $(SIDE_BY_SIDE) -m browser

# Tests wait for servers much of the time, so three fill two cores; a browser fills one by itself.
# Those of a file share their servers, and files come in the order that `tests/conftest.py` gives.
SIDE_BY_SIDE := --dist loadfile --no-loadscope-reorder --durations 25

# The same tests with more of everything; each prints what it has counted.
proof: $(VENV)/dev.stamp programs
	EXPLAINER_PROOF=1 $(VENV)/bin/pytest -m proof

bench: $(VENV)/dev.stamp programs
	$(PYTHON) -m tests.bench

# What tests need beside Python: a browser and a database server, the system's own.
programs: $(VENV)/dev.stamp
	$(PYTHON) -m tests.chromium
	$(PYTHON) -m tests.postgres

check: $(VENV)/dev.stamp
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/dev.stamp
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

# The second file takes its versions from the first, so that what is tested is what is served.
COMPILE = $(VENV)/bin/uv pip compile --no-config --quiet --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-emit-index-url --custom-compile-command 'make lock' pyproject.toml --group build
lock: $(VENV)/dev.stamp
	$(COMPILE) --upgrade --output-file requirements.txt
	$(COMPILE) --upgrade --group dev --constraints requirements.txt --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) build dist test-results .coverage .coverage.* htmlcov .hypothesis \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(PYTHON)
	$(PIP) install --require-hashes --requirement requirements.txt
	$(LINK)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt pyproject.toml | $(PYTHON)
	$(PIP) install --require-hashes --requirement requirements-dev.txt
	$(LINK)
	@touch $@ $(VENV)/run.stamp

# The newest Python that the lock knows, else whatever python3 is, as long as it can make a venv.
$(PYTHON):
	@old=; bare=; \
	for python in python3.14 python3.13 python3.12 python3.11 python3; do \
		"$$python" -c 'pass' 2>/dev/null || continue; \
		if ! "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then old=$$python; \
		elif ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then bare=$$python; \
		else echo "Making $(VENV) with $$("$$python" --version)"; exec "$$python" -m venv --clear $(VENV); fi; \
	done; \
	if [ -n "$$bare" ]; then echo "$$bare cannot make a virtual environment: install its venv module (on Debian and Ubuntu: apt install python3-venv)." >&2; \
	elif [ -n "$$old" ]; then echo "explainer needs Python 3.11 or newer, and $$old is $$("$$old" --version): install a newer Python." >&2; \
	else echo "explainer needs Python 3.11 or newer, and no python3 was found: install Python." >&2; fi; \
	exit 1
