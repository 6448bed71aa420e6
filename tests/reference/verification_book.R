# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints the numbers that the verification book (src/verification) expects of R. The points carry no third-party data.
# Run: Rscript tests/reference/verification_book.R        (Debian 12: r-cran-spatstat r-cran-spdep r-cran-dbscan r-cran-classint)
suppressMessages({library(spatstat); library(spdep); library(dbscan); library(classInt)})
f <- function(v) formatC(as.numeric(v), digits = 15, format = "g", flag = "#")
say <- function(name, v) cat(sprintf("%-44s %s\n", name, paste(f(v), collapse = " ")))
cat(R.version.string, "\n"); for (p in c("spatstat.explore", "spdep", "dbscan", "classInt")) cat(p, format(packageVersion(p)), "\n")

# The 65 points: Park-Miller generator, seed 20250101; integers fit in doubles exactly.
s <- 20250101; rnd <- function() { s <<- (16807 * s) %% 2147483647; s }
x <- numeric(60); y <- numeric(60); t <- numeric(60)
for (i in 1:60) {
  if (i <= 25) { x[i] <- 407300 + rnd() %% 200; y[i] <- 91300 + rnd() %% 200 }
  else if (i <= 40) { x[i] <- 407700 + rnd() %% 150; y[i] <- 91600 + rnd() %% 150 }
  else { x[i] <- 407000 + rnd() %% 1000; y[i] <- 91000 + rnd() %% 800 }
  t[i] <- rnd() %% 365
}
x <- c(x, rep(x[1], 5)); y <- c(y, rep(y[1], 5)); t <- c(t, t[1] + 0:4)

# --- density -----------------------------------------------------------------------------------------------------
px <- c(407400, 407775, 407050, 407999); py <- c(91400, 91675, 91050, 91799)
d2 <- function(k) (x - px[k])^2 + (y - py[k])^2
gauss <- function(s2, s) exp(-s2 / (2 * s^2)) / (2 * pi * s^2)
quart <- function(s2, h) ifelse(s2 < h^2, 3 / (pi * h^2) * (1 - s2 / h^2)^2, 0)
epan <- function(s2, h) ifelse(s2 < h^2, 2 / (pi * h^2) * (1 - s2 / h^2), 0)
e <- function(cx, cy) (pnorm(408000, cx, 100) - pnorm(407000, cx, 100)) * (pnorm(91800, cy, 100) - pnorm(91000, cy, 100))
k4 <- 1:4
say("gaussian 100 none", sapply(k4, function(k) sum(gauss(d2(k), 100))))
say("gaussian 100 uniform", sapply(k4, function(k) sum(gauss(d2(k), 100)) / e(px[k], py[k])))
say("gaussian 100 jones-diggle", sapply(k4, function(k) sum(gauss(d2(k), 100) / e(x, y))))
say("quartic 250 none", sapply(k4, function(k) sum(quart(d2(k), 250))))
say("epanechnikov 250 none", sapply(k4, function(k) sum(epan(d2(k), 250))))
say("gaussian 100 mass none", sum(e(x, y)))
# share of a kernel on the window by quadrature in polar coordinates is slow in R; cubature on a grid of 0.5 m
share <- function(cx, cy, h, shape) {
  g <- seq(-h + 0.25, h - 0.25, by = 0.5); v <- outer(g, g, function(a, b) a^2 + b^2)
  inside <- outer(g + cx, g + cy, function(a, b) a > 407000 & a < 408000 & b > 91000 & b < 91800)
  sum(shape(v, h) * inside) * 0.25
}
say("quartic 250 e(corner probe), 0.5 m grid", share(407999, 91799, 250, quart))
W <- owin(c(407000, 408000), c(91000, 91800)); X <- suppressWarnings(ppp(x, y, window = W))
for (ed in list(c(FALSE, FALSE), c(TRUE, FALSE), c(TRUE, TRUE)))
  say(sprintf("density.ppp integral edge=%s diggle=%s", ed[1], ed[2]),
      integral(density(X, sigma = 100, edge = ed[1], diggle = ed[2], dimyx = c(400, 500), positive = FALSE)))
say("bw.scott", bw.scott(X)); say("bw.scott.iso", bw.scott.iso(X))
say("half median nndist of distinct points", median(nndist(unique(X))) / 2)

