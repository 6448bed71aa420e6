// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace wardscope::io {

/// A row that could not be used, as the reject file lists it, or a value of a stored row that was not understood, as
/// the remark file lists it. `value` may be personal data: it goes to the reject file, which lies beside the user's own
/// file, and nowhere else.
struct RejectedRow {
  std::int64_t line = 0;  ///< physical line of a text file, feature number of other formats; from 1
  std::string column;     ///< empty: the row as a whole
  std::string value;
  std::string reason;
  std::string remedy;
};

}  // namespace wardscope::io
