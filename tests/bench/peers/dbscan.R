# SPDX-License-Identifier: GPL-3.0-or-later
# Times Debian's r-cran-dbscan on the inputs of the performance goals: Rscript dbscan.R FOLDER NAME...
# beside bench_cluster (eps 50 m, minPts 10).
suppressMessages(library(dbscan))
words <- commandArgs(trailingOnly = TRUE)
for (name in words[-1]) {
  path <- file.path(words[1], name)
  xy <- matrix(readBin(path, "double", file.size(path) / 8, endian = "little"), ncol = 2, byrow = TRUE)
  time <- system.time(found <- dbscan(xy, eps = 50, minPts = 10))[["elapsed"]]
  cat(sprintf("%s: %.3f s, %d clusters, %d noise\n", name, time, max(found$cluster), sum(found$cluster == 0)))
}
