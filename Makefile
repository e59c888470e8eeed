# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

CC        = gcc
CFLAGS   ?= -O2
PREFIX   ?= /usr/local
REQUIRED  = -std=c11 -ffp-contract=off -Wall -Wextra -Wconversion -Werror
COMPILE   = $(CC) $(REQUIRED) $(CFLAGS) -Isrc
CORE      = $(wildcard src/*.c)
CERTIFY   = $(wildcard src/certify/*.c)
HEADERS   = $(wildcard src/*.h src/*/*.h tests/*/*.h)
CERTIFY_LIBS = -lflint-arb -lflint -lmpfr -lgmp -lm
B        ?= build
PROVE     = python3 proofs/prove.py

# To build: the first line. To prove: the second. The third only to test.
PACKAGES = gcc make libc6-dev python3 libmpfr-dev libflint-arb-dev \
  frama-c-base why3 cvc5 cvc4 z3 gappa coq libcoq-flocq libcoq-coquelicot libcoq-interval libcoq-gappa \
  g++ pkg-config python3-numpy python3-jsonschema clang libclang-rt-14-dev clang-format cppcheck shellcheck libgsl-dev gnuplot-nox lld nodejs

all: ## deps, build, the demonstration on real data, and the proof
	@$(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory build
	@$(MAKE) --no-print-directory demo
	@$(MAKE) --no-print-directory prove

deps: ## install the Debian packages that are missing
	@tests/deps.sh $(PACKAGES)

build: $(B)/softproof ## the command-line tool, build/softproof

$(B)/softproof: $(wildcard src/cli/*.c) $(CERTIFY) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) $(CERTIFY_LIBS) -o $@
$(B)/unit: $(wildcard tests/unit/*.c) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) -lgsl -lgslcblas -lm -o $@
$(B)/oracle: $(wildcard tests/oracle/*.c) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) -lgsl -lgslcblas -lmpfr -lgmp -lm -o $@
$(B)/emulate: $(wildcard tests/families/*.c) src/cli/case.c src/cli/report.c $(CERTIFY) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) -Isrc/cli $(filter %.c,$^) $(CERTIFY_LIBS) -o $@
$(B)/bench: $(wildcard tests/bench/*.c) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) -lm -o $@
$(B)/compare: $(wildcard tests/compare/*.c) tests/oracle/rows.c tests/oracle/truth.c $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) -lmpfr -lgmp -lm -o $@
$(B)/demo: $(wildcard tests/demo/*.c) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) -lm -o $@
$(B)/results:
	@mkdir -p $@

demo: $(B)/demo ## softmax regression on iris and handwritten digits
	$(B)/demo tests/data

# --- the proof ---

setup: # Why3 configuration and the Coq library, in build/
	@proofs/bin/setup

prove: setup ## prove everything, nothing cached; ONLY=name for a part
	$(PROVE) $(if $(ONLY),--only $(ONLY))

prove-accept: setup ## as prove, and write proofs/results/goals.tsv
	$(PROVE) --accept

replay: setup ## look the committed results up: seconds, but not a proof
	$(PROVE) --replay

replay-check: setup # the results of the last complete proof can be replayed; ONLY=name
	python3 proofs/cache.py $(B)/results/cache.tsv
	$(PROVE) --replay $(B)/results/cache.tsv $(if $(ONLY),--only $(ONLY))

replay-update: ## commit-ready results of the last complete proof
	python3 proofs/cache.py

smoke: setup ## no contract is vacuous
	python3 proofs/smoke.py $(ONLY)

prove-false: setup ## no prover proves what is false
	python3 proofs/false.py

mutants: setup ## every broken copy of the code loses a goal (long)
	python3 proofs/mutants.py '$(ONLY)'

break: setup ## break the code in one known way and see what is lost; M=name, none for a list
	@python3 proofs/mutants.py --show '$(M)'

# --- to read ---

chapter: $(B)/results ## the chapter on softmax as one page: build/chapter.html
	@tests/deps.sh pandoc
	python3 -B specs/chapter.py
	pandoc -f markdown-auto_identifiers+gfm_auto_identifiers --toc --toc-depth=2 --mathml --self-contained --resource-path=specs \
	  --metadata pagetitle="Softmax, known to be right" -V document-css=false -H specs/chapter.html.in specs/chapter.md -o $(B)/chapter.html

chapter-check: # what the chapter quotes is what the sources say
	python3 -B specs/chapter.py --check

report: ## one page on what is proved, measured and tested: build/report.html
	python3 proofs/dashboard.py $(B)/report.html

# --- the course ---

lesson: setup-solvers ## your exercise as it stands: what is proved, what is open; L=01
	@python3 proofs/lessons.py '$(L)'

check-lessons: setup-solvers ## every exercise fails as it should, every solution proves; ONLY=name
	python3 proofs/lessons.py --only '$(ONLY)'

check-cheats: setup-solvers ## what only looks like a solution of a lesson is refused; ONLY=name
	python3 proofs/lessons.py --cheats --only '$(ONLY)'

student: ## the course without solutions, in build/student
	@python3 proofs/student.py $(B)/student

setup-solvers: # Why3's configuration alone, without the Coq library
	@proofs/bin/setup solvers

# --- tests ---

test: ## every test, the proof included
	@sh tests/run.sh

unit: $(B)/unit ## unit tests
	$(B)/unit

cli: $(B)/softproof ## tests of the command-line tool
	python3 tests/cli/run.py $<

oracle: $(B)/oracle ## against MPFR and GSL; FULL=1 for 1e6 vectors
	$(B)/oracle --output $(B)/results/accuracy.tsv $(if $(FULL),,--quick)

oracle-self-check: $(B)/oracle ## the oracle catches wrong results
	$(B)/oracle --self-check

VECTORS = tests/vectors
$(B)/measure: $(VECTORS)/measure.c src/cli/case.c src/cli/report.c $(CERTIFY) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) -Isrc/cli $(filter %.c,$^) $(CERTIFY_LIBS) -o $@
$(B)/use-vectors: $(VECTORS)/use.c $(VECTORS)/vectors.h $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) -lm -o $@

vectors: $(B)/softproof $(B)/measure ## write tests/vectors anew
	python3 -B $(VECTORS)/make.py $^ $(VECTORS)

vectors-check: $(B)/softproof $(B)/measure $(B)/emulate $(B)/use-vectors ## each known mistake is caught by the vectors
	/usr/bin/python3 -B $(VECTORS)/run.py $^

adapters: $(B)/softproof lib ## the examples of how to judge a program of your own
	sh tests/adapters/run.sh $(B)/softproof $(B)/lib/$(SONAME)

families: $(B)/softproof $(B)/emulate ## the tool catches and names known mistakes
	python3 tests/families/run.py $^

SUBJECT = $(COMPILE) -Isrc/cli src/cli/case.c src/cli/report.c $(CERTIFY) $(CORE)
$(B)/subjects/subject: tests/subjects/subject.c src/cli/case.c src/cli/report.c $(CERTIFY) $(CORE) $(HEADERS)
	@mkdir -p $(B)/subjects
	$(SUBJECT) $< -lgsl -lgslcblas $(CERTIFY_LIBS) -o $@

subjects: $(B)/softproof $(B)/subjects/subject lib ## judge C, GSL, NumPy, SciPy, PyTorch, oneDNN and XNNPACK, from Debian's packages
	@tests/deps.sh python3-numpy python3-scipy python3-torch libdnnl-dev libxnnpack-dev libpthreadpool-dev
	-$(SUBJECT) tests/subjects/answer.c tests/subjects/onednn.c -ldnnl $(CERTIFY_LIBS) -o $(B)/subjects/onednn
	-$(SUBJECT) tests/subjects/answer.c tests/subjects/xnnpack.c -lXNNPACK -lpthreadpool $(CERTIFY_LIBS) -o $(B)/subjects/xnnpack
	python3 tests/subjects/run.py $(B)/softproof $(B)/subjects $(B)/lib/$(SONAME) $(B)/results/subjects.tsv

RUNS = 100000
FUZZED = $(filter-out src/cli/main.c,$(wildcard src/cli/*.c)) $(CERTIFY) $(CORE)
$(B)/fuzz-%: tests/fuzz/%.c $(FUZZED) $(HEADERS) | $(B)/results
	clang -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
	  -Isrc -Isrc/cli $(filter %.c,$^) $(CERTIFY_LIBS) -o $@

fuzz: $(patsubst tests/fuzz/%.c,$(B)/fuzz-%,$(wildcard tests/fuzz/*.c)) ## every parser under libFuzzer; RUNS=10000000 for long
	sh tests/fuzz/run.sh $(B) $(RUNS)

bench: $(B)/bench ## speed against glibc's exp
	$(B)/bench --output $(B)/results/speed.tsv

$(B)/throughput: $(wildcard tests/throughput/*.c) $(CERTIFY) $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) $(CERTIFY_LIBS) -o $@

throughput: $(B)/softproof $(B)/throughput $(B)/emulate ## time of certified values beside MPFR, Arb and mpmath
	@tests/deps.sh python3-mpmath
	sh tests/throughput/run.sh $^ $(B)/results/throughput.tsv

compare: $(B)/compare ## accuracy beside NumPy, SciPy and PyTorch, from Debian's packages
	@tests/deps.sh python3-numpy python3-scipy python3-torch
	sh tests/compare/run.sh $< $(B)/results/compare.tsv

lint: ## style and static analysis
	clang-format --dry-run -Werror $(wildcard src/*.[ch] src/*/*.[ch] tests/*/*.[ch] plots/*.c proofs/lessons/*/*.c)
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,portability \
	  --suppress=missingIncludeSystem -Isrc src
	python3 proofs/mutants.py --check
	shellcheck .ci/run tests/*.sh tests/*/*.sh plots/*.sh proofs/bin/*

format: # rewrite C files in the style of .clang-format
	clang-format -i $(wildcard src/*.[ch] src/*/*.[ch] tests/*/*.[ch] plots/*.c)

FIGURES = $(filter-out plots/style.gp plots/terminal.gp,$(wildcard plots/*.gp))
$(B)/elementary $(B)/frame: $(B)/%: plots/%.c $(CORE) $(HEADERS) | $(B)/results
	$(COMPILE) $(filter %.c,$^) -lmpfr -lgmp -lm -o $@

plots: $(FIGURES:.gp=.svg) ## draw the figures
plots/%.svg: plots/%.gp plots/%.sh $(wildcard plots/*.py) plots/style.gp plots/terminal.gp $(B)/softproof $(B)/emulate $(B)/demo $(B)/elementary $(B)/frame $(B)/subjects/subject
	sh plots/draw.sh $* $(B)/softproof $(B)/emulate $(B)/$*.tsv $@

page: ## the interactive page, plots/interactive/softmax.html
	python3 -B plots/interactive/build.py plots/interactive/softmax.html $(B)/page.wasm

page-check: $(B)/softproof # the committed page is what we build, and has the native bits
	python3 -B plots/interactive/build.py $(B)/page.html $(B)/page.wasm
	cmp $(B)/page.html plots/interactive/softmax.html
	node plots/interactive/check.mjs $(B)/page.wasm $(B)/softproof

page-browser: page-check ## the page in Chromium, with playwright-core from npm
	@tests/deps.sh chromium $(if $(shell command -v npm),,npm)
	mkdir -p $(B)/browser && cp plots/interactive/browser.mjs $(B)/browser
	cd $(B)/browser && npm install --no-save --silent playwright-core@1
	node $(B)/browser/browser.mjs plots/interactive/softmax.html $(B)/browser

plots-check: $(B)/softproof $(B)/emulate $(B)/demo $(B)/elementary $(B)/frame $(B)/subjects/subject # the committed figures are those that we draw
	sh plots/check.sh $(B)/softproof $(B)/emulate $(B) $(FIGURES:plots/%.gp=%)

# --- the library ---

PACKAGE  = python3 -B src/package
VERSION  = $(shell sed -n 's/.*SP_VERSION "\(.*\)"/\1/p' src/softproof.h)
SONAME   = libsoftproof.so.0
OBJECTS  = $(CORE:src/%.c=$(B)/lib/%.o)
SCRIPTS  = $(wildcard src/package/*.py)

lib: $(B)/lib/libsoftproof.a $(B)/lib/$(SONAME) $(B)/lib/softproof.3 ## static and shared library

$(B)/lib/%.o: src/%.c $(HEADERS)
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -c $< -o $@
$(B)/lib/libsoftproof.a: $(OBJECTS)
	rm -f $@ && ar rcs $@ $(OBJECTS)
$(B)/lib/exports.map: $(SCRIPTS) $(HEADERS)
	@mkdir -p $(@D)
	$(PACKAGE)/exports.py > $@
$(B)/lib/$(SONAME): $(OBJECTS) $(B)/lib/exports.map
	$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=$(B)/lib/exports.map $(OBJECTS) -o $@
	ln -sf $(SONAME) $(B)/lib/libsoftproof.so
$(B)/lib/softproof.3: $(SCRIPTS) $(HEADERS)
	@mkdir -p $(@D)
	$(PACKAGE)/manual.py > $@

amalgamation: $(B)/amalgamation/softproof.c ## the core in two files, to copy
$(B)/amalgamation/softproof.c: $(SCRIPTS) $(CORE) $(HEADERS)
	$(PACKAGE)/amalgamate.py $(@D)

D = $(DESTDIR)$(PREFIX)
INSTALLED = bin/softproof include/softproof.h include/softproof_gsl.h lib/libsoftproof.a lib/$(SONAME) lib/libsoftproof.so \
  lib/pkgconfig/softproof.pc share/man/man1/softproof.1 share/man/man1/softproof-check.1 share/man/man3/softproof.3 share/softproof/softproof.py

install: build lib amalgamation ## tool, library, header, manual pages, under PREFIX (and DESTDIR)
	install -D $(B)/softproof $(D)/bin/softproof
	install -Dm644 $(B)/amalgamation/softproof.h $(D)/include/softproof.h
	install -Dm644 src/package/softproof_gsl.h $(D)/include/softproof_gsl.h
	install -Dm644 $(B)/lib/libsoftproof.a $(D)/lib/libsoftproof.a
	install -Dm644 $(B)/lib/$(SONAME) $(D)/lib/$(SONAME)
	ln -sf $(SONAME) $(D)/lib/libsoftproof.so
	mkdir -p $(D)/lib/pkgconfig
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' src/package/softproof.pc.in > $(D)/lib/pkgconfig/softproof.pc
	install -Dm644 src/cli/softproof.1 $(D)/share/man/man1/softproof.1
	install -Dm644 src/cli/softproof-check.1 $(D)/share/man/man1/softproof-check.1
	install -Dm644 $(B)/lib/softproof.3 $(D)/share/man/man3/softproof.3
	install -Dm644 src/package/softproof.py $(D)/share/softproof/softproof.py

uninstall: ## remove what install has put there
	rm -f $(INSTALLED:%=$(D)/%)

dist: amalgamation ## softproof-VERSION.tar.gz of what is committed, and the two files
	git archive --prefix=softproof-$(VERSION)/ --add-file=$(B)/amalgamation/softproof.h \
	  --add-file=$(B)/amalgamation/softproof.c -o $(B)/softproof-$(VERSION).tar.gz HEAD

package-test: build lib amalgamation ## the installed library, from C, C++ and Python
	sh tests/package/run.sh $(B)

clean: ## remove build/
	rm -rf build

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
	  awk -F'\t' '{ printf "  make %-18s %s\n", $$1, $$2 }'

.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
.PHONY: all deps build demo setup prove prove-accept replay replay-check replay-update smoke \
  prove-false mutants break report chapter chapter-check lesson check-lessons check-cheats student setup-solvers \
  test unit cli oracle oracle-self-check families subjects fuzz bench throughput compare lint format \
  plots plots-check page page-check page-browser lib amalgamation install uninstall dist package-test adapters vectors vectors-check clean help
