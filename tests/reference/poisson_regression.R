# SPDX-License-Identifier: GPL-3.0-or-later
# Reference numbers of tests/stats/poisson_regression_test.cpp: R's glm, family poisson with an offset, and the same
# with an over-dispersion (quasipoisson). Base R alone.
i <- 1:60
counts <- (17 * i) %% 7 + ifelse(i %% 4 == 0, 3, 0)
near <- as.numeric(i %% 4 == 0)
density <- ((11 * i) %% 13) / 13
exposure <- 1 + i %% 3
fit <- glm(counts ~ near + density, family = poisson, offset = log(exposure), control = glm.control(epsilon = 1e-14))
none <- glm(counts ~ 1, family = poisson, offset = log(exposure))
options(digits = 15)
print(summary(fit)$coefficients[, 1:2])
print(c(deviance = fit$deviance, log_likelihood = as.numeric(logLik(fit)), bic = BIC(fit)))
quasi <- glm(counts ~ near + density, family = quasipoisson, offset = log(exposure), control = glm.control(epsilon = 1e-14))
print(c(phi = summary(quasi)$dispersion, se = summary(quasi)$coefficients[, 2]))
print(c(quasi_bic = -2 * as.numeric(logLik(fit)) / summary(quasi)$dispersion + 3 * log(60)))
print(exp(cbind(coef(quasi), confint.default(quasi))))
print(anova(none, fit, test = "LRT")[2, "Pr(>Chi)"])
# glmnet's objective, minimised by a general optimiser: lambda 0.2, alpha 0.7, columns over their standard deviations
n <- length(counts)
scaled <- sapply(list(near, density), function(x) x / sqrt(mean((x - mean(x))^2)))
objective <- function(b) {
  eta <- log(exposure) + b[1] + scaled %*% b[2:3]
  -mean(counts * eta - exp(eta)) + 0.2 * sum(0.7 * abs(b[2:3]) + 0.3 / 2 * b[2:3]^2)
}
best <- optim(c(0, 0, 0), objective, method = "Nelder-Mead", control = list(reltol = 1e-16, maxit = 50000))
best <- optim(best$par, objective, method = "Nelder-Mead", control = list(reltol = 1e-16, maxit = 50000))
print(best$par[1]); print(best$par[2:3] / sapply(list(near, density), function(x) sqrt(mean((x - mean(x))^2)))); print(best$value)
