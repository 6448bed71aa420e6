// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "borough/incidents.hpp"
#include "core/diagnostics.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// The parameter "harm-table": a file with the weight of each type.
void describe_harm_table(std::string& file, core::ParameterVisitor& visitor);

/// What a table of the user's says that an incident of a type weighs: a crime severity score, days of prison. The
/// program ships no weights of its own (decisions/0038).
struct HarmTable {
  struct Row {
    std::string type;  ///< as the table writes it
    double weight = 0.0;
    std::int64_t line = 0;
  };
  std::string file_name;  ///< without folder
  std::string sha256;
  std::string type_column;
  std::string weight_column;
  std::vector<Row> rows;
};

/// Reads a table in any format that the importer reads, the first layer of it: a column of types ("type", "offence",
/// "crime type" ...) and one of weights ("weight", "score", "harm" ...). Rows without any text in both are passed over.
/// @returns as opening and reading report; not_found where a column is missing, with the columns that there are;
/// invalid_argument with the row where a weight is missing, no finite number, or below 0; conflict where two rows are
/// of one type; malformed where there are no rows; cancelled.
core::Result<HarmTable> read_harm_table(const std::filesystem::path& file, const jobs::Progress& progress);

/// Weights of incidents by their types.
struct HarmWeights {
  HarmTable table;
  std::vector<float> weight;        ///< by row of the incidents; 0 where it is not selected
  std::vector<double> by_category;  ///< as the table has it; 0 where none of the type is selected
  /// A type that is selected, with its weight; in the order of the table of incidents.
  struct Type {
    std::string name;
    double weight = 0.0;
    std::int64_t incidents = 0;
    std::optional<std::int64_t> told = {};  ///< how many as it may be told, see told_count()
  };
  std::vector<Type> types;
  double sum = 0.0;
  double greatest = 0.0;  ///< weight of a type that is selected

  [[nodiscard]] bool all_alike() const;
};

/// Incidents and rows of them that a table weighs.
struct HarmedIncidents {
  const borough::IncidentTable& incidents;
  const std::vector<std::uint32_t>& rows;
};

/// Gives each selected incident the weight of its type; upper and lower case, blanks and punctuation do not matter.
/// Types of the table that the workspace has not are noted. @returns not_found that names every selected type without a
/// weight, and the remedy; invalid_argument where all weights are 0.
core::Result<HarmWeights> harm_weights(HarmTable table, const HarmedIncidents& selected,
                                       core::Diagnostics& diagnostics);

/// The sum of the weights as it may be told: of the numbers that are told of the types, exactly where all weigh the
/// same; nothing where the number of a type is not told, for the rest of the sum would tell it (decisions/0038).
std::optional<double> told_sum(const HarmWeights& harm);

/// "Weights by type from 'harm.csv' (SHA-256 1a2b3c4d5e6f), together about 12,400: Burglary 438 (12 % of the incidents,
/// 40 % of the weight); …": the greatest shares of the weight first. Shares are of the numbers that are told; where the
/// number of a type is not, no share is: beside the number of all incidents those of the others would tell what is
/// left. Types stand by their weights then.
std::string harm_in_words(const HarmWeights& harm);

/// The file with its weights, for provenance.
ops::UsedFile used_file(const HarmTable& table);

}  // namespace wardscope::catalog
