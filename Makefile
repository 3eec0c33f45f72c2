# make run     sets everything up, starts the whole stack and shows its addresses (Ctrl-C ends it)
# make test    sets everything up, the databases for tests included, and runs every test
# make check   style, types and layers
# make bench-detection   measures detection's speed and judges it on columns made for it (PRESIDIO=/path/to/python adds that peer)
# make clean   removes the environment and caches; data under local/ stays
# All of them may be repeated; what is done already costs nothing.

.DEFAULT_GOAL := run
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules
.PHONY: run test check clean test-databases bench-detection

VENV := .venv
READY := $(VENV)/.ready
PACKAGES := postgresql mariadb-server chromium libodbc2 libltdl7 libgssapi-krb5-2 libaio1 libnuma1

run: $(READY)
	@exec $(VENV)/bin/python main.py

test: $(READY) test-databases
	@$(VENV)/bin/python -m app.local
	@$(VENV)/bin/python -m pytest -p tests.support.skips $(PYTEST_ARGS)

check: $(READY)
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/pyright
	$(VENV)/bin/lint-imports

bench-detection: $(READY)
	@$(VENV)/bin/python -m bench.detection.speed
	@$(VENV)/bin/python -m bench.detection $(if $(PRESIDIO),--presidio $(PRESIDIO)) $(BENCH_ARGS)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find app tests main.py -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: exactly the committed lock, byte code included (without it the worker loads 19 s instead of 8).
$(READY): requirements.lock pyproject.toml
	@python=""; \
	for candidate in $${PYTHON:-} python3.13 python3.12 python3.11 python3; do \
	  if $$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; \
	  then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "SourceSense needs Python 3.11, 3.12 or 3.13, and none is on PATH."; \
	  echo "  Fix: apt-get install python3.11 python3.11-venv   (or PYTHON=/path/to/python3.12 make)"; exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python lacks the venv module."; \
	  echo "  Fix: apt-get install $$(basename $$python)-venv"; exit 1; fi; \
	echo "Setting up $(VENV) with $$($$python --version): about 160 packages, two or three minutes, only this once"; \
	$(VENV)/bin/python -m pip --version >/dev/null 2>&1 || $$python -m venv --clear $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@env -u PYTHONDONTWRITEBYTECODE $(VENV)/bin/python -m compileall -q app main.py
	@touch $@

# Database servers and a browser for the tests. RUNLEVEL=1 keeps Debian from starting them as services.
# MySQL is no Debian package: it comes from Maven Central once, checked against its SHA-256.
test-databases: $(READY)
	@$(VENV)/bin/python -m tests.support.mysql_download
	@missing=""; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	  echo "Tests that need$$missing are skipped. To run them: sudo RUNLEVEL=1 apt-get install -y$$missing"; exit 0; fi; \
	echo "Installing for the tests:$$missing (no service is started)"; \
	export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive; \
	apt-get update -qq; \
	apt-get install -y -qq --no-install-recommends $$missing >/dev/null
