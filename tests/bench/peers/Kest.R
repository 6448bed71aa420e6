# SPDX-License-Identifier: GPL-3.0-or-later
# Times spatstat's Kest (Debian's r-cran-spatstat) to 1 km in 128 steps on 30 km x 20 km:
#   Rscript Kest.R FILE COUNT CORRECTION
# FILE holds pairs of doubles, of which the first COUNT are taken; CORRECTION is "none" or "isotropic".
if (!requireNamespace("spatstat", quietly = TRUE)) quit(status = 127)
suppressMessages(library(spatstat))
words <- commandArgs(trailingOnly = TRUE)
xy <- matrix(readBin(words[1], "double", 2 * as.integer(words[2]), endian = "little"), ncol = 2, byrow = TRUE)
pattern <- ppp(xy[, 1], xy[, 2], window = owin(c(430000, 460000), c(330000, 350000)), check = FALSE)
time <- system.time(
  k <- suppressWarnings(Kest(pattern, r = seq(0, 1000, length.out = 129), correction = words[3], nlarge = Inf))
)[["elapsed"]]
name <- if (words[3] == "none") "un" else "iso"
cat(sprintf("ms %.1f K(1000)=%.4g\n", 1000 * time, k[[name]][129]))
