# SPDX-License-Identifier: GPL-3.0-or-later
# Equal-split kernel density on a street network by spatstat.linnet (3.0-6), for tests/analysis/network_density_test.cpp
# and the verification book: spatstat's data set `chicago` (116 crimes, 503 street segments, lengths in feet).
#   Rscript network_density.R          (six minutes: the ways of the continuous rule are many)
# densityEqualSplit() follows every way along the streets until its mass is below `epsilon`. Incidents within a
# thousandth of a segment's end are left out: by the discontinuous rule spatstat counts one there to the segment that
# it is listed on and we to all that meet. spatstat lets the mass end at dead ends by the discontinuous rule.
suppressMessages(library(spatstat.linnet))
options(digits = 15)
inside <- coords(chicago)$tp > 0.001 & coords(chicago)$tp < 0.999
X <- unmark(chicago)[inside]
L <- as.linnet(X)
cat("incidents", npoints(X), "of", npoints(chicago), " length", volume(L), "\n")
shown <- c(1, 2, 10, 25, 50, 75, 100, npoints(X))
# sd of a kernel with reach h: h / sqrt(5) Epanechnikov, h / sqrt(7) quartic
for (continuous in c(TRUE, FALSE)) {
  for (k in list(c("epanechnikov", 200 / sqrt(5)), c("biweight", 250 / sqrt(7)), c("gaussian", 30))) {
    v <- densityEqualSplit(X, sigma = as.numeric(k[2]), at = "points", leaveoneout = FALSE, kernel = k[1],
                           continuous = continuous, epsilon = 1e-7, verbose = FALSE, savehistory = FALSE)
    cat(k[1], "sigma", k[2], if (continuous) "continuous" else "discontinuous", "\n")
    cat("  sum over incidents", format(sum(v), digits = 12), "\n")
    cat("  ", paste(format(v[shown], digits = 10), collapse = ", "), "\n")
  }
}