# --- local association ----------------------------------------------------------------------------------------------
ix <- floor((x - 407000) / 100); iy <- floor((y - 91000) / 100); cnt <- tabulate(iy * 10 + ix + 1, nbins = 80)
cc <- expand.grid(cx = 407050 + 100 * (0:9), cy = 91050 + 100 * (0:7))
queen <- dnearneigh(as.matrix(cc), 0, 142); rook <- dnearneigh(as.matrix(cc), 0, 101)
cells <- c(1, 25, 34, 35, 44, 78)
B <- nb2listw(queen, style = "B"); BS <- nb2listw(include.self(queen), style = "B"); Wq <- nb2listw(queen, style = "W")
say("Gi* queen", as.numeric(localG(cnt, BS))[cells]); say("Gi queen", as.numeric(localG(cnt, B))[cells])
say("Gi* rook", as.numeric(localG(cnt, nb2listw(include.self(rook), style = "B")))[cells])
lc <- localmoran(cnt, Wq, conditional = TRUE, alternative = "two.sided")
lt <- localmoran(cnt, Wq, conditional = FALSE, alternative = "two.sided", mlvar = TRUE)
say("local I", lc[cells, 1]); say("local E cond", lc[cells, 2]); say("local V cond", lc[cells, 3]); say("local z cond", lc[cells, 4])
say("local p cond", lc[cells, 5]); say("local z total", lt[cells, 4]); say("local V total", lt[cells, 3])
for (st in c("W", "B")) { m <- moran.test(cnt, nb2listw(queen, style = st), randomisation = TRUE, alternative = "two.sided")
  say(paste("moran", st, "I E V z p"), c(m$estimate, m$statistic, m$p.value)) }
m <- moran.test(cnt, nb2listw(rook, style = "W"), randomisation = TRUE, alternative = "two.sided")
say("moran rook W I E V z p", c(m$estimate, m$statistic, m$p.value))
say("moran normality z", moran.test(cnt, Wq, randomisation = FALSE)$statistic)
p <- 2 * pnorm(-abs(as.numeric(localG(cnt, BS))))
for (a in c("none", "BH", "BY", "bonferroni", "holm")) { q <- p.adjust(p, a); say(paste("p.adjust", a, "below .05, cell 34, 25"), c(sum(q < .05), q[34], q[25])) }
say("p.adjustSP BH below .05", sum(p.adjustSP(p, include.self(queen), method = "BH") < .05))

# --- rates and small numbers --------------------------------------------------------------------------------------
for (o in c(0, 1, 5, 20, 100)) say(paste("poisson.test conf", o), poisson.test(o)$conf.int)
say("poisson.test 99.8 % of 20", poisson.test(20, conf.level = .998)$conf.int)
say("rate of 10 in 2000 residents, per 1000", poisson.test(10, 2)$conf.int)
say("ppois P(X >= 12 | 7.3)", ppois(11, 7.3, lower.tail = FALSE))
for (w in list(c(81, 263), c(15, 148), c(0, 20), c(1, 29))) say(paste("wilson", w[1], w[2]), prop.test(w[1], w[2], correct = FALSE)$conf.int)
say("wilson with continuity 15 148", prop.test(15, 148)$conf.int); say("clopper-pearson 15 148", binom.test(15, 148)$conf.int)
say("wald 15 148", 15 / 148 + c(-1, 1) * qnorm(.975) * sqrt(15 / 148 * 133 / 148 / 148))
O <- c(3, 12, 40, 0, 9); P <- c(800, 5200, 9100, 400, 6100)
say("EBest poisson", EBest(O, P)$estmm); say("EBest binomial", EBest(O, P, family = "binomial")$estmm); say("raw", O / P)
m <- sum(O) / sum(P); r <- O / P; s2 <- sum(P * (r - m)^2) / sum(P); a <- s2 - m / mean(P)
say("EBImoran standardised", (r - m) / sqrt(ifelse(a + m / P > 0, a + m / P, m / P)))

