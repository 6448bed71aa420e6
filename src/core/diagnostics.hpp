// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wardscope::core {

enum class Severity { note, warning };

/// One remark about partial trouble.
struct Diagnostic {
  Severity severity = Severity::warning;
  std::string code;                 ///< short and stable, "camera-inside-footprint"
  std::optional<std::int64_t> row;  ///< line or row of the source, from 1, where it has one
  std::string message;              ///< the thing, the place, the remedy; no personal data
};

/// Collects partial trouble: keeps the first `kept_per_code` remarks of each code and counts them all.
class Diagnostics {
 public:
  explicit Diagnostics(std::size_t kept_per_code = 20) : kept_per_code_(kept_per_code) {}

  void warn(std::string_view code, std::string message, std::optional<std::int64_t> row = {});
  void note(std::string_view code, std::string message, std::optional<std::int64_t> row = {});

  /// How many remarks of this code were made, kept or not.
  [[nodiscard]] std::int64_t count(std::string_view code) const;
  [[nodiscard]] const std::vector<Diagnostic>& kept() const { return kept_; }
  [[nodiscard]] const std::map<std::string, std::int64_t, std::less<>>& counts() const { return counts_; }
  [[nodiscard]] bool empty() const { return counts_.empty(); }

  /// Adds another collector's remarks to this one, with their counts.
  void merge(const Diagnostics& other);

 private:
  void add(Severity severity, std::string_view code, std::string message, std::optional<std::int64_t> row);

  std::size_t kept_per_code_;
  std::vector<Diagnostic> kept_;
  std::map<std::string, std::int64_t, std::less<>> counts_;
};

}  // namespace wardscope::core
