// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostics.hpp"

namespace throughline {

/// Reads CSV (RFC 4180) with a header row; comma, semicolon or tab, whichever the header holds most. Quoted fields may
/// hold delimiters, doubled quotes and line breaks. Blank lines count as nothing. Stops at the first mistake, which it
/// diagnoses.
class CsvReader {
 public:
  static constexpr std::size_t most_columns = 1'000;
  static constexpr std::size_t longest_field = 10'000;  ///< bytes

  struct Field {
    std::string text;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
  };

  /// `name` names the text in positions. `text` must outlive the reader.
  CsvReader(std::string_view text, std::string name, Diagnostics& diagnostics);

  /// Index of the column with this title, none where there is none.
  std::optional<std::size_t> column(std::string_view title) const;
  std::vector<std::string> titles() const;

  /// The next row, as wide as the header; nullptr after the last and after a mistake. Valid until the next call.
  const std::vector<Field>* next_row();

  SourcePosition position(const Field& field) const { return {name_, field.line, field.column}; }
  bool failed() const noexcept { return failed_; }

 private:
  bool read_record(std::vector<Field>& fields);
  bool read_field(Field& field);
  bool read_quoted(Field& field);
  bool fail(std::uint32_t line, std::uint32_t column, std::string message);
  void advance();
  bool at_line_end() const noexcept;

  std::string_view text_;
  std::string name_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  char delimiter_ = ',';
  bool failed_ = false;
  std::vector<Field> header_;
  std::vector<Field> row_;
};

}  // namespace throughline
