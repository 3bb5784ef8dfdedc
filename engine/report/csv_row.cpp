// SPDX-License-Identifier: MIT
#include "report/csv_row.hpp"

#include <fmt/format.h>

#include "report/display_text.hpp"

namespace throughline {
namespace {

bool is_formula(std::string_view text) {
  constexpr std::string_view beginnings = "=+-@";
  return !text.empty() && beginnings.find(text.front()) != std::string_view::npos;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char character : text) {
    if (character == '"') cell += '"';
    cell += character;
  }
  return cell + '"';
}

std::string written(const CsvCell& cell) {
  if (cell.number) return cell.text;
  const std::string text = harmless(cell.text);
  return quoted(is_formula(text) ? "'" + text : text);
}

}  // namespace

CsvCell CsvCell::of_number(double value) {
  return {fmt::format("{}", value), true};
}
CsvCell CsvCell::of_exact_number(double value) {
  return {fmt::format("{:.17g}", value), true};
}
CsvCell CsvCell::of_count(unsigned long long value) {
  return {fmt::format("{}", value), true};
}

std::string csv_row(const std::vector<CsvCell>& cells) {
  std::string row;
  for (std::size_t index = 0; index < cells.size(); ++index) {
    if (index > 0) row += ',';
    row += written(cells[index]);
  }
  return row + "\r\n";
}

std::string csv_header(const std::vector<std::string_view>& names) {
  std::vector<CsvCell> cells;
  for (const std::string_view name : names) cells.push_back(CsvCell::of_text(name));
  return csv_row(cells);
}

}  // namespace throughline
