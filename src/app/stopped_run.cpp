// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stopped_run.hpp"

#include <fmt/format.h>

#include "ops/operation_groups.hpp"

namespace wardscope::app {
namespace {

const char* what_is_kept(const ops::OperationInfo& operation, Finished finished) {
  if (finished == Finished::some_data) return "What was finished before stays in the workspace; the rest was left out.";
  // Files are written beside and renamed: there are no half ones.
  if (operation.group == ops::kOutputGroup)
    return "The workspace and the map are as they were; files that were finished before stay.";
  return "Nothing was changed: the workspace and the map are as they were.";
}

}  // namespace

ui::Notice stopped_notice(const ops::OperationInfo& operation, Finished finished) {
  ui::Notice notice;
  notice.heading = "Stopped";
  notice.text = fmt::format("'{}' was stopped. {}", operation.title, what_is_kept(operation, finished));
  return notice;
}

}  // namespace wardscope::app
