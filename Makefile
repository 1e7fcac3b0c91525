# Everything is set up on the way: a bare Debian or Ubuntu with Python 3.11 or newer and make will do.
PYTHON ?= python3

# Compiled once and kept: each of the many processes below would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

SET_UP = $(PYTHON) pyp_portal/serving/bootstrap.py
BIN = .venv/bin
# The settings as they are behind a public address.
PUBLIC = VAR_DIR=var/check SITE_URL=https://portal.example.org DEBUG=false DEMO=false \
	SECRET_KEY= EMAIL_URL=smtp://mail.example.org:25 \
	DATABASE_URL=postgres://portal:portal@localhost/portal REDIS_URL=redis://localhost:6379/0

.PHONY: help demo serve test thorough cover lint bench backup restore-check pins pictures

help:  ## Show what there is to make
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## */	/' | expand -t 16

demo:  ## Fill a demo year and serve it (PORT=8000, DEMO_AS_OF=2025-02-18)
	@$(SET_UP) python -m pyp_portal.serving.demo

serve:  ## Serve your own data (PORT=8000; settings in .env)
	@$(SET_UP) python manage.py prepare
	@exec $(BIN)/python manage.py serve

test: export SHORT_OF_TIME = 1
test: thorough  ## Check style and layers, run the tests on SQLite, then on PostgreSQL and Redis

thorough:  ## The same with each role at each address, whole lives and stories (an hour)
	@$(SET_UP) --tests
	@$(MAKE) --no-print-directory --jobs 2 $(CHECKS)
	$(BIN)/pytest -q -n 3 --dist worksteal
	$(BIN)/python -m tests.servers $(BIN)/pytest -q -n 3 --dist worksteal -m postgres

# What needs one processor each, side by side. To collect the tests compiles all that they import,
# once, instead of in each of their processes.
CHECKS = check-style check-collected check-layers check-templates check-migrations check-public
.PHONY: $(CHECKS)

check-style:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

check-layers:
	$(BIN)/lint-imports

check-templates:
	$(BIN)/djlint templates --lint --quiet

check-migrations:
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run

check-public:
	$(PUBLIC) $(BIN)/python manage.py check --deploy --fail-level WARNING

check-collected:
	@mkdir -p var
	$(BIN)/pytest -qqq --collect-only >var/collected || { cat var/collected; exit 1; }

cover:  ## Measure how many branches the tests go through; fails below the bound
	@$(SET_UP) --tests
	$(BIN)/pytest -q -n 3 --dist worksteal --cov

lint:  ## Check style and layers only
	@$(SET_UP) --tests
	@$(MAKE) --no-print-directory check-style check-layers check-templates

bench:  ## Measure the pages on a load year, into docs/performance.md (BENCH=--growth: at three sizes)
	@$(SET_UP) --tests
	$(BIN)/python -m tests.performance.bench $(BENCH)
	$(BIN)/python -m tests.servers sh -c '$(BIN)/python -m tests.performance.bench --database $$DATABASE_URL $(BENCH)'

backup:  ## Write database and files into var/backups, the keys apart
	@$(SET_UP) python manage.py backup

restore-check:  ## Prove the newest backup: restore it beside, verify the history, open a paper
	@$(SET_UP) python manage.py restore_check

pictures:  ## Take the pictures of the guides anew, from the demo year
	@$(SET_UP) --tests
	$(BIN)/python -m tests.pictures

pins:  ## Renew requirements*.txt from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml -o requirements.txt $(PIN)
	$(BIN)/uv pip compile pyproject.toml --group dev -o requirements-dev.txt $(PIN)
PIN = --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links