# --- change -------------------------------------------------------------------------------------------------------
two <- function(a, b, n, q) min(1, 2 * min(pbinom(b, n, q), pbinom(b - 1, n, q, lower.tail = FALSE)))
for (k in list(c(20, 35, 12, 12), c(20, 40, 6, 12), c(9, 0, 1, 1))) {
  b <- binom.test(k[2], k[1] + k[2], k[4] / (k[3] + k[4])); ci <- b$conf.int / (1 - b$conf.int) * k[3] / k[4]
  say(paste("change twice the tail p", paste(k, collapse = " ")), two(k[1], k[2], k[1] + k[2], k[4] / (k[3] + k[4])))
  say("   binom.test p (likelihood), ratio low, high", c(b$p.value, ci))
  say("   poisson.test p, mid-p, normal z", c(poisson.test(c(k[2], k[1]), c(k[4], k[3]))$p.value,
      2 * (pbinom(k[2] - 1, k[1] + k[2], k[4] / (k[3] + k[4]), lower.tail = FALSE) - dbinom(k[2], k[1] + k[2], k[4] / (k[3] + k[4])) / 2),
      (k[2] - k[1]) / sqrt(k[1] + k[2])))
}
v <- c(1, 3, 2, 4, 4, 6, 5, 7); ct <- suppressWarnings(cor.test(seq_along(v), v, method = "kendall", exact = FALSE, continuity = TRUE))
say("kendall z tau p", c(ct$statistic, ct$estimate, ct$p.value))
ct <- suppressWarnings(cor.test(seq_along(v), v, method = "kendall", exact = FALSE)); say("kendall z without continuity", ct$statistic)
n <- as.numeric(Nile)
ct <- suppressWarnings(cor.test(seq_along(n), n, method = "kendall", exact = FALSE, continuity = TRUE)); say("kendall Nile z tau p", c(ct$statistic, ct$estimate, ct$p.value))

# --- control chart -------------------------------------------------------------------------------------------------
c1 <- c(21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15)
cb <- mean(c1); say("c chart centre low high", c(cb, cb - 3 * sqrt(cb), cb + 3 * sqrt(cb)))
z <- (c1 - cb) / sqrt(cb); sl <- mean(abs(diff(z))) / 1.128
say("laney s, low, high", c(sl, cb - 3 * sl * sqrt(cb), cb + 3 * sl * sqrt(cb)))
say("exact poisson limits .00135", c(qpois(.00135, cb), qpois(1 - .00135, cb)))

# --- classes --------------------------------------------------------------------------------------------------------
w <- c(2, 3, 3, 5, 7, 8, 12, 13, 14, 20, 31, 33, 47, 60, 61)
say("quantile type 7, fifths", quantile(w, 0:5 / 5, type = 7)); say("quantile type 6, fifths", quantile(w, 0:5 / 5, type = 6))
say("fisher 4", classIntervals(w, 4, style = "fisher")$brks); say("jenks 4", classIntervals(w, 4, style = "jenks")$brks)
say("equal 4", classIntervals(w, 4, style = "equal")$brks); say("pretty 5", pretty(w, 5))

# --- clusters -------------------------------------------------------------------------------------------------------
u <- unique(cbind(x, y))
for (q in list(list(cbind(x, y), 60, 5), list(u, 60, 5), list(cbind(x, y), 80, 9)))
  say(sprintf("dbscan n=%d eps=%g minPts=%d: noise, clusters", nrow(q[[1]]), q[[2]], q[[3]]), table(dbscan(q[[1]], eps = q[[2]], minPts = q[[3]])$cluster))

# --- camera ------------------------------------------------------------------------------------------------------------
say("hfov 4.8 mm, 25 mm", 2 * atan(4.8 / 50) * 180 / pi); say("px/m 1920 at 10 m", 1920 / (2 * 10 * 4.8 / 50))
say("depths 3840 px 60 deg, 250 125 25 px/m", 3840 / (2 * tan(pi / 6)) / c(250, 125, 25))
say("depth, tilt 20, 10 m", 10 * cos(pi / 9) + 4.4 * sin(pi / 9)); say("dead zone", 4.4 / tan(37 * pi / 180)); say("shadow", 59.5 * 18.4 / 10)

