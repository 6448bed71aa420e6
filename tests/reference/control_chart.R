# SPDX-License-Identifier: GPL-3.0-or-later
# Reference numbers of tests/stats/control_chart_test.cpp: formulas by hand (Montgomery, 6th ed.; Laney 2002) and R's
# own quantiles. Run: Rscript tests/reference/control_chart.R
options(digits = 15)
x <- c(31, 28, 45, 39, 22, 61, 35, 30, 44, 27)
n <- c(310, 280, 305, 350, 290, 410, 333, 301, 322, 299)
laney <- function(z) mean(abs(diff(z))) / 1.128
u <- sum(x) / sum(n)
cat("centre", u, "\n")
cat("u dispersion", laney((x / n - u) / sqrt(u / n)), "\n")
cat("p dispersion", laney((x / n - u) / sqrt(u * (1 - u) / n)), "\n")
cat("u limits, first", u - 3 * sqrt(u / n[1]), u + 3 * sqrt(u / n[1]), "\n")
cat("p limits, first", u - 3 * sqrt(u * (1 - u) / n[1]), u + 3 * sqrt(u * (1 - u) / n[1]), "\n")
tail <- 0.00135
cat("exact u, first", qpois(c(tail, 1 - tail), u * n[1]), "\n")
cat("exact p, first", qbinom(c(tail, 1 - tail), n[1], u), "\n")
for (m in c(0.3, 4, 36.2, 5000)) cat("qpois", m, qpois(c(tail, 1 - tail), m), "\n")
for (s in c(0.001, 0.2, 0.97)) cat("qbinom 120", s, qbinom(c(tail, 1 - tail), 120, s), "\n")
