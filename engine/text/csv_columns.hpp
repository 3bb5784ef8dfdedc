// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/csv_reader.hpp"
#include "text/field_reader.hpp"

namespace throughline {

/// Some columns of a csv file, row by row, in the order in which they were asked for.
struct CsvColumns {
  std::string file;                 ///< as the user wrote it
  std::vector<std::string> titles;  ///< of these columns
  std::vector<std::vector<CsvReader::Field>> rows;
  bool complete = true;  ///< every row is among them: none was wrong
};

/// The columns that the keys of a table name: `{ csv = "calls.csv", time = "from", rate = "per_hour" }` with keys time
/// and rate. None, and a diagnostic, where the file or a column is missing or the header is not well formed.
/// What is wrong in a row is diagnosed; the other rows are here so that their values can be judged too.
std::optional<CsvColumns> read_csv_columns(const FieldReader& fields, const std::vector<std::string>& keys);

/// The unit of time that ends a column's title, in seconds: `service_seconds`, `calls per hour`.
std::optional<double> unit_in_title(std::string_view title);

}  // namespace throughline
