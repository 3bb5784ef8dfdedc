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
/// hold delimiters, doubled quotes and line breaks. Blank lines count as nothing. Diagnoses rows that are not as wide
/// as the header and passes over them; stops at the first mistake behind which it cannot know where a row begins.
class CsvReader {
 public:
  static constexpr std::size_t most_columns = 1'000;
  static constexpr std::size_t longest_field = 10'000;  ///< bytes
  static constexpr std::size_t most_wrong_rows = 100;   ///< diagnosed one by one; one more ends the reading

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
  const std::vector<Field>& header() const noexcept { return header_; }

  /// The next row that is as wide as the header; nullptr where there is no more. Valid until the next call.
  const std::vector<Field>* next_row();

  SourcePosition position(const Field& field) const { return {name_, field.line, field.column}; }
  /// Whether anything was wrong so far.
  bool failed() const noexcept { return stopped_ || wrong_rows_ > 0; }

 private:
  bool read_record(std::vector<Field>& fields);
  bool read_field(Field& field);
  bool read_quoted(Field& field);
  void diagnose_width();
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
  bool stopped_ = false;  ///< by a mistake
  std::size_t wrong_rows_ = 0;
  std::vector<Field> header_;
  std::vector<Field> row_;
};

}  // namespace throughline
