# SPDX-License-Identifier: GPL-3.0-or-later
# Reference numbers of tests/stats/change_tests_test.cpp: intervals of large counts. Run: Rscript
# tests/reference/change_tests.R
options(digits = 15)
for (pair in list(c(17530, 17313), c(3, 40000), c(250000, 251000))) {
  b <- binom.test(pair[2], sum(pair))
  odds <- b$conf.int / (1 - b$conf.int)
  twice <- 2 * min(pbinom(pair[2], sum(pair), 0.5), pbinom(pair[2] - 1, sum(pair), 0.5, lower.tail = FALSE))
  cat(pair, "p", min(1, twice), "ratio", odds, "\n")
}
