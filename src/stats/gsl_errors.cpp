// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/gsl_errors.hpp"

#include <gsl/gsl_errno.h>

namespace wardscope::stats {

void keep_gsl_from_aborting() {
  static const bool done = [] {
    gsl_set_error_handler_off();
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace wardscope::stats
