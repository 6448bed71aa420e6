# SPDX-License-Identifier: GPL-3.0-or-later
#
# The numbers of spdep, spatstat, dbscan and surveillance that tests/agreement expects on the open data beside the
# project. Made with R 4.2, spdep 1.2-7, spatstat 3.0-3, dbscan 1.1-11, surveillance 1.20.3 (Debian 12).
#   Rscript open_data.R DATA [spdep|spatstat|clusters]      DATA the folder of the open data
suppressMessages({library(spdep); library(sf); library(spatstat); library(dbscan); library(surveillance)})
sf_use_s2(FALSE)
data <- commandArgs(TRUE)[1]; only <- commandArgs(TRUE)[2]
asked <- function(part) is.na(only) || only == part
f <- function(v) formatC(as.numeric(v), digits = 15, format = "g", flag = "#")
say <- function(name, v) cat(sprintf("%-58s %s\n", name, paste(f(v), collapse = ", ")))
short <- function(name, v) cat(sprintf("%-58s %s\n", name, paste(formatC(as.numeric(v), digits = 4, format = "f"), collapse = ", ")))
# Metres on a plane, near enough and the same in any program: degrees times a constant.
plane <- function(lon, lat, lat0) cbind((lon + 1.5) * 111320 * cos(lat0 * pi / 180), (lat - lat0) * 111320)

# Units without neighbours take no part. With zero.policy spdep leaves them out of n but not out of the mean and the
# sum of squares; of those that have neighbours alone, as here, all programs have the same I.
global <- function(name, x, nb) for (style in c("W", "B")) {
  has <- card(nb) > 0
  m <- moran.test(x[has], nb2listw(subset(nb, has), style = style), alternative = "two.sided")
  say(paste(name, "moran.test", style, "I E V z p"), c(m$estimate, m$statistic, m$p.value))
}
local <- function(name, x, nb, units) {
  W <- nb2listw(nb, style = "W", zero.policy = TRUE); B <- nb2listw(nb, style = "B", zero.policy = TRUE)
  S <- nb2listw(include.self(nb), style = "B", zero.policy = TRUE)
  of <- list(gi = as.numeric(localG(x, B, zero.policy = TRUE)), gistar = as.numeric(localG(x, S, zero.policy = TRUE)))
  lm <- localmoran(x, W, conditional = TRUE, alternative = "two.sided", zero.policy = TRUE)
  lt <- localmoran(x, W, conditional = FALSE, mlvar = TRUE, alternative = "two.sided", zero.policy = TRUE)
  of$local <- lm[, 1]; of$z <- lm[, 4]; of$total <- lt[, 4]
  for (k in names(of)) say(paste(name, k, "sum of squares; units", paste(units, collapse = " ")),
                           c(sum(of[[k]]^2, na.rm = TRUE), of[[k]][units]))
  p <- 2 * pnorm(-abs(of$gistar))
  say(paste(name, "Gi* below 0.05: raw BH BY Bonferroni"), sapply(c("none", "BH", "BY", "bonferroni"), function(a) sum(p.adjust(p, a) < 0.05, na.rm = TRUE)))
}

