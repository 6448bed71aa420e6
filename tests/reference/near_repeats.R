# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reference numbers of tests/analysis/near_repeats_test.cpp: Knox's test of the 'surveillance' package and pair counts by
# bands, on forest fires of Castilla-La Mancha in 1998 (spatstat's clmfires), in metres and days.
#   Rscript near_repeats.R clmfires.csv
suppressMessages(library(surveillance))
options(digits = 15)
fires <- read.csv(commandArgs(TRUE)[1])
fires <- fires[fires$date >= "1998-01-01" & fires$date <= "1998-12-31", ]
x <- fires$x * 1000
y <- fires$y * 1000
day <- as.integer(as.Date(fires$date))
ds <- dist(cbind(x, y))
dt <- dist(day)
cat("fires", nrow(fires), "pairs", length(ds), "\n")
space <- cut(as.numeric(ds), c(-Inf, 0, 20, 40, 60, 80), labels = c("same", "1", "2", "3", "4"))
time <- cut(as.numeric(dt), c(-Inf, 7, 14, 21, 28))
print(table(space, time))
print(table(space))
print(table(time))
set.seed(1)
k <- knox(dt = dt, ds = ds, eps.t = 7, eps.s = 80, simulate.p.value = TRUE, B = 999, .progress = "none")
cat("knox 80 m 7 d:", k$statistic, "Poisson expectation", k$null.value, "p", k$p.value, "\n")
cat("mean of the permutations", mean(k$permstats), "\n")
