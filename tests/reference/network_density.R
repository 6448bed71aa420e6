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

# A small town of seven streets for the verification book (src/verification/chapter_streets.cpp): two dead ends and a ring.
town <- linnet(ppp(c(0, 100, 200, 100, 200, 300, 40), c(0, 0, 0, 80, 90, 30, -70), window = owin(c(-10, 310), c(-80, 100))),
               edges = cbind(c(1, 2, 2, 4, 3, 3, 1), c(2, 3, 4, 5, 5, 6, 7)))
stopifnot(town$from == c(1, 2, 2, 4, 3, 3, 1), town$to == c(2, 3, 4, 5, 5, 6, 7))
Y <- as.lpp(seg = c(1, 1, 3, 5, 6), tp = c(0.1, 0.7, 0.5, 0.25, 0.6), L = town)
for (continuous in c(TRUE, FALSE)) {
  for (k in list(c("biweight", 150 / sqrt(7)), c("epanechnikov", 150 / sqrt(5)))) {
    v <- densityEqualSplit(Y, sigma = as.numeric(k[2]), at = "points", leaveoneout = FALSE, kernel = k[1],
                           continuous = continuous, epsilon = 1e-9, verbose = FALSE, savehistory = FALSE)
    cat("town", k[1], if (continuous) "continuous" else "discontinuous", paste(format(1000 * v, digits = 10), collapse = ", "), "\n")
  }
}

# What network-density reports of it: means over the lixels of about 5 m that the incidents are on, from spatstat's values
# at pixels of 0.1 m, by a spline and Simpson's rule.
seg <- c(1, 1, 3, 5, 6)
tp <- c(0.1, 0.7, 0.5, 0.25, 0.6)
lixels <- pmax(1, round(lengths_psp(as.psp(town)) / 5))[seg]
first <- floor(tp * lixels + 1e-9) / lixels
for (continuous in c(TRUE, FALSE)) {
  for (k in list(c("biweight", 150 / sqrt(7)), c("epanechnikov", 150 / sqrt(5)))) {
    df <- attr(densityEqualSplit(Y, sigma = as.numeric(k[2]), at = "pixels", kernel = k[1], eps = 0.1,
                                 continuous = continuous, epsilon = 1e-9, verbose = FALSE, savehistory = FALSE), "df")
    means <- sapply(1:5, function(j) {
      own <- df[df$mapXY == seg[j], ]
      own <- own[!duplicated(own$tp), ]
      f <- splinefun(sort(own$tp), own$values[order(own$tp)], method = "natural")
      at <- first[j] + (0:400) / 400 / lixels[j]
      sum(c(1, rep(c(4, 2), length.out = 399), 1) * f(at)) / 1200
    })
    cat("lixels", k[1], if (continuous) "continuous" else "discontinuous", paste(format(1000 * means, digits = 10), collapse = ", "), "\n")
  }
}
