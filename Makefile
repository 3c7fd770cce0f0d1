# Two commands do everything on a fresh machine: `make run` and `make test`.
# PYTHON names another interpreter than the newest of 3.11 to 3.13 that is here.

BIN := .venv/bin

.PHONY: run test check docs screenshot bench clean

run: .venv/run
	@$(BIN)/python scripts/run.py

test: .venv/dev
	@sh scripts/debian_packages.sh chromium
	@sh scripts/debian_lab.sh .venv
	@$(MAKE) --no-print-directory check
	@mkdir -p artifacts
	SMTPCHECK_SCREENSHOTS=$(CURDIR)/artifacts $(BIN)/python -m pytest -n auto

# What needs no server and no browser: style, types, layers, the knowledge base, generated files.
check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/smtpcheck lint
	$(BIN)/python scripts/docs.py --check

# Writes .env.example, the generated tables of README and docs, and the package's copy of the manifest anew.
docs: .venv/dev
	$(BIN)/python scripts/docs.py

screenshot: .venv/dev
	@sh scripts/debian_packages.sh chromium
	$(BIN)/python scripts/screenshot.py

bench: .venv/dev
	@sh scripts/debian_packages.sh chromium libsisimai-perl swaks libnet-ssleay-perl
	@sh scripts/debian_lab.sh .venv
	$(BIN)/python -m bench

.venv/run: pyproject.toml constraints.txt scripts/install.sh
	@sh scripts/install.sh .
	@touch $@

.venv/dev: pyproject.toml constraints.txt scripts/install.sh
	@sh scripts/install.sh '.[dev]'
	@touch $@ .venv/run

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
