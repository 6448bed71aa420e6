# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of spatstat that tests/analysis holds K, Clark-Evans and the quadrat test against.
#   Rscript point_pattern.R DATA      DATA the folder of the open data beside the project
# Made with R 4.2, spatstat 3.0-3 (Debian 12).
suppressMessages(library(spatstat))
options(digits = 15, width = 200)
data <- commandArgs(trailingOnly = TRUE)[1]
pattern <- function(name) {
  points <- read.csv(file.path(data, "reference/spatstat", paste0(name, ".csv")))
  window <- read.csv(file.path(data, "reference/spatstat", paste0(name, "_window.csv")))
  if ("ring" %in% names(window)) {
    rings <- lapply(split(window, window$ring), function(ring) {
      k <- nrow(ring)
      if (ring$x[1] == ring$x[k] && ring$y[1] == ring$y[k]) ring <- ring[-k, ]
      turn <- sum(ring$x * c(ring$y[-1], ring$y[1]) - c(ring$x[-1], ring$x[1]) * ring$y)
      if ((turn > 0) == as.logical(ring$hole[1])) ring <- ring[nrow(ring):1, ]
      list(x = ring$x, y = ring$y)
    })
    W <- owin(poly = unname(rings))
  } else {
    W <- owin(c(window$xmin, window$xmax), c(window$ymin, window$ymax))
  }
  suppressWarnings(ppp(points$x, points$y, window = W, checkdup = FALSE))
}
k_of <- function(X, most, steps, corrections) {
  r <- seq(0, most, length.out = steps + 1)
  # Window and steps even: spatstat then takes d <= r, as we do. Corrections one by one, so that each takes its own way.
  K <- sapply(corrections, function(one) as.data.frame(suppressWarnings(Kest(X, r = r, correction = one, nlarge = Inf)))[, 3])
  print(cbind(r, K)[-1, ], digits = 15)
}

cat("## 65 points of methods.md\n")
s <- 20250101; rnd <- function() { s <<- (16807 * s) %% 2147483647; s }
x <- y <- numeric(60)
for (i in 1:60) {
  if (i <= 25) { x[i] <- 407300 + rnd() %% 200; y[i] <- 91300 + rnd() %% 200 }
  else if (i <= 40) { x[i] <- 407700 + rnd() %% 150; y[i] <- 91600 + rnd() %% 150 }
  else { x[i] <- 407000 + rnd() %% 1000; y[i] <- 91000 + rnd() %% 800 }
  rnd()
}
x <- c(x, rep(x[1], 5)); y <- c(y, rep(y[1], 5))
X <- suppressWarnings(ppp(x, y, c(407000, 408000), c(91000, 91800)))
k_of(X, 150, 6, c("none", "border", "translate", "isotropic"))
cat("uneven steps, d < r: "); print(as.data.frame(Kest(X, r = c(0, 25, 50, 100, 150), correction = "isotropic"))$iso)
cat("Clark-Evans ", format(clarkevans(X, correction = c("none", "Donnelly", "cdf")), digits = 15), "\n")
cat("unique      ", format(clarkevans(unique(X), correction = c("none", "Donnelly", "cdf")), digits = 15), "\n")
q <- suppressWarnings(quadrat.test(X, nx = 5, ny = 4)); cat("quadrat ", q$statistic, q$parameter, q$p.value, "\n")

for (name in c("bei", "redwood", "longleaf")) {
  X <- pattern(name); cat("##", name, npoints(X), area(Window(X)), "\n")
  most <- c(bei = 101.0301, redwood = 0.25037, longleaf = 40.1239)[name]  # no distance of two points ends a step
  k_of(X, most, 5, c("none", "border", "translate", "isotropic"))
  cat("Clark-Evans ", format(clarkevans(X, correction = c("none", "Donnelly", "cdf")), digits = 15), "\n")
}
for (name in c("chorley", "humberside", "clmfires")) {
  X <- pattern(name); cat("##", name, npoints(X), format(area(Window(X)), digits = 15), "of", nrow(as.data.frame(attr(X, "rejects"))), "left out\n")
  most <- c(chorley = 4.01237, humberside = 101.0317, clmfires = 20.01373)[name]
  k_of(X, most, 5, c("none", "border", "isotropic"))
  cat("Clark-Evans ", format(clarkevans(X, correction = c("none", "cdf")), digits = 15), "\n")
}
