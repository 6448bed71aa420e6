# SPDX-License-Identifier: GPL-3.0-or-later
# Reference numbers of tests/stats/concentration_test.cpp. Run: Rscript tests/reference/concentration.R
options(digits = 15)
# Gini of Poisson counts, from the definition: half the mean absolute difference of two of them over their mean.
by_definition <- function(m) {
  k <- 0:(m + 60 + 20 * sqrt(m))
  p <- dpois(k, m)
  sum(outer(p, p) * abs(outer(k, k, "-"))) / (2 * m)
}
for (m in c(0.1, 0.8125, 12)) {
  cat(m, besselI(2 * m, 0, TRUE) + besselI(2 * m, 1, TRUE), by_definition(m), "\n")
}