# --- further --------------------------------------------------------------------------------------------------------
gx <- seq(407002, 407998, by = 4); gy <- seq(91002, 91798, by = 4); g <- expand.grid(gx, gy)
lam <- numeric(nrow(g)); lamd <- numeric(nrow(g))
for (i in seq_along(x)) { k <- gauss((g[, 1] - x[i])^2 + (g[, 2] - y[i])^2, 100); lam <- lam + k; lamd <- lamd + k / e(x[i], y[i]) }
say("sum over 4 m cells: none uniform jones-diggle", 16 * c(sum(lam), sum(lam / e(g[, 1], g[, 2])), sum(lamd)))
say("links queen rook", c(sum(card(queen)), sum(card(rook))))
v8 <- c(0, 0, 1, 2, 3, 5, 8, 21); nb8 <- list(c(2, 5), c(1, 3, 6), c(2, 4, 7), c(3, 8), c(1, 6), c(2, 5, 7), c(3, 6, 8), c(4, 7))
say("exact P(sum of neighbours >= observed), 4 x 2 rook", sapply(1:8, function(i) mean(combn(v8[-i], length(nb8[[i]]), sum) >= sum(v8[nb8[[i]]]))))
ct <- suppressWarnings(cor.test(seq_along(t), t, method = "kendall", exact = FALSE, continuity = TRUE)); say("kendall days z tau p", c(ct$statistic, ct$estimate, ct$p.value))
S <- function(v) { d <- outer(v, v, function(a, b) sign(b - a)); sum(d[upper.tri(d)]) }
say("kendall S: eight values, days", c(S(v), S(t)))
b1 <- c(0, 1, 2, 5.4, 9, 10, 11)  # 5.4 m is a border point of both
say("dbscan border: west first, clusters", dbscan(cbind(b1, 0), eps = 4, minPts = 4)$cluster)
say("dbscan border: east first, clusters", rev(dbscan(cbind(rev(b1), 0), eps = 4, minPts = 4)$cluster))
for (q in list(c(40, 4), c(100, 12), c(30, 3))) say(sprintf("dbscan eps=%g minPts=%d: noise, clusters", q[1], q[2]), table(dbscan(cbind(x, y), eps = q[1], minPts = q[2])$cluster))
say("normal interval of a count of 20", 20 + c(-1, 1) * qnorm(.975) * sqrt(20))
say("p of z 1.96, 3.5", 2 * pnorm(-c(1.96, 3.5)))
say("MASS nrd / 4 (sigma)", c(MASS::bandwidth.nrd(x), MASS::bandwidth.nrd(y)) / 4)

