# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
#
# The course without solutions. Debian 12: apt-get install gcc make python3
#   frama-c-base why3 cvc5 cvc4 z3 gappa coq libcoq-interval

lesson: # your exercise as it stands: make lesson L=01
	@proofs/bin/setup solvers
	@python3 proofs/lessons.py '$(L)'

.PHONY: lesson
