// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foreign_precheck.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "geo/coordinate_transform.hpp"
#include "io/archive_check.hpp"
#include "store/geopackage_prescan.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kHead = 512;
constexpr std::size_t kPrecheckChunk = std::size_t{1} << 20U;
constexpr std::string_view kCrsKey = "\"crs\"";
constexpr std::size_t kCrsMember = 300;  // characters after "crs" in which a link would stand

std::string head_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(kHead, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head;
}

/// Whether the first bytes can be of this format. XML and JSON are told from each other and from virtual-format files.
bool head_fits(std::string_view head, std::string_view driver) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::string_view text = core::trimmed(head);
  if (driver == "GeoJSON" || driver == "GeoJSONSeq") return text.starts_with('{') || text.starts_with('\x1E');
  if (driver == "GPKG") return head.starts_with("SQLite format 3\0"sv);
  if (driver == "ESRI Shapefile") return head.starts_with("\0\0\x27\x0A"sv);
  if (driver == "FlatGeobuf") return head.starts_with("fgb");
  if (driver == "XLSX" || driver == "ODS") return head.starts_with("PK\x03\x04");
  return text.starts_with('<') && !text.starts_with("<OGRVRT") && !text.starts_with("<VRTDataset");
}

bool mentions_link(std::string_view member) {
  return member.find("\"link\"") != std::string_view::npos || member.find("\"url\"") != std::string_view::npos ||
         member.find("\"href\"") != std::string_view::npos;
}

/// Calls `visit` with what follows each "crs" in the text, until it returns an error.
template <typename Visit>
core::Status visit_crs_members(const std::filesystem::path& path, Visit visit) {
  std::ifstream file(path, std::ios::binary);
  std::vector<char> buffer(kPrecheckChunk);
  std::string text;
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    text.append(buffer.data(), static_cast<std::size_t>(file.gcount()));
    for (std::size_t at = text.find(kCrsKey); at != std::string::npos; at = text.find(kCrsKey, at + 1)) {
      if (file && at + kCrsMember > text.size()) break;  // seen whole with the next chunk
      core::Status good = visit(std::string_view(text).substr(at + kCrsKey.size(), kCrsMember));
      if (!good) return good;
    }
    if (text.size() > kCrsMember) text.erase(0, text.size() - kCrsMember);
  }
  return {};
}

/// The name in `: {"type": "name", "properties": {"name": "urn:…"}}`; empty where the member is none of this form.
std::string_view crs_name(std::string_view member) {
  constexpr std::string_view kProperties = "\"properties\"";
  constexpr std::string_view kName = "\"name\"";
  const std::size_t begin = member.find_first_not_of(" \t\r\n:");
  if (begin == std::string_view::npos || member[begin] != '{') return {};  // null, or a property that is called so
  std::size_t at = member.find(kProperties);
  if (at == std::string_view::npos || member.find('}') < at) return {};
  at = member.find(kName, at + kProperties.size());
  if (at == std::string_view::npos) return {};
  const std::size_t open = member.find('"', at + kName.size());
  const std::size_t close = open == std::string_view::npos ? open : member.find('"', open + 1);
  return close == std::string_view::npos ? std::string_view() : member.substr(open + 1, close - open - 1);
}

/// GDAL takes a file whose "crs" it does not know for longitude and latitude, without a word.
core::Status check_crs_member(std::string_view member) {
  if (mentions_link(member)) {
    return core::unsupported(
        "its coordinate reference system is a link to another computer, which is not followed; export it "
        "again in longitude and latitude");
  }
  const std::string_view name = crs_name(member);
  if (name.empty() || geo::CoordinateReferenceSystem::from_text(name)) return {};
  return core::unsupported(
      fmt::format("its coordinate reference system '{}' is not known; export it again in longitude and latitude, or "
                  "correct its \"crs\" member",
                  name));
}

/// Entities stand before the first element. GML has no use for them, and ten of them that name each other fill a
/// memory.
core::Status check_entities(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(kPrecheckChunk, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(file.gcount()));
  if (start.find("<!ENTITY") == std::string::npos) return {};
  return core::unsupported("it declares entities of its own, which are not expanded; export it again without");
}

}  // namespace

core::Status precheck_foreign_file(const std::filesystem::path& path, const ForeignFormat& format) {
  if (!head_fits(head_of(path), format.driver)) {
    return core::malformed(fmt::format("it is no {} file, whatever its name says", format.name));
  }
  if (format.driver == "XLSX" || format.driver == "ODS") return check_archive(path);
  if (format.driver == "GPKG") return store::prescan_geopackage(path);
  if (format.driver == "GML") return check_entities(path);
  if (format.driver == "GeoJSON" || format.driver == "GeoJSONSeq") {
    return visit_crs_members(path, check_crs_member);
  }
  return {};
}

}  // namespace wardscope::io