# --- point patterns -------------------------------------------------------------------------------------------------
Kr <- function(r, one) as.data.frame(Kest(X, r = r, correction = one))[, 3]
for (one in c("none", "border", "translate", "isotropic")) say(paste("K at 50 100 150 m, steps of 25 m (d <= r),", one), Kr(seq(0, 150, 25), one)[c(3, 5, 7)])
say("K at 50 m, uneven steps (d < r), isotropic", Kr(c(0, 25, 50, 100, 150), "isotropic")[3])
say("clarkevans none Donnelly cdf", clarkevans(X, correction = c("none", "Donnelly", "cdf")))
say("clarkevans of distinct points", clarkevans(unique(X), correction = c("none", "Donnelly", "cdf")))
say("mean nearest distance", mean(nndist(X)))
say("clarkevans z by the formula", (mean(nndist(X)) - 0.5 * sqrt(800000 / 65)) / (sqrt((4 - pi) / (4 * pi) * 800000) / 65))
qt <- suppressWarnings(quadrat.test(X, nx = 5, ny = 4)); say("quadrat X2 df p", c(qt$statistic, qt$parameter, qt$p.value))
qn <- tabulate(floor((y - 91000) / 200) * 5 + floor((x - 407000) / 200) + 1, nbins = 20)
say("quadrat X2 where sides belong to the northern, eastern square", sum((qn - 3.25)^2 / 3.25)); say("pchisq upper of both", pchisq(c(qt$statistic, sum((qn - 3.25)^2 / 3.25)), 19, lower.tail = FALSE))
say("pchisq(3.841458820694124, 1) upper, pchisq(5, 3)", c(pchisq(3.841458820694124, 1, lower.tail = FALSE), pchisq(5, 3)))
say("qnorm .975 .995", qnorm(c(.975, .995)))
say("bw ppl CvL diggle, diggle of distinct", c(bw.ppl(X), bw.CvL(X), bw.diggle(X), bw.diggle(unique(X))))
ux <- x[1:60]; uy <- y[1:60]; s0 <- 60
sh <- function(cx, cy, s) (pnorm(408000, cx, s) - pnorm(407000, cx, s)) * (pnorm(91800, cy, s) - pnorm(91000, cy, s))
fp <- sapply(1:60, function(i) sum(gauss((ux - ux[i])^2 + (uy - uy[i])^2, s0)) / sh(ux[i], uy[i], s0)); h <- s0 * (fp / exp(mean(log(fp))))^-0.5
say("Abramson least, greatest", range(h))
say("adaptive density, Jones-Diggle", sapply(k4, function(k) sum(gauss((ux - px[k])^2 + (uy - py[k])^2, h) / sh(ux, uy, h))))
# --- Knox -------------------------------------------------------------------------------------------------------------
D <- as.matrix(dist(cbind(x, y))); M <- as.matrix(dist(cbind(x, y), method = "manhattan")); Tm <- as.matrix(dist(t)); up <- upper.tri(D)
say("knox pairs space time both all", c(sum((D <= 150)[up]), sum((Tm <= 14)[up]), sum((D <= 150 & Tm <= 14)[up]), sum(up)))
say("knox expectation", sum((D <= 150)[up]) * sum((Tm <= 14)[up]) / sum(up))
say("knox d < 150, manhattan, without the same place", c(sum((D < 150 & Tm <= 14)[up]), sum((M <= 150 & Tm <= 14)[up]), sum((D > 0 & D <= 150 & Tm <= 14)[up])))
say("knox d < 150 and t < 14", sum((D < 150 & Tm < 14)[up]))
set.seed(1); kb <- replicate(99999, { q <- sample(65); sum((D <= 150 & Tm[q, q] <= 14)[up]) })
say("knox permutations: mean, p", c(mean(kb), (1 + sum(kb >= 69)) / 1e5))
# --- scan ---------------------------------------------------------------------------------------------------------------
llr <- function(cc, e, C) ifelse(cc > e, cc * log(cc / e) + ifelse(C > cc, (C - cc) * log((C - cc) / (C - e)), 0), 0)
best <- c(0, 0, 0, 0); DD <- as.matrix(dist(as.matrix(expand.grid(0:9, 0:7))))
for (i in 1:80) for (r in unique(DD[i, ])) { inside <- DD[i, ] <= r + 1e-9; e <- 65 * sum(inside) / 80; if (e > 32.5 + 1e-9) next
  v <- llr(sum(cnt[inside]), e, 65); if (v > best[1] + 1e-12) best <- c(v, i, sum(inside), sum(cnt[inside])) }
say("scan: LLR, centre, cells, incidents", best); say("LLR of 10 where 5 of 100 are expected", llr(10, 5, 100))
# --- ST-DBSCAN, NNH: the definitions ----------------------------------------------------------------------------------
near <- D <= 100 & Tm <= 60; core <- rowSums(near) >= 5; cl <- integer(65)
for (i in which(core)) if (cl[i] == 0) { cl[i] <- max(cl) + 1; q <- i; while (length(q)) { j <- which(near[q[1], ] & core & cl == 0); cl[j] <- cl[i]; q <- c(q[-1], j) } }
for (i in which(!core)) { j <- which(near[i, ] & core); if (length(j)) cl[i] <- cl[j[order(D[i, j], Tm[i, j], x[j], y[j])[1]]] }
say("ST-DBSCAN 100 m 60 d 5: in none, clusters", c(sum(cl == 0), sort(tabulate(cl), decreasing = TRUE)))
nnh <- function(d, least) { free <- rep(TRUE, 65); sizes <- c(); repeat { k <- sapply(1:65, function(i) if (free[i]) sum(free & D[i, ] <= d) else 0)
  b <- order(-k, x, y)[1]; if (k[b] < least) break; take <- free & D[b, ] <= d; sizes <- c(sizes, sum(take)); free <- free & !take }; c(sum(free), sizes) }
say("NNH 60 m, 5: in none, clusters", nnh(60, 5)); say("NNH random threshold, chance 0.5, 0.05", 0.5 * sqrt(800000 / 65) - qnorm(c(.5, .95)) * 0.26136 / sqrt(65^2 / 800000))

