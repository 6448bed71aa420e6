# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers that tests/analysis/adaptive_density_test.cpp and bandwidth_rules_test.cpp expect.
# R 4.2.2, spatstat 3.0-3, sparr 2.2-17, MASS (Debian). Run: R -q --no-save < tests/reference/density.R
suppressMessages({library(spatstat); library(sparr)})
options(digits = 15)
s <- 20250101; rnd <- function() { s <<- (16807 * s) %% 2147483647; s }  # Park and Miller
x <- numeric(60); y <- numeric(60)
for (i in 1:60) {
  if (i <= 25) { x[i] <- 407300 + rnd() %% 200; y[i] <- 91300 + rnd() %% 200 }
  else if (i <= 40) { x[i] <- 407700 + rnd() %% 150; y[i] <- 91600 + rnd() %% 150 }
  else { x[i] <- 407000 + rnd() %% 1000; y[i] <- 91000 + rnd() %% 800 }
  rnd()  # the day
}
W <- owin(c(407000, 408000), c(91000, 91800))
X <- suppressWarnings(ppp(c(x, rep(x[1], 5)), c(y, rep(y[1], 5)), window = W)); U <- unique(X)

cat("## bandwidth rules: Scott, isotropic, ppl, CvL, diggle, diggle of distinct points, nrd\n")
print(c(bw.scott(X), bw.scott.iso(X), bw.ppl(X), bw.CvL(X), bw.diggle(X), bw.diggle(U)))
print(c(MASS::bandwidth.nrd(X$x), MASS::bandwidth.nrd(X$y)))

px <- c(407400, 407775, 407050, 407999); py <- c(91400, 91675, 91050, 91799); s0 <- 60
share <- function(cx, cy, s) (pnorm(408000, cx, s) - pnorm(407000, cx, s)) * (pnorm(91800, cy, s) - pnorm(91000, cy, s))
cat("## adaptive density of the distinct points by the formula: Abramson, pilot and s0 60 m, Jones-Diggle\n")
f <- sapply(1:60, function(i) sum(exp(-((x - x[i])^2 + (y - y[i])^2) / (2 * s0^2))) / (2 * pi * s0^2) / share(x[i], y[i], s0))
h <- s0 * (f / exp(mean(log(f))))^-0.5
print(range(h))
print(sapply(1:4, function(k) sum(exp(-((x - px[k])^2 + (y - py[k])^2) / (2 * h^2)) / (2 * pi * h^2) / share(x, y, h))))
cat("## by sparr, 400 x 400 pixels\n")
a <- bivariate.density(U, h0 = s0, hp = s0, adapt = TRUE, edge = "diggle", resolution = 400, trim = 5)
print(60 * a$z[ppp(px, py, window = W)])

cat("## relative risk: the first 25 of the distinct points against the others, Gaussian 120 m, Jones-Diggle, at the probes\n")
s0 <- 120; case <- 1:60 <= 25 | 1:60 %% 4 == 0
dens <- function(i) sapply(1:4, function(k) mean(exp(-((x[i] - px[k])^2 + (y[i] - py[k])^2) / (2 * s0^2)) / (2 * pi * s0^2) / share(x[i], y[i], s0)))
print(log(dens(case) / dens(!case)))
cat("## by sparr, 64 x 64 pixels, and its Monte Carlo p (199 permutations) there\n")
C <- ppp(x[case], y[case], window = W); D <- ppp(x[!case], y[!case], window = W)
f <- bivariate.density(C, h0 = s0, edge = "diggle", resolution = 64, verbose = FALSE)
g <- bivariate.density(D, h0 = s0, edge = "diggle", resolution = 64, verbose = FALSE)
r <- risk(f, g, log = TRUE, verbose = FALSE); P <- ppp(px, py, window = W)
print(r$rr[P])
set.seed(1); print(tolerance(r, method = "MC", ITER = 199, verbose = FALSE)[P])
