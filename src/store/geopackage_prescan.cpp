// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/geopackage_prescan.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace wardscope::store {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinaliseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using PrescanStatement = std::unique_ptr<sqlite3_stmt, FinaliseStatement>;

core::Error damaged() { return core::malformed("it is damaged or cut short; fetch or export it again"); }

PrescanStatement prepare(const Database& database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database.get(), sql, -1, &statement, nullptr);
  return PrescanStatement(statement);
}

std::string text_of(const PrescanStatement& statement, int column) {
  const unsigned char* text = sqlite3_column_text(statement.get(), column);
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

/// The statement with everything inside quotes or brackets and all comments blanked, so that no name or argument can
/// pass for a keyword.
std::string without_quoted_parts(std::string_view sql) {
  std::string bare;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    std::string_view end;
    if (sql[i] == '"') end = "\"";
    if (sql[i] == '\'') end = "'";
    if (sql[i] == '`') end = "`";
    if (sql[i] == '[') end = "]";
    if (sql.substr(i, 2) == "/*") end = "*/";
    if (sql.substr(i, 2) == "--") end = "\n";
    bare += end.empty() && sql[i] != '\n' && sql[i] != '\t' ? sql[i] : ' ';
    if (end.empty()) continue;
    const std::size_t close = sql.find(end, i + (end.size() == 2 ? 2 : 1));
    i = close == std::string_view::npos ? sql.size() : close + end.size() - 1;
  }
  return bare;
}

/// "create virtual table", in lower case, by whatever blanks.
bool creates_virtual_table(std::string_view bare) {
  bare = core::trimmed(bare);
  constexpr std::string_view kCreate = "create";
  if (!bare.starts_with(kCreate)) return false;
  return core::trimmed(bare.substr(kCreate.size())).starts_with("virtual");
}

/// The module after "using".
bool is_rtree(std::string_view bare) {
  constexpr std::string_view kUsing = " using ";
  const std::size_t at = bare.find(kUsing);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = bare.substr(at + kUsing.size());
  const std::string_view module = core::trimmed(rest.substr(0, std::min(rest.find('('), rest.size())));
  return module == "rtree" || module == "rtree_i32";
}

bool is_known_trigger(std::string_view name) {
  constexpr std::array<std::string_view, 9> kPrefixes{"rtree_",
                                                      "trigger_insert_feature_count_",
                                                      "trigger_delete_feature_count_",
                                                      "gpkg_",
                                                      "gpkgext_",
                                                      "fid_",
                                                      "ggi_",
                                                      "ggu_",
                                                      "gdal_"};
  return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

core::Status check_schema(const Database& database) {
  const PrescanStatement rows = prepare(database, "SELECT type, name, sql, rootpage FROM sqlite_master");
  if (!rows) return damaged();
  for (;;) {
    const int step = sqlite3_step(rows.get());
    if (step == SQLITE_DONE) return {};
    if (step != SQLITE_ROW) return damaged();
    const std::string type = core::lower_ascii(text_of(rows, 0));
    const std::string name = text_of(rows, 1);
    const std::string sql = without_quoted_parts(core::lower_ascii(text_of(rows, 2)));
    const bool is_virtual = type == "table" && (creates_virtual_table(sql) || sqlite3_column_int64(rows.get(), 3) == 0);
    if (is_virtual && !is_rtree(sql)) {
      return core::unsupported("its table '" + name +
                               "' is a virtual table, which could read other files of this computer; "
                               "export the layers that you need into a new GeoPackage");
    }
    if (type == "trigger" && !is_known_trigger(core::lower_ascii(name))) {
      return core::unsupported("its trigger '" + name +
                               "' is none of the GeoPackage standard's; export the layers that you need into "
                               "a new GeoPackage");
    }
  }
}

core::Status check_pages(const Database& database) {
  const PrescanStatement check = prepare(database, "PRAGMA quick_check(1)");
  if (!check || sqlite3_step(check.get()) != SQLITE_ROW || text_of(check, 0) != "ok") return damaged();
  return {};
}

}  // namespace

core::Status prescan_geopackage(const std::filesystem::path& path) {
  sqlite3* opened = nullptr;
  const int failed = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_PRIVATECACHE, nullptr);
  const Database database(opened);
  if (failed != SQLITE_OK) return damaged();
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  // The schema first: checking pages would already connect virtual tables.
  if (auto schema = check_schema(database); !schema) return schema;
  return check_pages(database);
}

}  // namespace wardscope::store
