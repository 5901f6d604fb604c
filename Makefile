# Everything runs in .venv, which is made on first use and again when the requirements change.
# `make PYTHON=/path/to/python3.12 …` picks the Python that it is made with.

VENV ?= .venv
BIN := $(VENV)/bin
# What to test, in pytest's words, for example: make test TESTS="tests/cli -x"
TESTS ?=
# How many tests run at once; each runner has an app and a Chromium of its own.
RUNNERS ?= 2
# What to measure or train, in the program's words, for example: make train TRAIN="--minutes 30"
BENCH ?=
NETWORK ?= characters
TRAIN ?=
# More options for the app's server, for example: make run RUN="--server.port 8080"
RUN ?=

# The data for benchmarks and training; it is not part of the repository.
ifeq ($(HWOCR_DATA),)
ifneq ($(wildcard ../shared/data),)
export HWOCR_DATA := $(abspath ../shared/data)
endif
endif

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench train clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## */  make \1\t/'

run: $(VENV)/.ready-app  ## start the app in the browser
	$(BIN)/python -m streamlit run app.py --server.showEmailPrompt false $(RUN)

test: $(VENV)/.ready-dev  ## run all tests, those in a real browser too
	scripts/browser.sh $(BIN)/python
	$(BIN)/python -m pytest -n $(RUNNERS) --dist worksteal $(TESTS)

lint: $(VENV)/.ready-dev  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.ready-dev  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ready-bench  ## measure accuracy and speed on $HWOCR_DATA
	$(BIN)/python -m benchmarks $(BENCH)

train: $(VENV)/.ready-dev  ## train a network on $HWOCR_DATA
	$(BIN)/hwocr train $(NETWORK) $(TRAIN)

clean:  ## remove the environment and everything that was made
	rm -rf $(VENV) build dist test-output .pytest_cache .mypy_cache .ruff_cache

# The app needs less than the tests do, so a first `make run` is quick.
$(VENV)/.ready-app: pyproject.toml requirements.txt scripts/environment.sh
	scripts/environment.sh $(VENV) app
	@touch $@

$(VENV)/.ready-dev: pyproject.toml requirements.txt scripts/environment.sh
	scripts/environment.sh $(VENV) app,train,dev
	@touch $@ $(VENV)/.ready-app

$(VENV)/.ready-bench: pyproject.toml requirements.txt scripts/environment.sh
	scripts/environment.sh $(VENV) app,train,dev,bench
	@touch $@ $(VENV)/.ready-dev $(VENV)/.ready-app
