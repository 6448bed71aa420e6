// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/exchange_files.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

#include "core/text.hpp"
#include "io/csv_cell.hpp"
#include "io/csv_table.hpp"
#include "io/feature_files.hpp"
#include "io/writers.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kShortName = 10;     // of a dBASE field
constexpr std::size_t kLongestText = 254;  // bytes of a dBASE text
constexpr std::size_t kSheetName = 31;     // of a sheet in Excel
constexpr double kSheetDigits = 1e-14;     // workbooks keep 15 to 17 digits
constexpr double kShapefileDigits = 1e-9;  // dBASE numbers are decimal texts

/// Files under a name of their own until they are renamed; what is left is removed.
class Scratch {
 public:
  explicit Scratch(std::filesystem::path path) : path_(std::move(path)) { remove(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { remove(); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path path_;
};

/// The first line of a sheet is the names, whatever the rows hold.
class FirstLineIsNames {
 public:
  FirstLineIsNames() { set("FORCE"); }
  FirstLineIsNames(const FirstLineIsNames&) = delete;
  FirstLineIsNames& operator=(const FirstLineIsNames&) = delete;
  ~FirstLineIsNames() { set(nullptr); }

 private:
  static void set(const char* value) {
    for (const char* name : {"OGR_XLSX_HEADERS", "OGR_ODS_HEADERS"}) CPLSetThreadLocalConfigOption(name, value);
  }
};

core::Status moved(const std::filesystem::path& from, const std::filesystem::path& to, const PartFile& part) {
  std::error_code code;
  std::filesystem::rename(from, to, code);
  return code ? core::Status(part.error(code.message())) : core::Status();
}

/// Cut between two letters: a byte that continues one has the bits 10 in front.
std::string cut(const std::string& text) {
  if (text.size() <= kLongestText) return text;
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

table::FeatureTable for_shapefile(const table::FeatureTable& features) {
  const std::vector<std::string> names = shapefile_names(features);
  std::vector<table::Column> columns = features.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].name = names[i];
  table::FeatureTable shortened(std::move(columns));
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    std::vector<table::Value> values;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto* text = std::get_if<std::string>(&features.at(row, i));
      values.push_back(text != nullptr ? table::Value(cut(*text)) : features.at(row, i));
    }
    shortened.add_row(std::move(values), features.geometry(row));
  }
  return shortened;
}

bool has_one_kind_of_shape(const table::FeatureTable& features) {
  std::set<std::size_t> kinds;
  for (std::size_t row = 0; row < features.row_count(); ++row) kinds.insert(features.geometry(row).index());
  kinds.erase(0);
  return kinds.size() == 1;
}

std::string columns_csv(const table::FeatureTable& features) {
  const std::vector<std::string> names = shapefile_names(features);
  std::string csv = "name,column,label,unit\n";
  for (std::size_t i = 0; i < names.size(); ++i) {
    const table::Column& column = features.columns()[i];
    csv += fmt::format("{},{},{},{}\n", csv_cell(names[i]), csv_cell(column.name), csv_cell(column.label),
                       csv_cell(column.unit));
  }
  return csv;
}

}  // namespace

core::Status write_spreadsheet(const table::FeatureTable& features, const PartFile& part, const Spreadsheet& kind) {
  const auto flat = table_with_places(features);
  if (!flat) return flat.error();
  // GDAL takes the first ".xlsx" or ".ods" in a path for the end of an archive's name: there is one alone.
  const std::string stem = core::file_name_from(part.target().stem().string());
  const std::filesystem::path file = part.path().parent_path() / fmt::format(".{}-part{}", stem, kind.extension);
  const Scratch scratch(file);
  if (auto written = write_layer(*flat, part, {kind.driver, file, kind.sheet_name.substr(0, kSheetName), {}}); !written)
    return written;
  const FirstLineIsNames names;
  const Comparison comparison{
      .driver = kind.driver, .path = file, .number_tolerance = kSheetDigits, .empty_texts = EmptyTexts::lost};
  if (auto same = compare_with_file(part, *flat, comparison); !same) return same;
  return moved(file, part.path(), part);
}

std::vector<std::string> shapefile_names(const table::FeatureTable& features) {
  std::set<std::string> taken;
  std::vector<std::string> names;
  for (const table::Column& column : features.columns()) {
    std::string name = column.name.substr(0, kShortName);
    for (int number = 2; !taken.insert(core::lower_ascii(name)).second; ++number) {
      const std::string tail = fmt::format("_{}", number);
      name = column.name.substr(0, kShortName - tail.size()) + tail;
    }
    names.push_back(std::move(name));
  }
  return names;
}

core::Status write_shapefile(const table::FeatureTable& features, const PartFile& part) {
  if (!has_one_kind_of_shape(features)) {
    return core::unsupported(fmt::format(
        "'{}': a Shapefile holds shapes of one kind, and these rows have none or several; choose .gpkg or .csv",
        part.target().filename().string()));
  }
  const table::FeatureTable shortened = for_shapefile(features);
  std::filesystem::path folder = part.path();
  folder += ".d";
  const Scratch scratch(folder);
  std::error_code code;
  std::filesystem::create_directory(folder, code);
  if (code) return part.error(code.message());
  const std::string stem = part.target().stem().string();
  const std::filesystem::path file = folder / (stem + ".shp");
  if (auto written = write_layer(shortened, part, {"ESRI Shapefile", file, stem, {"ENCODING=UTF-8"}}); !written)
    return written;
  const Comparison comparison{.driver = "ESRI Shapefile",
                              .path = file,
                              .number_tolerance = kShapefileDigits,
                              .empty_texts = EmptyTexts::lost,
                              .ring_order = RingOrder::changed};
  if (auto same = compare_with_file(part, shortened, comparison); !same) return same;
  for (const char* ending : {".shx", ".dbf", ".prj", ".cpg"}) {
    std::filesystem::path beside = part.target();
    beside.replace_extension(ending);
    if (auto done = moved(folder / (stem + ending), beside, part); !done) return done;
  }
  std::filesystem::path names = part.target();
  names.replace_extension(".columns.csv");
  if (auto done = write_text(columns_csv(features), names); !done) return done;
  return moved(file, part.path(), part);
}

}  // namespace wardscope::io
