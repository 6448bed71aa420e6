# SPDX-License-Identifier: GPL-3.0-or-later
# Times spdep's conditional permutations of local Moran (Debian's r-cran-spdep), 999 of them, on a lattice of 300 columns
# with queen neighbours: Rscript permutations.R CELLS
if (!requireNamespace("spdep", quietly = TRUE)) quit(status = 127)
suppressMessages(library(spdep))
cells <- as.integer(commandArgs(trailingOnly = TRUE)[1])
set.seed(17)
rows <- cells %/% 300
counts <- floor(0.35 / (runif(rows * 300) + 1e-4))
near <- nb2listw(cell2nb(300, rows, type = "queen"), style = "B")
time <- system.time(found <- localmoran_perm(counts, near, nsim = 999))[["elapsed"]]
cat(sprintf("ms %.1f\n", 1000 * time))
