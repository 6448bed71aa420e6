// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cartography/furniture.hpp"
#include "catalog/briefing_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/export_guard.hpp"
#include "catalog/map_words.hpp"
#include "catalog/map_workspace.hpp"
#include "catalog/operations.hpp"
#include "catalog/provenance_beside.hpp"
#include "catalog/result_age.hpp"
#include "catalog/result_map.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/near_names.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "io/writers.hpp"
#include "ops/asked_incidents.hpp"
#include "ops/form_words.hpp"
#include "ops/kept_findings.hpp"
#include "ops/map_provenance.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"
#include "ops/provenance.hpp"
#include "project/default_project.hpp"
#include "report/briefing.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

struct BriefingQuestion {
  std::string layer;
  std::string output = "briefing.pdf";
  std::string title;
  std::string marking = "OFFICIAL";
  std::int64_t rows = 12;
};

void describe(BriefingQuestion& question, core::ParameterVisitor& visitor) {
  visitor.text({"layer", "Result", "Name of the kept result, as 'wardscope info' lists it"}, core::TextKind::plain,
               question.layer);
  visitor.text({"output", "File", "The page to write: .pdf, or .html for the accessible edition"},
               core::TextKind::output_path, question.output);
  visitor.text({"title", "Title", "What stands at its head; empty: the result's own title"}, core::TextKind::plain,
               question.title);
  visitor.text({"marking", "Protective marking", "Printed at the top and bottom of each page; empty: none"},
               core::TextKind::plain, question.marking);
  visitor.integer({"rows", "Rows", "Of each list, the first so many"}, {1, 200}, question.rows);
}

std::string briefing_ending(const std::string& file) {
  return core::lower_ascii(std::filesystem::path(file).extension().string());
}

/// The results that the same run left, the one that was asked for first.
core::Result<std::vector<std::size_t>> results_of_run(const MapWorkspace& workspace, const std::string& name) {
  std::vector<std::string> names;
  std::vector<std::size_t> found;
  const auto& results = workspace.data.results;
  for (std::size_t i = 0; i < results.size(); ++i) {
    names.push_back(results[i].name);
    if (results[i].name == name) found.push_back(i);
  }
  if (found.empty()) {
    return core::not_found(core::no_such_name({"kept result", "results", "'wardscope info WORKSPACE'"}, name, names));
  }
  const std::string code = ops::provenance_code(workspace.provenance[found.front()]);
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i != found.front() && !code.empty() && ops::provenance_code(workspace.provenance[i]) == code)
      found.push_back(i);
  }
  return found;
}

/// The title without what name_layers() put behind it: the subtitle says which incidents.
std::string bare_title(const std::string& title, const cartography::MapResult& result) {
  const auto asked = ops::asked_incidents(result.provenance);
  std::size_t end = title.size();
  if (asked) end = std::min(end, title.rfind(": " + borough::describe_in_words(asked->filter)));
  end = std::min(end, title.rfind(fmt::format(" ({})", result.name)));
  return title.substr(0, end);
}

/// Whether more rows are hidden than the run itself hid when it wrote its sentences.
bool hides_more(const table::FeatureTable& safe, const AreaCounts& counts) {
  const table::FeatureTable then = suppressed_counts(counts.features, suppression_of(counts.counted));
  for (std::size_t row = 0; row < safe.row_count(); ++row) {
    if (is_hidden(safe, row) && !is_hidden(then, row)) return true;
  }
  return false;
}

