# Xiuhua: every target does its own set-up and says what it does.
SHELL := /bin/bash
PORT ?= 8440
XIUHUA_DATA ?= .data/demo
PROFILE ?= profiles/yuexiu

.PHONY: demo test nightly bench peers lint web e2e clean

demo: web ## build, load the sample district, serve on 127.0.0.1:$(PORT)
	@echo "== building xiuhua (release; the first build takes about five minutes on two cores)"
	cargo build --release --locked -p xiuhua
	@echo "== serving the demo on http://127.0.0.1:$(PORT) with data in $(XIUHUA_DATA)"
	target/release/xiuhua demo --profile $(PROFILE) --data $(XIUHUA_DATA) --port $(PORT)

web: web/dist/app.css ## stylesheet and islands

web/dist/app.css: $(shell find web/src -type f 2>/dev/null) web/package.json web/package-lock.json
	@echo "== building the stylesheet and islands"
	cd web && npm ci --no-audit --no-fund --silent && npm run --silent build

test: ## everything: lint, unit, both databases, browser
	@scripts/test.sh

nightly: ## a million random steps on cases of every type: on the engine, and through the actions on each database
	XIUHUA_NIGHTLY=1 cargo test --release -p xiuhua-casework long_walks -- --nocapture
	XIUHUA_NIGHTLY=1 cargo test --release -p xiuhua-app --test walk -- --nocapture

bench: web ## measured claims, as ratios in one run
	@scripts/bench.sh

peers: web ## beside Request Tracker 5 from Debian, with the same tickets (bench/peers/README.md)
	bench/peers/run.sh

e2e: web ## browser stories alone, against a debug build
	cargo build --locked -p xiuhua
	cargo build --locked -p xiuhua-web --example stage
	scripts/e2e.sh

lint:
	cargo fmt --all -- --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

clean:
	cargo clean
	rm -rf web/dist web/node_modules e2e/node_modules e2e/artefacts