# --- concentration by chance, charts of rates and shares, validation --------------------------------------------------
gc <- function(m) exp(-2 * m) * (besselI(2 * m, 0) + besselI(2 * m, 1)); say("gini by chance, mean 65/80, 5", c(gc(65 / 80), gc(5)))
k <- 0:40; d <- dpois(k, 65 / 80); say("   by the definition: mean difference over twice the mean", sum(outer(d, d) * abs(outer(k, k, "-"))) / (2 * 65 / 80))
held <- function(m, s) { t <- c(0, ppois(60:0 - 1, m, lower.tail = FALSE)); h <- c(0, ppois(60:0 - 2, m, lower.tail = FALSE)); approx(t, h, s, ties = max)$y }
say("share held by the fullest 20 % by chance, mean 65/80", held(65 / 80, .2)); cs <- cumsum(sort(cnt, decreasing = TRUE)) / 65
say("share held by the fullest 20 %, 5 % of the 80 cells", c(cs[16], cs[4]))
q <- c(31, 28, 45, 39, 22, 61, 35, 30, 44, 27); s <- c(310, 280, 305, 350, 290, 410, 333, 301, 322, 299); m <- sum(q) / sum(s)
say("u/p centre", m); say("u limits of 310", m + c(-3, 3) * sqrt(m / 310)); say("p limits of 310", m + c(-3, 3) * sqrt(m * (1 - m) / 310))
zu <- (q / s - m) / sqrt(m / s); zp <- (q / s - m) / sqrt(m * (1 - m) / s); say("Laney u, p", c(mean(abs(diff(zu))), mean(abs(diff(zp)))) / 1.128)
say("exact u of 310, p of 310", c(qpois(c(.00135, .99865), m * 310), qbinom(c(.00135, .99865), 310, m)) / 310)
say("PAI of the top 4 of 80 cells", (sum(sort(cnt, decreasing = TRUE)[1:4]) / 65) / (4 / 80))
e1 <- cnt[1:80]; l1 <- c(cnt[11:80], cnt[1:10]); o <- order(-e1)  # the later period: the same map, one row further north
tie <- function(score, count, n) { g <- sort(unique(score), decreasing = TRUE); a <- 0; h <- 0; for (v in g) { w <- sum(score == v); c <- sum(count[score == v]); if (a + w >= n) return((h + c * (n - a) / w) / sum(count)); a <- a + w; h <- h + c } }
h8 <- tie(e1, l1, 8); b8 <- sum(sort(l1, decreasing = TRUE)[1:8]) / 65; say("hit rate, PAI, PEI, RRI of the top 8 cells a row off", c(h8, h8 / .1, h8 / b8, h8 / tie(e1, e1, 8)))
ch <- function(a, b) { n <- a + b; min(1, 2 * min(pbinom(b, n, .5), pbinom(b - 1, n, .5, lower.tail = FALSE))) }
A <- c(20, 5, 40, 8, 100, 12); B <- c(35, 6, 20, 9, 140, 30); p6 <- mapply(ch, A, B); say("six changes: p", p6); say("six changes: BH", p.adjust(p6, "BH"))

# --- global Moran among all orders of eight values on 4 x 2 cells, rook, row-standardised ------------------------------
Wm <- matrix(0, 8, 8); for (i in 1:8) Wm[i, nb8[[i]]] <- 1 / length(nb8[[i]])
Iof <- function(v) { z <- v - mean(v); sum(z * (Wm %*% z)) / sum(z^2) }
perms <- function(v) { if (length(v) == 1) return(matrix(v)); do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], perms(v[-i])))) }
Z <- matrix((v8 - mean(v8))[perms(1:8)], ncol = 8); all8 <- rowSums(Z * (Z %*% t(Wm))) / sum((v8 - mean(v8))^2); i8 <- Iof(v8)
say("moran of eight: I, mean, variance, P(>=)", c(i8, mean(all8), mean(all8^2) - mean(all8)^2, mean(all8 >= i8 - 1e-12)))

