// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace throughline {

/// A cell of a CSV file: text that somebody wrote, or a number that we write.
struct CsvCell {
  std::string text;
  bool number = false;

  static CsvCell of_text(std::string_view text) { return {std::string(text), false}; }
  /// The shortest digits that read back as the same number.
  static CsvCell of_number(double value);
  /// Seventeen significant digits.
  static CsvCell of_exact_number(double value);
  static CsvCell of_count(unsigned long long value);
};

/// One record, ended with CR LF (RFC 4180). Texts are made harmless (display_text.hpp), those with separators or quotes
/// are quoted, and those that a spreadsheet would take for a formula get an apostrophe in front.
std::string csv_row(const std::vector<CsvCell>& cells);

/// A record of texts: a header.
std::string csv_header(const std::vector<std::string_view>& names);

}  // namespace throughline