if (asked("spdep")) {
  cat("## columbus: CRIME, columbus.gal; rook, nearest and band from the shapes\n")
  col <- st_read(file.path(data, "reference/columbus/columbus.shp"), quiet = TRUE)
  gal <- read.gal(file.path(data, "reference/columbus/columbus.gal"), override.id = TRUE)
  x <- col$CRIME; g <- st_geometry(col); mid <- st_coordinates(st_centroid(g))
  sets <- list(gal = gal, rook = poly2nb(col, queen = FALSE), queen = poly2nb(col), near6 = knn2nb(knearneigh(mid, 6)), band0.6 = dnearneigh(mid, 0, 0.6))
  for (k in names(sets)) {
    cat("links", k, sum(card(sets[[k]])), "without", sum(card(sets[[k]]) == 0), "\n")
    global(paste("columbus", k), x, sets[[k]]); local(paste("columbus", k), x, sets[[k]], c(1, 10, 25, 49))
  }
  set.seed(1); B <- 99999
  lp <- localmoran_perm(x, nb2listw(gal, style = "W"), nsim = B, alternative = "two.sided")
  short("columbus gal localmoran_perm p, folded", lp[, "Pr(folded) Sim"])  # draws neighbours with replacement
  # Anselin's: the values of the neighbours are drawn from all other units, each once.
  short("columbus gal conditional permutations, smaller tail", sapply(1:49, function(i) { s <- replicate(B, sum(sample(x[-i], card(gal)[i]))); o <- sum(x[gal[[i]]])
    (1 + min(sum(s >= o - 1e-9), sum(s <= o + 1e-9))) / (B + 1) }))
  m <- moran.mc(x, nb2listw(gal, style = "W"), nsim = 9999); cat("moran.mc p", m$p.value, "mean", mean(m$res[1:9999]), "var", var(m$res[1:9999]), "\n")

  for (place in list(list("bcp", 50.73), list("sheffield", 53.38))) {
    name <- place[[1]]; lat0 <- place[[2]]
    areas <- st_read(file.path(data, name, "lsoa2011_bgc_imd2019.geojson"), quiet = TRUE)
    rows <- read.csv(file.path(data, name, "incidents_police_street.csv"), colClasses = "character")
    rows <- rows[rows$Month <= "2019-02", ]
    x <- as.numeric(table(factor(rows$LSOA.code, areas$LSOA11CD)))
    cat("##", name, "areas", nrow(areas), "incidents", nrow(rows), "of these in them", sum(x), "most", max(x), "\n")
    g <- st_geometry(areas); st_crs(g) <- NA
    g <- st_sfc(lapply(g, function(one) { m <- if (inherits(one, "MULTIPOLYGON")) one else st_multipolygon(list(one))
      st_multipolygon(lapply(m, function(p) lapply(p, function(r) plane(r[, 1], r[, 2], lat0)))) }))
    mid <- st_coordinates(st_centroid(g))
    sets <- list(queen = poly2nb(g, queen = TRUE, snap = 0.5), rook = poly2nb(g, queen = FALSE, snap = 0.5), near8 = knn2nb(knearneigh(mid, 8)), band1500 = dnearneigh(mid, 0, 1500))
    for (k in names(sets)) {
      cat("links", k, sum(card(sets[[k]])), "without", sum(card(sets[[k]]) == 0), "\n")
      global(paste(name, k), x, sets[[k]]); local(paste(name, k), x, sets[[k]], c(1, 60, 120, 233))
    }
    write.csv(data.frame(from = rep(seq_along(sets$queen), card(sets$queen)), to = unlist(sets$queen[card(sets$queen) > 0])), file.path(Sys.getenv("OUT", "/tmp"), paste0(name, "_queen.csv")), row.names = FALSE)
    write.csv(data.frame(from = rep(seq_along(sets$rook), card(sets$rook)), to = unlist(sets$rook[card(sets$rook) > 0])), file.path(Sys.getenv("OUT", "/tmp"), paste0(name, "_rook.csv")), row.names = FALSE)
  }
}

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
  } else W <- owin(c(window$xmin, window$xmax), c(window$ymin, window$ymax))
  suppressWarnings(ppp(points$x, points$y, window = W, checkdup = FALSE))
}
if (asked("spatstat")) {
  # No distance of two points ends a step.
  most <- c(bei = 101.0301, cells = 0.25037, redwood = 0.25037, japanesepines = 0.25037, longleaf = 40.1239, humberside = 101.0317, chorley = 4.01237)
  sigma <- c(bei = 50, cells = 0.07, redwood = 0.07, japanesepines = 0.07, longleaf = 15, humberside = 40, chorley = 1.5)
  for (name in names(most)) {
    X <- pattern(name); cat("##", name, npoints(X), "area", f(area(X)), "\n")
    r <- seq(0, most[[name]], length.out = 6)
    for (one in c("none", "border", "isotropic", "translate")) {
      k <- as.data.frame(suppressWarnings(Kest(X, r = r, correction = one, nlarge = Inf)))[-1, 3]
      say(paste(name, "Kest", one), k); if (one == "isotropic") say(paste(name, "Lest", one), sqrt(k / pi))
    }
    for (one in c("none", "Donnelly", "cdf")) if (one != "Donnelly" || is.rectangle(Window(X))) {
      say(paste(name, "clarkevans", one), clarkevans(X, correction = one))
      if (one == "none") say(paste(name, "clarkevans.test p"), clarkevans.test(X, correction = "none", alternative = "two.sided")$p.value) }
    s <- sigma[[name]]; few <- round(seq(1, npoints(X), length.out = 4))
    plain <- density(X, sigma = s, at = "points", leaveoneout = FALSE, edge = FALSE, truncate = FALSE)
    say(paste(name, "density.ppp at points, plain: mean; few"), c(mean(plain), plain[few]))
    loo <- density(X, sigma = s, at = "points", leaveoneout = TRUE, edge = FALSE)
    say(paste(name, "density.ppp at points, own left out: mean; few"), c(mean(loo), loo[few]))
    for (d in c(FALSE, TRUE)) { v <- density(X, sigma = s, at = "points", leaveoneout = FALSE, edge = TRUE, diggle = d, dimyx = 512)
      say(paste(name, "density.ppp at points, edge", if (d) "diggle" else "uniform", ": mean; few"), c(mean(v), v[few])) }
    # Inhomogeneous K with an intensity that any program computes alike: linear in the coordinates, and such that the sum
    # of 1 / lambda is the area, as renormalising makes it.
    e <- as.rectangle(Window(X)); lambda <- 1 + 2 * (X$x - e$xrange[1]) / diff(e$xrange) + (X$y - e$yrange[1]) / diff(e$yrange)
    lambda <- lambda * sum(1 / lambda) / area(X)
    for (one in c("border", "isotropic", "translate")) say(paste(name, "Kinhom", one), as.data.frame(suppressWarnings(
      Kinhom(X, lambda, r = r, correction = if (one == "border") c("border", "bord.modif") else one, renormalise = FALSE, nlarge = Inf)))[-1, if (one == "border") "border" else 3])
  }
  quad <- function(name, X, side) {
    b <- function(r) seq(floor(r[1] / side) * side, ceiling(r[2] / side) * side, by = side); x <- b(Frame(X)$xrange); y <- b(Frame(X)$yrange)
    t <- intersect.tess(tess(xgrid = x, ygrid = y), Window(X)); a <- tile.areas(t)
    # Counted by square: tileindex() loses a point of humberside that lies on the border of the window.
    of <- function(x, y) paste(floor(x / side), floor(y / side)); n <- table(factor(of(X$x, X$y), sapply(tiles(t), function(one) of(mean(Frame(one)$xrange), mean(Frame(one)$yrange))))); keep <- a >= side^2 / 10 * (1 - 1e-9)
    o <- as.numeric(n)[keep]; e <- a[keep] / sum(a[keep]) * sum(o)
    p <- pchisq(sum((o - e)^2 / e), sum(keep) - 1); say(paste(name, "quadrats of", side, ": number, incidents, X2, two-sided p"), c(sum(keep), sum(o), sum((o - e)^2 / e), 2 * min(p, 1 - p)))
  }
  cat("## quadrats: points half a unit off the lines of the squares\n")
  half <- function(X, by) { W <- Window(X); ppp(X$x + by, X$y + by, window = shift(W, c(by, by)), check = FALSE) }
  X <- half(pattern("bei"), 0.05); quad("bei + 0.05", X, 100); quad("longleaf + 0.05", half(pattern("longleaf"), 0.05), 40)
  quad("humberside + 0.5", half(pattern("humberside"), 0.5), 100)
  X <- pattern("longleaf"); t <- quadrat.test(half(X, 0.05), nx = 5, ny = 5); say("longleaf quadrat.test 5 x 5 of its own window: X2 df p", c(t$statistic, t$parameter, t$p.value))
}