# --- relative risk ----------------------------------------------------------------------------------------------------
i60 <- 1:60; case <- i60 <= 25 | i60 %% 4 == 0; s120 <- 120
fg <- function(u, v, sel) sum(gauss((ux[sel] - u)^2 + (uy[sel] - v)^2, s120) / sh(ux[sel], uy[sel], s120)) / sum(sel)
rr <- function(u, v) log(fg(u, v, case) / fg(u, v, !case))
say("log relative risk at (407775, 91675), (407405, 91405), (407655, 91605)", c(rr(407775, 91675), rr(407405, 91405), rr(407655, 91605)))
say("controls expected in a kernel there", sapply(list(c(407775, 91675), c(407405, 91405), c(407655, 91605)), function(q) fg(q[1], q[2], !case) * sum(!case) * 2 * pi * s120^2))
say("the same ratio with sigma 120 for cases, 60 for controls", log(fg(407775, 91675, case) / (sum(gauss((ux[!case] - 407775)^2 + (uy[!case] - 91675)^2, 60) / sh(ux[!case], uy[!case], 60)) / sum(!case))))
rx <- c(407450, 407470, 407440, 407560, 407580, 407570); ry <- c(91400, 91430, 91380, 91400, 91440, 91360)
at <- function(u, v) { k <- exp(-((rx - u)^2 + (ry - v)^2) / (2 * 120^2)); obs <- sum(k[1:3]); all <- combn(6, 3, function(i) sum(k[i])); c(log(obs / sum(k[4:6])), mean(all >= obs - 1e-12), mean(all <= obs + 1e-12), sum(k[4:6])) }
for (u in list(c(407475, 91425), c(407525, 91375), c(407525, 91425))) say(paste("rr labels", u[1], u[2], "rho, p more, p fewer, controls"), at(u[1], u[2]))

# --- stability -------------------------------------------------------------------------------------------------------
say("P(X >= Y), means 5 and 3", sum(dpois(0:80, 5) * ppois(0:80, 3))); say("P(Y >= X)", sum(dpois(0:80, 3) * ppois(0:80, 5)))
say("P(X=0) mean 1, 20", c(dpois(0,1), dpois(2,1), ppois(20,20)))

# --- surveillance plot ------------------------------------------------------------------------------------------------
say("binomial P(X >= 17) of 65 at a tenth", pbinom(16, 65, .1, lower.tail = FALSE))
say("surveillance later: 5 10 20 50 %", sapply(c(4, 8, 16, 40), function(n) tie(e1, l1, n))); say("best: 5 10 20 50 %", sapply(c(4, 8, 16, 40), function(n) tie(l1, l1, n)))
S2 <- var(l1); say("sd of the share on 8 random cells", sqrt(8 * (1 - 8 / 80) * S2) / 65)
set.seed(1); d <- replicate(200000, sum(sample(l1, 8)) / 65); say("  200,000 draws: mean, 2.5 %, 97.5 %, P(>= as many as the curve)", c(mean(d), quantile(d, c(.025, .975), type = 1), mean(d >= tie(e1, l1, 8) - 1e-12)))

# --- L beside random patterns -------------------------------------------------------------------------------------------
r <- seq(0, 200, by = 25)
L <- function(P) { k <- as.data.frame(Kest(P, r = r, correction = "isotropic", nlarge=Inf))[, 3]; sqrt(k / pi) - r }
say("L - r observed", L(X)); 
set.seed(1); B <- 8000; sim <- replicate(B, L(runifpoint(65, win = W)))
m <- rowMeans(sim); say("mean L - r by chance", m); say("sd", apply(sim, 1, sd))
dev <- apply(abs(sim - m), 2, max); say("95 % of the greatest deviation, 20-25 25-200", quantile(dev, .95))
lo <- apply(sim, 1, quantile, .025); hi <- apply(sim, 1, quantile, .975); say("2.5 %", lo); say("97.5 %", hi)
say("share of patterns that leave the pointwise band somewhere", mean(apply(sim[-1, ] < lo[-1] | sim[-1, ] > hi[-1], 2, any)))
say("greatest deviation observed", max(abs(L(X) - m)))

# --- other programs' permutations ----------------------------------------------------------------------------------------
say("neighbours drawn with replacement (localmoran_perm of spdep 1.2-7)", sapply(1:8, function(i) { g <- as.matrix(expand.grid(rep(list(v8[-i]), length(nb8[[i]])))); mean(rowSums(g) >= sum(v8[nb8[[i]]])) }))
say("Gi*, all values permuted: all choices", sapply(1:8, function(i) mean(combn(8, length(nb8[[i]]) + 1, function(j) sum(v8[j])) >= v8[i] + sum(v8[nb8[[i]]]))))
say("Knox's p where pairs are shuffled (knox of surveillance 1.20.3)", phyper(68, 518, 2080 - 518, 190, lower.tail = FALSE))

