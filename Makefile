# What a person types. Each target does all the set-up it needs.

PYTHON ?= python3
PORT ?= $(or $(HOLDEPUNKT_PORT),7860)
VENV := .venv
# An index of its own: what a user has put into theirs must not change the figures.
EVALS_INDEX := .holdepunkt-evals
EVALS_REPORT := .holdepunkt-report
BIN := $(VENV)/bin
export HOLDEPUNKT_PORT := $(PORT)
# Compiled once at set-up, or every start compiles anew and takes twice as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: app test test-fast evals bench check format setup setup-dev corpus lock clean

app: $(VENV)/ready  ## index the corpus and serve the chat at 127.0.0.1:$(PORT)
	@echo "Læser dokumenterne i corpus/documents ind …"
	@$(BIN)/python -m ingest > /dev/null 2>&1 || { echo "Dokumenterne kunne ikke læses ind. »$(BIN)/python -m ingest« siger på engelsk hvorfor." >&2; exit 1; }
	@$(BIN)/python app.py

test: $(VENV)/ready-dev  ## every test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

test-fast: $(VENV)/ready-dev  ## what takes under a minute
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m "not slow and not browser"

evals: $(VENV)/ready  ## measure the answers over the corpus, against the baseline
	$(BIN)/python -m ingest --index $(EVALS_INDEX) > /dev/null
	$(BIN)/python -m evals run --index $(EVALS_INDEX) --part tune --baseline evals/baseline.json --report $(EVALS_REPORT)

bench: $(VENV)/ready-dev  ## measure speed, beside what is bare and what does the same
	$(BIN)/python -m evals bench

check: $(VENV)/ready-dev  ## format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/ready-dev  ## put the code in its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

corpus: $(VENV)/ready-dev  ## typeset the corpus from its manuscripts, and write its coverage
	$(BIN)/python corpus/typeset.py
	$(BIN)/python corpus/typeset_docx.py
	$(BIN)/python corpus/coverage.py

setup: $(VENV)/ready
setup-dev: $(VENV)/ready-dev

$(VENV)/ready: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("Holdepunkt needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

lock:  ## pin anew what pyproject.toml asks for, in a clean environment
	rm -rf .lock && $(PYTHON) -m venv .lock
	.lock/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	.lock/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' > .lock/wanted.txt
	.lock/bin/python -m pip install --quiet -r .lock/wanted.txt
	.lock/bin/python -m pip freeze --exclude pip | sed 's/+cpu$$//' > requirements.lock
	.lock/bin/python -m pip install --quiet --group dev
	.lock/bin/python -m pip freeze --exclude pip | sed 's/+cpu$$//' | grep -vxFf requirements.lock > requirements-dev.lock
	rm -rf .lock

clean:  ## remove the environment, the indexes and the report
	rm -rf $(VENV) .holdepunkt $(EVALS_INDEX) $(EVALS_REPORT)
