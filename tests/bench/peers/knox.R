# SPDX-License-Identifier: GPL-3.0-or-later
# Times Knox's test of Debian's r-cran-surveillance, within 200 m and 14 days, 99 permutations:
#   Rscript knox.R POINTS TIMES COUNT
# Pairs of doubles and doubles (days), of which the first COUNT are taken. As its users call it, the distances of all
# pairs are made first and are part of the time.
if (!requireNamespace("surveillance", quietly = TRUE)) quit(status = 127)
suppressMessages(library(surveillance))
words <- commandArgs(trailingOnly = TRUE)
count <- as.integer(words[3])
xy <- matrix(readBin(words[1], "double", 2 * count, endian = "little"), ncol = 2, byrow = TRUE)
day <- floor(readBin(words[2], "double", count, endian = "little"))
time <- system.time(
  test <- knox(dt = dist(day), ds = dist(xy), eps.t = 14, eps.s = 200, simulate.p.value = TRUE, B = 99)
)[["elapsed"]]
cat(sprintf("ms %.1f near=%d\n", 1000 * time, as.integer(test$statistic)))
