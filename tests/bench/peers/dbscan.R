# SPDX-License-Identifier: GPL-3.0-or-later
# Times Debian's r-cran-dbscan on a file of points (pairs of doubles): Rscript dbscan.R FILE. eps 50 m, minPts 10.
if (!requireNamespace("dbscan", quietly = TRUE)) quit(status = 127)
suppressMessages(library(dbscan))
path <- commandArgs(trailingOnly = TRUE)[1]
xy <- matrix(readBin(path, "double", file.size(path) / 8, endian = "little"), ncol = 2, byrow = TRUE)
time <- system.time(found <- dbscan(xy, eps = 50, minPts = 10))[["elapsed"]]
cat(sprintf("ms %.1f clusters=%d noise=%d\n", 1000 * time, max(found$cluster), sum(found$cluster == 0)))