if (asked("clusters")) {
  rows <- read.csv(file.path(data, "bcp/incidents_police_street.csv"), colClasses = "character")
  at <- plane(as.numeric(rows$Longitude), as.numeric(rows$Latitude), 50.73)
  cat("## dbscan, bcp\n")
  for (q in list(c("2025-07", 100, 10), c("2025-07", 150, 30), c("2018-10", 60, 5))) {
    i <- rows$Month == q[1]; d <- dbscan(at[i, ], eps = as.numeric(q[2]), minPts = as.numeric(q[3]), borderPoints = TRUE)
    n <- dbscan(at[i, ], eps = as.numeric(q[2]), minPts = as.numeric(q[3]), borderPoints = FALSE)
    cat("month", q[1], "eps", q[2], "minPts", q[3], ": points", sum(i), "clusters", max(d$cluster), "in none", sum(d$cluster == 0), "not core", sum(n$cluster == 0), "\n")
    cat("   cores by cluster", head(sort(tabulate(n$cluster), decreasing = TRUE), 12), "; with borders", head(sort(tabulate(d$cluster), decreasing = TRUE), 12), "\n")
  }
  cat("## knox, bcp burglary, months\n")
  i <- rows$Crime.type == "Burglary" & rows$Month <= "2019-02"; b <- at[i, ]; m <- rows$Month[i]
  month <- as.integer(substr(m, 1, 4)) * 12 + as.integer(substr(m, 6, 7)); ds <- dist(b); dt <- dist(month)
  for (q in list(c(200, 0), c(200, 1), c(400, 1))) { set.seed(1)
    k <- knox(dt = dt, ds = ds, eps.t = q[2], eps.s = q[1], simulate.p.value = TRUE, B = 999, .progress = "none")
    cat("burglaries", nrow(b), "within", q[1], "m and", q[2], "months:", k$statistic, "Poisson expectation", f(k$null.value), "mean of permutations", f(mean(k$permstats)), "p", k$p.value, "\n")
    # knox() shuffles pairs. Knox's test shuffles the times of the incidents:
    P <- which(as.matrix(ds) <= q[1] & upper.tri(as.matrix(ds)), arr.ind = TRUE); n <- replicate(9999, { s <- sample(month); sum(abs(s[P[, 1]] - s[P[, 2]]) <= q[2]) })
    cat("   months shuffled: mean", mean(n), "sd", sd(n), "p", (1 + sum(n >= k$statistic)) / 10000, "\n") }
}
