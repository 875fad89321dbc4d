# Every task of the project. `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help run test screenshots bench format check clean

# The folders and files that hold Swift.
SWIFT_SOURCES := Package.swift Sources Tests Benchmarks

help: ## List these tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# A debug build: it is ready in a fraction of the time of a release build, which only the benchmark needs.
run: ## Build, then start a demo panel with a filled catalogue (ARGS="..." adds options)
	@Scripts/install.sh
	@swift build --product panel
	@exec .build/debug/panel demo $(ARGS)

# Built first, on its own, so that an error of the compiler is not buried in the output of tests.
test: ## Build and run all tests (ARGS="--filter Name" selects some)
	@Scripts/install.sh test
	@swift build --build-tests
	@Scripts/test.sh $(ARGS)

screenshots: ## Take the pictures of Docs/pictures/ anew, from pages of the program
	@Scripts/install.sh test
	@swift build --product panel
	@Scripts/screenshots.sh

# In a folder of its own, so that a release build does not throw the debug build away.
bench: ## Measure against the goals; writes Benchmarks/RESULTS.md (takes ten minutes once it is built)
	@Scripts/install.sh bench
	@PANEL_BENCHMARKS=1 swift build -c release --scratch-path .build-release --product panel
	@PANEL_BENCHMARKS=1 swift build -c release --scratch-path .build-release --product noop-server
	@PANEL_BENCHMARKS=1 swift build -c release --scratch-path .build-release --product relay-load
	@PANEL_BENCHMARKS=1 swift build -c release --scratch-path .build-release --product query-load
	@PANEL_BENCHMARKS=1 swift build -c release --scratch-path .build-release --product hash-load
	@Scripts/bench.sh $(ARGS)

format: ## Format all Swift files in place
	@swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

check: ## Check formatting, imports and sizes
	@Scripts/check.sh $(SWIFT_SOURCES)

clean: ## Remove everything that was built
	@rm -rf .build .build-release
