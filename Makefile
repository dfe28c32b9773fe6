# rung: see ARCHITECTURE.md for what is where. Tools are pinned here and installed into bin/.
GOLANGCI = v2.15.0
GOFUMPT  = v0.12.0
PREFIX  ?= /usr/local
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS  = -s -w -X rung/internal/cli.version=$(VERSION)
# Google's storage is asked over HTTP: without gRPC the program is 13 MB smaller.
TAGS     = disable_grpc_modules
OUT     ?= demo

.DEFAULT_GOAL := help
.PHONY: help build test lint fmt generate golden bench scale demo run eval install clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

build: ## build bin/rung
	go build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/rung .

test: ## run every test with the race detector; needs no network
	go test -race -shuffle=on -timeout 20m ./...
	go test -count=1 ./transform/eval
	go test -count=1 -run Memory ./internal/cell ./internal/cli

lint: bin/golangci-lint-$(GOLANGCI) ## look for faults and style breaks
	bin/golangci-lint-$(GOLANGCI) run ./...

fmt: bin/gofumpt-$(GOFUMPT) ## format the code
	bin/gofumpt-$(GOFUMPT) -modpath rung -w $$(git ls-files '*.go')

generate: build ## rewrite the reference pages in docs/ from the program
	go test ./internal/cli -run 'TestDocs' -update

golden: ## rewrite expected outputs of all tests; look at the diff
	go test ./... -update

bench: ## print listings/s and MB/s of transform and of its parts
	go test ./transform/... ./internal/lake -run '^$$' -bench . -benchmem

scale: build ## make up N listings in OUT, transform them, then 1 % more: time and memory (10 million take 12 GB)
	bin/rung scale --listings $(or $(N),1000000) --out $(OUT)

demo: build ## whole pipeline over a synthetic market, offline: ends with the path of a report
	bin/rung demo --out $(OUT)

run: build ## collect from the enabled sources, transform, report
	bin/rung run

eval: build ## measure the extractors against ../shared/gold and write the figures down
	go test ./transform/eval -run TestEval -v -update

install: build ## put rung into $(PREFIX)/bin
	install -D -m 755 bin/rung $(DESTDIR)$(PREFIX)/bin/rung

clean: ## remove what was built
	rm -rf bin dist demo out

bin/golangci-lint-%:
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$* && mv bin/golangci-lint $@

bin/gofumpt-%:
	GOBIN=$(CURDIR)/bin go install mvdan.cc/gofumpt@$* && mv bin/gofumpt $@