/// The results of the run with short titles, every list of it as it may leave the program. @returns as
/// counts_that_may_leave(); conflict where a list hides what the run's sentences may name (decisions/0041)
core::Status make_ready(MapWorkspace& workspace, const std::vector<std::size_t>& run,
                        const ops::OperationContext& context) {
  for (const std::size_t i : run) {
    cartography::MapResult& result = workspace.data.results[i];
    result.title = bare_title(result.title, result);
    if (!result.features) continue;
    const AreaCounts counts{*result.features, counted_of(workspace.provenance[i]),
                            ops::provenance_code(workspace.provenance[i])};
    auto safe = counts_that_may_leave(counts, {context.workspace, context.progress, context.diagnostics});
    if (!safe) return safe.error();
    if (hides_more(*safe, counts)) {
      return core::conflict(fmt::format(
          "nothing was written: beside what was exported before, counts of '{}' would tell a small count by "
          "subtraction, and the sentences of its run may name them. Run it again on the selection of the earlier file, "
          "or on a period that differs by more (a whole quarter)",
          result.name));
    }
    result.features = core::make_snapshot(std::move(safe).value());
  }
  return {};
}

core::Status remember_lists(const MapWorkspace& before, const MapWorkspace& safe, const std::vector<std::size_t>& run,
                            const ops::OperationContext& context) {
  for (const std::size_t i : run) {
    if (!safe.data.results[i].features) continue;
    const AreaCounts counts{*before.data.results[i].features, counted_of(before.provenance[i]),
                            ops::provenance_code(before.provenance[i])};
    auto done = remember_counts(counts, *safe.data.results[i].features,
                                {context.workspace, context.progress, context.diagnostics});
    if (!done) return done;
  }
  return {};
}

std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

/// Sorts the run's sentences under their headings.
void add_words(const std::vector<std::string>& findings, const ops::OperationRegistry& registry,
               report::Briefing& briefing) {
  for (const std::string& sentence : findings) {
    const auto after = [&](std::string_view heading) {
      return with_capital(ops::in_page_words(sentence.substr(heading.size()), registry, nullptr));
    };
    if (sentence.starts_with(ops::kHowSure)) {
      briefing.how_sure = after(ops::kHowSure);
    } else if (sentence.starts_with(ops::kDoesNotShow)) {
      briefing.does_not_show = after(ops::kDoesNotShow);
    } else if (sentence.starts_with(ops::kMethod)) {
      briefing.method = after(ops::kMethod);
    } else {
      briefing.shows.push_back(ops::in_page_words(sentence, registry, nullptr));
    }
  }
}

/// The map, the charts and the lists of the run.
core::Status add_pictures(const MapWorkspace& safe, const std::vector<std::size_t>& run, std::size_t rows,
                          report::Briefing& briefing) {
  std::vector<std::string> drawn;
  for (const std::size_t i : run) {
    const cartography::MapResult& result = safe.data.results[i];
    if (project::is_drawn({result.name, result.title, result.style})) drawn.push_back(result.name);
  }
  if (!drawn.empty()) {
    auto map = result_map(safe, drawn);
    if (!map) return map.error();
    briefing.map = std::move(map->scene);
    briefing.map_words = map->words;
    briefing.subtitle = map->words;
  }
  std::vector<std::size_t> lists = run;  // those without ground sum up what the others hold place by place
  std::stable_partition(lists.begin(), lists.end(),
                        [&](std::size_t i) { return safe.data.results[i].style.starts_with("table"); });
  for (const std::size_t i : lists) {
    const cartography::MapResult& result = safe.data.results[i];
    if (!result.features) continue;
    if (auto chart = cartography::chart_of(*result.features, result.style))
      briefing.charts.push_back({result.title, *std::move(chart)});
    briefing.tables.push_back(briefing_table(*result.features, result.title, rows));
  }
  return {};
}

/// Which incidents, where and when, of a result without ground.
std::string subtitle_of(const cartography::MapResult& result, const borough::Dataset& dataset) {
  std::string words = "Recorded incidents";
  if (const std::string place = place_of(dataset); !place.empty()) words += " in " + place;
  if (result.incidents) words += "; " + borough::describe_in_words(*result.incidents);
  return words;
}

