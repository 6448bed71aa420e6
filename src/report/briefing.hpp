// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cartography/result_chart.hpp"
#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "report/report_table.hpp"

namespace wardscope::report {

/// A chart of a briefing. What it shows stands in a table of the same title.
struct BriefingChart {
  std::string title;
  cartography::ResultChart chart;
};

/// A result as it is put before a board: what it shows, how sure that is, what it does not show, the map, the numbers,
/// and how they were made. All of it has been through disclosure control already.
struct Briefing {
  std::string title;     ///< "Hotspots"
  std::string subtitle;  ///< which incidents, where and when
  std::string place;     ///< "Saltmere", or empty
  bool synthetic = false;
  std::string age;  ///< why the result is older than the data, or empty
  std::vector<std::string> shows;
  std::string how_sure;
  std::string does_not_show;
  std::string method;
  std::optional<cartography::Scene> map;
  std::string map_words;  ///< what stands for the map where it can't be seen
  std::vector<BriefingChart> charts;
  std::vector<ReportTable> tables;
  std::vector<std::string> sources;
  std::string made;    ///< operation, code and parameters of the run
  std::string footer;  ///< of each page
  std::string marking = "OFFICIAL";
  std::string date;      ///< ISO 8601; the clock is read by the caller, or not at all
  std::string keywords;  ///< of the PDF
};

/// How the A4 edition falls on pages.
struct BriefingPages {
  int pages = 0;
  int headings_on_last = 0;  ///< at least 2 where there are several pages: none holds the sources alone
};
BriefingPages briefing_pages(const Briefing& briefing);

/// The A4 edition: vector text and map. Equal briefings give equal bytes.
core::Result<std::string> briefing_pdf(const Briefing& briefing);
/// The accessible edition: one HTML page without script or external address.
core::Result<std::string> briefing_html(const Briefing& briefing);

}  // namespace wardscope::report
