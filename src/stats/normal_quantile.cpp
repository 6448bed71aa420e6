// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/normal_quantile.hpp"

#include <gsl/gsl_cdf.h>

#include <cassert>

namespace wardscope::stats {

double normal_quantile(double probability) {
  assert(probability > 0.0 && probability < 1.0);
  return gsl_cdf_ugaussian_Pinv(probability);
}

}  // namespace wardscope::stats
