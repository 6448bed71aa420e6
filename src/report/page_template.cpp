// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_template.hpp"

#include <algorithm>
#include <span>

#include "core/embedded_file.hpp"
#include "report/svg_chart.hpp"

namespace wardscope::embedded {
std::span<const core::EmbeddedFile> report_files();
}  // namespace wardscope::embedded

namespace wardscope::report {
namespace {

std::string text_of(std::string_view name) {
  for (const core::EmbeddedFile& file : embedded::report_files()) {
    if (file.name == name) return std::string(file.text);
  }
  return {};
}

}  // namespace

core::Result<std::string> render_page(std::string_view name, kainjow::mustache::data values) {
  kainjow::mustache::mustache page{text_of(name)};
  if (!page.is_valid()) return core::internal_error("the web page's template is broken: " + page.error_message());
  page.set_custom_escape([](const std::string& text) { return escaped(text); });
  values.set("page_style", kainjow::mustache::partial([] { return text_of("page_style.mustache"); }));
  return page.render(values);
}

}  // namespace wardscope::report
