// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <utility>

#include "analysis/coverage.hpp"
#include "analysis/differencing.hpp"
#include "analysis/hub_access.hpp"
#include "analysis/point_sharing.hpp"
#include "analysis/usual_period.hpp"
#include "analysis/ward_profile.hpp"
#include "cartography/furniture.hpp"
#include "cartography/incident_words.hpp"
#include "catalog/export_guard.hpp"
#include "catalog/hotspot_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/map_words.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_options.hpp"
#include "core/text.hpp"
#include "jobs/parallel.hpp"
#include "ops/operation_groups.hpp"
#include "ops/provenance.hpp"
#include "report/profile_files.hpp"
#include "report/profile_index.hpp"
#include "report/ward_map.hpp"

namespace wardscope::catalog {
namespace {

struct ProfileQuestion {
  std::vector<std::string> wards;
  bool all = false;
  std::string output = "profiles";
  std::string marking = "OFFICIAL";
  bool overwrite = false;
  HotspotQuestion hotspots;
  analysis::CameraViewOptions views;
  analysis::CoverageOptions coverage;
  analysis::HubAccessOptions access;
  analysis::DisclosureOptions disclosure;
};

void describe(ProfileQuestion& question, core::ParameterVisitor& visitor) {
  visitor.texts({"ward", "Wards", "Ward to profile, by name or code; repeat it for several"}, core::TextKind::area_name,
                question.wards);
  visitor.flag({"all", "All wards", "Profile every ward"}, question.all);
  visitor.text({"output", "Folder", "Where the profiles go: a PDF, an HTML page and CSV tables a ward"},
               core::TextKind::output_path, question.output);
  visitor.text({"marking", "Protective marking", "Printed at the top and bottom of each page"}, core::TextKind::plain,
               question.marking);
  visitor.flag({"overwrite", "Replace", "Replace profiles of another selection that have the same name"},
               question.overwrite);
  describe(question.hotspots, visitor);
  describe(question.views, visitor);
  describe(question.coverage, visitor);
  describe(question.access, visitor);
  describe(question.disclosure, visitor);
}

/// Everything that goes into the profiles; what the workspace has nothing for stays empty.
struct Basis {
  std::optional<HotspotAnswer> hotspots;
  std::optional<analysis::CameraViewSet> views;
  std::optional<analysis::Coverage> coverage;
  std::optional<analysis::HubAccess> access;
  std::vector<std::string> methods;
};

core::Status add_cameras(const ProfileQuestion& question, const ops::OperationContext& context, Basis& basis) {
  const borough::Dataset& dataset = context.dataset;
  if (!dataset.cameras || dataset.cameras->empty()) return {};
  const ops::OperationContext part{dataset, context.workspace, context.progress.part(0.0, 0.6, "Camera views"),
                                   context.diagnostics};
  auto views = views_of_cameras(question.views, part);
  if (!views) return views.error();
  basis.views = std::move(views).value();
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  const auto neighbourhoods = borough::areas_of(dataset, borough::AreaKind::neighbourhood);
  const auto sharing = analysis::point_sharing(*dataset.incidents, context.progress.part(0.6, 0.65));
  if (!sharing) return sharing.error();
  auto coverage = analysis::coverage({*basis.views, *dataset.incidents, basis.hotspots->density.selection.rows,
                                      wards.get(), neighbourhoods.get(), nullptr, sharing->moved_by()},
                                     question.coverage, context.progress.part(0.65, 1.0, "Incidents in view"));
  if (!coverage) return coverage.error();
  basis.coverage = std::move(coverage).value();
  basis.methods.emplace_back(
      "What a camera sees is the exact ground in view past the buildings from its registered bearing, field of view "
      "and range.");
  return {};
}

core::Status add_hubs(const ProfileQuestion& question, const ops::OperationContext& context, Basis& basis) {
  const borough::Dataset& dataset = context.dataset;
  const auto small_areas = borough::areas_of(dataset, borough::AreaKind::small_area);
  if (!dataset.hubs || dataset.hubs->empty() || !small_areas) return {};
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  const auto neighbourhoods = borough::areas_of(dataset, borough::AreaKind::neighbourhood);
  auto access = analysis::hub_access({*dataset.hubs, *small_areas, wards.get(), neighbourhoods.get()}, question.access,
                                     context.progress);
  if (!access && access.error().code == core::ErrorCode::cancelled) return access.error();
  if (!access) {  // small areas without residents: the profile says that access is not known
    context.diagnostics.note("no-access", access.error().message);
    return {};
  }
  basis.access = std::move(access).value();
  return {};
}

core::Result<Basis> make_basis(const ProfileQuestion& question, const ops::OperationContext& context) {
  const auto part = [&](double from, double to, std::string_view stage) {
    return ops::OperationContext{context.dataset, context.workspace, context.progress.part(from, to, stage),
                                 context.diagnostics};
  };
  Basis basis;
  auto hotspots = incident_hotspots(question.hotspots, part(0.0, 0.3, "Hotspots"));
  if (!hotspots) return hotspots.error();
  basis.hotspots = std::move(hotspots).value();
  basis.methods.push_back(
      fmt::format("Hotspots are contours of the density of recorded incidents ({}) at {}.",
                  analysis::describe_in_words(basis.hotspots->density.surface.options),
                  density_in_words(basis.hotspots->found.level_per_km2, question.hotspots.density)));
  basis.methods.push_back(
      fmt::format("Wards are those of '{}'.", borough::areas_of(context.dataset, borough::AreaKind::ward)->name));
  if (auto status = add_cameras(question, part(0.3, 0.7, "Cameras"), basis); !status) return status.error();
  if (auto status = add_hubs(question, part(0.7, 1.0, "Hubs"), basis); !status) return status.error();
  return basis;
}

template <typename T>
const T* pointer_to(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

core::Result<std::vector<analysis::WardProfile>> chosen_profiles(const ProfileQuestion& question,
                                                                 const analysis::WardProfileInput& input,
                                                                 const jobs::Progress& progress) {
  if (question.all) return analysis::ward_profiles(input, progress);
  std::vector<analysis::WardProfile> profiles;
  for (const std::string& ward : question.wards) {
    const auto done = static_cast<double>(profiles.size());
    const auto all = static_cast<double>(question.wards.size());
    auto profile = analysis::ward_profile(input, ward, progress.part(done / all, (done + 1.0) / all));
    if (!profile) return profile.error();
    profiles.push_back(std::move(profile).value());
  }
  return profiles;
}

/// What all documents of a run share.
report::ProfileDocument document_frame(const ProfileQuestion& question, const ops::OperationContext& context) {
  const borough::IncidentFilter filter =
      analysis::with_period(question.hotspots.density.filter, *context.dataset.incidents);
  const bool published = question.disclosure.profile == analysis::DisclosureProfile::published;
  report::ProfileDocument document;
  document.sources = cartography::attribution_lines(context.dataset);
  document.provenance_code = context.provenance_code;
  document.provenance = context.provenance_json;
  document.data_revision = context.dataset.revision;
  document.date = ops::now_utc().substr(0, 10);
  document.marking = question.marking;
  document.selection = borough::describe_in_words(filter) + (published ? "; published edition" : "");
  document.period = report::period_slug(filter);
  document.selection_slug = report::selection_slug(filter);
  if (published) document.selection_slug += document.selection_slug.empty() ? "published" : "_published";
  return document;
}

report::ProfileFileOptions files_of(const ProfileQuestion& question) {
  return {question.output, true, true, true,
          question.overwrite ? report::Replace::any : report::Replace::same_selection};
}

struct WrittenProfile {
  std::vector<std::filesystem::path> files;
  analysis::WardProfile profile;
  std::string stem;
};

/// The page that leads to the profiles of all wards, and the table of their key figures.
core::Result<std::vector<std::filesystem::path>> write_index(const ProfileQuestion& question,
                                                             const std::vector<WrittenProfile>& written,
                                                             const ops::OperationContext& context) {
  report::ProfileIndex index{document_frame(question, context), {}};
  const analysis::WardProfile& first = written.front().profile;
  index.frame.profile.place = first.place;
  index.frame.profile.period = first.period;
  index.frame.profile.synthetic = first.synthetic;
  index.frame.profile.methods = first.methods;
  for (const WrittenProfile& one : written) {
    index.wards.push_back({one.profile.ward_name, one.profile.ward_code, one.profile.key_figures, one.stem});
  }
  return report::write_profile_index(index, files_of(question));
}

/// What has left the program, also where not all of it could be written.
core::Status remember_written(const std::vector<WrittenProfile>& written, const ProfileQuestion& question,
                              const ops::OperationContext& context) {
  if (written.empty()) return {};
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  AreaExport left{*wards, {}, question.hotspots.density.filter, question.disclosure};
  for (const WrittenProfile& one : written) left.codes.push_back(one.profile.ward_code);
  return remember_export(left, context);
}

/// Wards are written side by side: most of the time goes into compressing pages and waiting for the disk.
core::Result<std::vector<WrittenProfile>> write_profiles(std::vector<analysis::WardProfile> profiles,
                                                         const ProfileQuestion& question,
                                                         const ops::OperationContext& context) {
  const report::ProfileFileOptions where = files_of(question);
  report::ProfileDocument frame = document_frame(question, context);
  for (const analysis::WardProfile& profile : profiles) {  // all before the first is written
    frame.profile.ward_code = profile.ward_code;
    frame.profile.ward_name = profile.ward_name;
    if (auto free = report::check_not_taken(frame, where); !free) return free.error();
  }
  if (question.all) {
    if (auto free = report::check_index_not_taken(frame, where); !free) return free.error();
  }
  const report::WardMaps maps(context.dataset);
  const auto write = [&](analysis::WardProfile& profile) -> core::Result<WrittenProfile> {
    auto map = maps.draw(profile);
    if (!map) return map.error();
    report::ProfileDocument document = frame;
    document.profile = std::move(profile);
    document.map = std::move(map).value();
    auto narrow = maps.draw_narrow(document.profile);
    if (!narrow) return narrow.error();
    document.narrow_map = std::move(narrow).value();
    auto files = report::write_ward_profile(document, where);
    if (!files) return files.error();
    const std::string stem = report::profile_file_stem(document);
    return WrittenProfile{std::move(files).value(), std::move(document.profile), stem};
  };
  std::vector<WrittenProfile> written(profiles.size());
  std::vector<std::optional<core::Error>> troubles(profiles.size());
  const auto done = jobs::parallel_for(profiles.size(), 1, context.progress.part(0.6, 1.0, "Writing"),
                                       [&](std::size_t begin, std::size_t end) {
                                         for (std::size_t i = begin; i < end; ++i) {
                                           auto one = write(profiles[i]);
                                           if (!one) {
                                             troubles[i] = one.error();
                                           } else {
                                             written[i] = std::move(one).value();
                                           }
                                         }
                                       });
  std::optional<core::Error> trouble;
  if (!done) trouble = done.error();
  for (std::size_t i = troubles.size(); i > 0; --i) {
    if (troubles[i - 1]) trouble = troubles[i - 1];
  }
  if (!trouble) return written;
  std::erase_if(written, [](const WrittenProfile& one) { return one.files.empty(); });
  if (auto kept = remember_written(written, question, context); !kept) return kept.error();
  return *trouble;
}

std::vector<std::string> codes_of(const ProfileQuestion& question, const borough::AreaSet& wards) {
  std::vector<std::string> codes;
  if (question.all) {
    for (const borough::Area& ward : wards.areas) codes.push_back(ward.code);
  } else {
    for (const std::string& name : question.wards) codes.push_back(borough::find_area(wards, name)->code);
  }
  return codes;
}

/// The question with a period: the usual one where none was asked for, which a method says.
ProfileQuestion with_usual_period(ProfileQuestion question, const borough::Dataset& dataset,
                                  std::vector<std::string>& methods) {
  borough::IncidentFilter& filter = question.hotspots.density.filter;
  if (!filter.from.empty() || !filter.to.empty() || !dataset.incidents) return question;
  const auto period = analysis::usual_period(*dataset.incidents);
  if (!period) return question;
  filter.from = period->from;
  filter.to = period->to;
  methods.push_back(fmt::format(
      "No period was asked for: the last twelve complete months of the records, {}, or as many as there are.",
      cartography::period_in_words(filter)));
  return question;
}

core::Result<ops::OperationResult> run_profile(const ProfileQuestion& asked, const ops::OperationContext& context) {
  std::vector<std::string> methods;
  const ProfileQuestion question = with_usual_period(asked, context.dataset, methods);
  if (!question.all && question.wards.empty())
    return core::invalid_argument("which ward? Add --ward NAME, or --all for every ward");
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  if (!wards) return core::not_found("the workspace has no wards; import them with 'wardscope import'");
  for (const std::string& name : question.wards) {
    if (borough::find_area(*wards, name) == nullptr) {
      return core::not_found(borough::no_area(*wards, "ward", name));
    }
  }
  const auto part = [&](double from, double to, std::string_view stage) {
    return ops::OperationContext{context.dataset, context.workspace, context.progress.part(from, to, stage),
                                 context.diagnostics};
  };
  const AreaExport leaving{*wards, codes_of(question, *wards), question.hotspots.density.filter, question.disclosure};
  if (auto fresh = check_against_earlier_exports(leaving, part(0.0, 0.1, "Comparing with earlier files")); !fresh)
    return fresh.error();
  const auto basis = make_basis(question, part(0.1, 0.5, ""));
  if (!basis) return basis.error();
  methods.insert(methods.end(), basis->methods.begin(), basis->methods.end());
  const analysis::WardProfileInput input{context.dataset,
                                         question.hotspots.density.filter,
                                         &basis->hotspots->found,
                                         pointer_to(basis->views),
                                         pointer_to(basis->coverage),
                                         pointer_to(basis->access),
                                         question.access.reach,
                                         question.disclosure,
                                         methods};
  auto profiles = chosen_profiles(question, input, context.progress.part(0.5, 0.6, "Profiles"));
  if (!profiles) return profiles.error();
  for (analysis::WardProfile& profile : *profiles) profile.place = place_of(context.dataset);
  auto written = write_profiles(*std::move(profiles), question, context);
  if (!written) return written.error();
  if (auto kept = remember_written(*written, question, context); !kept) return kept.error();
  ops::OperationResult result;
  for (WrittenProfile& one : *written) {
    result.files.insert(result.files.end(), one.files.begin(), one.files.end());
    if (written->size() == 1) result.sentences = one.profile.findings;
  }
  if (question.all) {
    const auto index = write_index(question, *written, context);
    if (!index) return index.error();
    result.files.insert(result.files.begin(), index->begin(), index->end());
  }
  if (written->size() > 1) {
    result.sentences.push_back(fmt::format("{} ward profiles were written to {}.", written->size(), question.output));
  }
  return result;
}

}  // namespace

void register_profile(ops::OperationRegistry& registry) {
  registry.add<ProfileQuestion>({.name = "profile",
                                 .title = "Ward profiles",
                                 .summary = "A printable profile of a ward: PDF, accessible HTML and CSV",
                                 .method = "Key figures with exact intervals, trend, types, hours, hotspots, cameras "
                                           "and access to hubs of each ward, after disclosure "
                                           "control: small counts are suppressed, and so are others from which they "
                                           "could be worked out. Without --from and --to the period is "
                                           "the last twelve complete months of the records. File names tell period and "
                                           "selection; each file is written beside, read "
                                           "back and renamed, and one of another selection is not replaced unasked.",
                                 .group = ops::kOutputGroup,
                                 .use = ops::WorkspaceUse::reads,
                                 .needs = borough::Parts::all(),
                                 .example = "profile saltmere.sqlite --ward \"Harbour\" --output profiles",
                                 .positional = "",
                                 .results = ops::Results::none},
                                run_profile);
}

}  // namespace wardscope::catalog