# --- inhomogeneous K ------------------------------------------------------------------------------------------------------
lin <- 1 + 2 * (x - 407000) / 1000 + (y - 91000) / 800; lin <- lin * sum(1 / lin) / 800000; r6 <- seq(0, 150, by = 25)
for (one in c("isotropic", "translate", "border")) say(paste("Kinhom", one, "at 50 100 150"), as.data.frame(suppressWarnings(Kinhom(X, lin, r = r6, correction = if (one == "border") c("border", "bord.modif") else one, renormalise = FALSE)))[c(3, 5, 7), if (one == "border") "border" else 3])
say("Kest isotropic at 50 100 150, n - 1 over n", as.data.frame(Kest(X, r = r6, correction = "isotropic"))[c(3, 5, 7), 3] * 64 / 65)
lev <- rep(65 / 800000, 65); say("Kinhom isotropic, even intensity, at 100", as.data.frame(Kinhom(X, lev, r = r6, correction = "isotropic", renormalise = FALSE))[5, 3])

# --- Poisson regression; penalised by glmnet (r-cran-glmnet) -------------------------------------------------------------
d1 <- sqrt((cc$cx - 407400)^2 + (cc$cy - 91400)^2) / 100; rw <- (cc$cy - 91050) / 100; ground <- rep(log(0.01), 80)
exactly <- list(epsilon = 1e-14, maxit = 100)
g2 <- glm(cnt ~ d1 + rw + offset(ground), family = poisson, control = exactly); g1 <- update(g2, . ~ . - rw)
say("glm coefficients", coef(g2)); say("glm standard errors", summary(g2)$coefficients[, 2]); phi <- sum(residuals(g2, "pearson")^2) / 77
say("glm log likelihood, deviance, dispersion, BIC", c(logLik(g2), deviance(g2), phi, BIC(g2)))
say("BIC, the likelihood over phi, of both and of d1 alone", c(-2 * logLik(g2) / phi + 3 * log(80), -2 * logLik(g1) / phi + 2 * log(80)))
say("risk of d1: value, quasi-Poisson interval", exp(coef(g2)[2] + c(0, -1, 1) * qnorm(.975) * summary(g2)$coefficients[2, 2] * sqrt(phi)))
say("risk of d1: upper limit as if Poisson", exp(coef(g2)[2] + qnorm(.975) * summary(g2)$coefficients[2, 2]))
say("p of the likelihood ratio without the row, phi 1", pchisq(2 * (logLik(g2) - logLik(g1)), 1, lower.tail = FALSE))
library(glmnet); cat("glmnet", format(packageVersion("glmnet")), "\n")
near <- as.numeric(d1 <= 2); X3 <- cbind(d1, rw, near)
for (a in c(1, 0.5)) for (l in c(0.3, 0.1)) {
  g <- glmnet(X3, cnt, family = "poisson", offset = ground, alpha = a, lambda = c(1, 0.5, l), thresh = 1e-16, maxit = 1e6)
  say(sprintf("glmnet alpha %g lambda %g: intercept, d1, row, near", a, l), as.numeric(coef(g, s = l)))
}
at_mean <- exp(ground) * 65 / 0.8; sdn <- function(v) sqrt(mean((v - mean(v))^2))
say("least lambda at which the lasso leaves nothing", max(abs(colMeans(scale(X3, TRUE, apply(X3, 2, sdn)) * (cnt - at_mean)))))
# quasi-score of "near" alone, as the random shifts take it
r0 <- 65 / 0.8; ph0 <- sum((cnt - r0 * .01)^2 / (r0 * .01)) / 79; A1 <- .01 * sum(near)
say("quasi-score of near alone; phi; cells near", c(sum(near * (cnt - r0 * .01)) / sqrt(ph0 * r0 * A1 * (1 - A1 / .8)), ph0, sum(near)))
say("the same by glm: z of the score test", {g0 <- glm(cnt ~ 1 + offset(ground), family = poisson); sqrt(anova(g0, update(g0, . ~ . + near), test = "Rao")[2, "Rao"] / ph0)})
dn <- ifelse(d1 < 2, (1 - (d1 / 2)^2)^2, 0); say("quartic density by 200 m: limit, cells beyond it", c(mean(dn) + 2 * sdn(dn), sum(dn > mean(dn) + 2 * sdn(dn))))
