# The two that matter: `make run` and `make test`. Both install what is missing first.
.PHONY: run test build check format bootstrap e2e bench clean screenshots

DATA ?= weir-data
PORT ?= 8080
PYTHON := .deps/venv/bin/python

run: build
	.build/release/weir serve --data "$(DATA)" --port "$(PORT)"

build:
	Scripts/bootstrap run
	swift build -c release --product weir

# Unit, property and conformance tests, then real clients and a real browser against the debug binary.
test:
	Scripts/bootstrap test
	swift build --build-tests
	swift test --skip-build
	$(PYTHON) -m pytest Tests/EndToEnd -q

check:
	swift format lint --strict --recursive Sources Tests Package.swift
	$(MAKE) test

format:
	swift format --in-place --recursive Sources Tests Package.swift

e2e:
	Scripts/bootstrap test
	swift build --product weir
	$(PYTHON) -m pytest Tests/EndToEnd -q

# Every page in both themes, with demo data.
SHOTS ?= screenshots
screenshots:
	Scripts/bootstrap test
	swift build --product weir
	$(PYTHON) Tests/EndToEnd/screenshots.py $(SHOTS)

bench: build
	Scripts/bootstrap test
	$(PYTHON) Benchmarks/run.py

clean:
	rm -rf .build
