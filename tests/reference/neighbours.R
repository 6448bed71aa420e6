# SPDX-License-Identifier: GPL-3.0-or-later
# Reference numbers of the verification book's chapter "Who is a neighbour": neighbours within a distance and the k
# nearest, by spdep, on the book's reference points (src/verification/reference_data.hpp).
# Run: Rscript tests/reference/neighbours.R        (Debian 12: r-cran-spdep 1.2-7)
suppressMessages(library(spdep))
s <- 20250101
below <- function(n) { s <<- (16807 * s) %% 2147483647; s %% n }
x <- y <- day <- c()
for (i in 1:60) {
  first <- i <= 25; second <- !first && i <= 40
  x <- c(x, if (first) 407300 + below(200) else if (second) 407700 + below(150) else 407000 + below(1000))
  y <- c(y, if (first) 91300 + below(200) else if (second) 91600 + below(150) else 91000 + below(800))
  day <- c(day, below(365))
}
all_x <- c(x, rep(x[1], 5)); all_y <- c(y, rep(y[1], 5))
counts <- tabulate(floor((all_y - 91000) / 100) * 10 + floor((all_x - 407000) / 100) + 1, 80)
centres <- cbind(rep(0:9, 8) * 100 + 407050, rep(0:7, each = 10) * 100 + 91050)
within <- dnearneigh(centres, 0, 250)
cat("links", sum(card(within)), "of cells 1 and 34", card(within)[c(1, 34)], "\n")
z <- as.numeric(localG(counts, nb2listw(include.self(within), style = "B")))
cat("z of Gi*, cells 1 25 34 78:", sprintf("%.12f", z[c(1, 25, 34, 78)]), "\n")
for (k in c(3, 8)) {
  nearest <- knn2nb(knearneigh(cbind(x, y), k = k))
  z <- as.numeric(localG(day, nb2listw(include.self(nearest), style = "B")))
  cat(k, "nearest, z of Gi*, points 1 26 41 60:", sprintf("%.12f", z[c(1, 26, 41, 60)]), "\n")
}