core::Result<report::Briefing> briefing_of(const BriefingQuestion& question, const MapWorkspace& safe,
                                           const std::vector<std::size_t>& run, const ops::OperationContext& context) {
  const cartography::MapResult& result = safe.data.results[run.front()];
  const borough::Dataset& dataset = safe.data.dataset;
  const ops::OperationRegistry registry = builtin_operations();
  report::Briefing briefing;
  briefing.title = question.title.empty() ? result.title : question.title;
  briefing.place = place_of(dataset);
  briefing.synthetic = dataset.synthetic;
  add_words(ops::findings_in(safe.provenance[run.front()]), registry, briefing);
  if (briefing.shows.empty()) {
    return core::invalid_argument(fmt::format(
        "'{}' was kept by an older version, which kept no words with it; run its operation again", result.name));
  }
  briefing.subtitle = subtitle_of(result, dataset);
  const auto pictures = add_pictures(safe, run, static_cast<std::size_t>(question.rows), briefing);
  if (!pictures) return pictures.error();
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  const auto age = why_old(*workspace, safe.revisions[run.front()]);
  if (!age) return age.error();
  if (!age->empty()) briefing.age = fmt::format("Computed {}: newer data is not in it.", *age);
  briefing.sources = cartography::attribution_lines(dataset);
  ops::MapContent content;
  content.results.push_back(result.provenance);
  for (const std::string& line : ops::provenance_lines(dataset, content, registry)) briefing.made += line + ". ";
  const auto foot = foot_of_page(context);
  if (!foot) return foot.error();
  briefing.footer = *foot;
  briefing.marking = question.marking;
  briefing.date = ops::now_utc();
  briefing.keywords = fmt::format("provenance {}, data revision {}, Wardscope {}", context.provenance_code,
                                  dataset.revision, core::version());
  return briefing;
}

core::Result<ops::OperationResult> run_briefing(const BriefingQuestion& question,
                                                const ops::OperationContext& context) {
  const std::string ending = briefing_ending(question.output);
  if (ending != ".pdf" && ending != ".html") {
    return core::unsupported(fmt::format("'{}': a briefing is written as .pdf or .html",
                                         std::filesystem::path(question.output).filename().string()));
  }
  if (question.layer.empty())
    return core::invalid_argument(
        "name the result that the briefing is of: --layer NAME ('wardscope info' lists them)");
  if (auto writable = io::check_target(question.output); !writable) return writable.error();
  const auto workspace = load_map_workspace(context.workspace, context.progress.part(0.0, 0.6));
  if (!workspace) return workspace.error();
  const auto run = results_of_run(*workspace, question.layer);
  if (!run) return run.error();
  MapWorkspace safe = *workspace;
  if (auto status = make_ready(safe, *run, context); !status) return status.error();
  if (!context.progress.tick(0.7)) return core::cancelled();
  const auto briefing = briefing_of(question, safe, *run, context);
  if (!briefing) return briefing.error();
  if (!context.progress.tick(0.8)) return core::cancelled();
  const auto bytes = ending == ".pdf" ? report::briefing_pdf(*briefing) : report::briefing_html(*briefing);
  if (!bytes) return bytes.error();
  if (!context.progress.tick(0.95)) return core::cancelled();
  if (auto written = io::write_text(*bytes, question.output); !written) return written.error();
  ops::OperationResult result;
  result.files.emplace_back(question.output);
  if (auto status = remember_lists(*workspace, safe, *run, context); !status) return status.error();
  if (auto status = write_provenance_beside(result.files, context); !status) return status.error();
  return result;
}

}  // namespace

void register_briefing(ops::OperationRegistry& registry) {
  registry.add<BriefingQuestion>(
      {.name = "briefing",
       .title = "Page for a board",
       .summary = "A result as pages to put before people: what it shows, how sure, what not, map, chart, list, method",
       .method = "The sentences that the run said, its map, charts and the first rows of its lists, with the method to "
                 "repeat it, the sources and the provenance code. Results that the same run left stand together. Small "
                 "counts are suppressed as in an export, and held against what left the workspace before; no point of "
                 "an incident is on the map.",
       .group = ops::kOutputGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas,
       .example = "briefing saltmere.sqlite --layer hotspots --output hotspots.pdf",
       .positional = "",
       .results = ops::Results::none},
      run_briefing);
}

}  // namespace wardscope::catalog
