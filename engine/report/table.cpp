// SPDX-License-Identifier: MIT
#include "report/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

#include "report/display_text.hpp"
#include "report/markdown_text.hpp"

namespace throughline {
namespace {

constexpr std::string_view indent = "  ";
constexpr std::string_view gap = "  ";
constexpr std::size_t narrowest_name = 16;

std::string padded(const std::string& text, std::size_t width, Alignment alignment, Style style, bool color) {
  const std::string space(width - display_width(text), ' ');
  const std::string shown = painted(text, style, color);
  return alignment == Alignment::right ? space + shown : shown + space;
}

void end_line(std::string& text) {
  text.erase(text.find_last_not_of(' ') + 1);
  text += '\n';
}

}  // namespace

std::string painted(std::string_view text, Style style, bool color) {
  // Bold, dim, green, red, yellow of ECMA-48.
  constexpr std::array<std::string_view, 6> codes{"", "1", "2", "32", "1;31", "33"};
  const std::string_view code = codes[static_cast<std::size_t>(style)];
  if (!color || code.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

void Table::add(std::vector<Cell> cells) {
  assert(cells.size() == columns_.size());
  for (Cell& cell : cells) cell.text = harmless(cell.text);
  rows_.push_back({std::move(cells), {}});
}

void Table::add_remark(std::string text, Style style) {
  rows_.push_back({{}, {harmless(text), style}});
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths(columns_.size());
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    for (const Row& row : rows_) {
      if (!row.cells.empty()) widths[column] = std::max(widths[column], display_width(row.cells[column].text));
    }
    if (widths[column] > 0) widths[column] = std::max(widths[column], display_width(columns_[column].heading));
  }
  return widths;
}

std::size_t Table::width() const {
  const std::vector<std::size_t> width = widths();
  const auto shown =
      static_cast<std::size_t>(std::count_if(width.begin(), width.end(), [](auto one) { return one > 0; }));
  return shown == 0 ? 0 : std::accumulate(width.begin(), width.end(), indent.size() + (shown - 1) * gap.size());
}

std::string Table::write(std::size_t page_width, bool color) const {
  const std::size_t whole = this->width();
  if (whole == 0) return {};
  std::vector<std::size_t> width = widths();
  std::size_t excess = whole > page_width ? whole - page_width : 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (!columns_[column].may_be_cut || width[column] <= narrowest_name) continue;
    const std::size_t cut = std::min(excess, width[column] - narrowest_name);
    width[column] -= cut;
    excess -= cut;
  }

  std::string text;
  const auto write_line = [&](const auto& cell_of) {
    std::string line(indent);
    bool first = true;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (width[column] == 0) continue;
      if (!first) line += gap;
      first = false;
      const Cell cell = cell_of(column);
      line += padded(fitted(cell.text, width[column]), width[column], columns_[column].alignment, cell.style, color);
    }
    end_line(line);
    text += line;
  };
  write_line([&](std::size_t column) { return Cell{columns_[column].heading, Style::heading}; });
  for (const Row& row : rows_) {
    if (row.cells.empty()) {
      text += fmt::format("{}{}\n", indent, painted(row.remark.text, row.remark.style, color));
    } else {
      write_line([&](std::size_t column) { return row.cells[column]; });
    }
  }
  return text;
}

std::string Table::write_markdown() const {
  const std::vector<std::size_t> width = widths();
  if (std::all_of(width.begin(), width.end(), [](std::size_t one) { return one == 0; })) return {};
  std::string text;
  const auto write_line = [&](const auto& cell_of) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (width[column] > 0) text += fmt::format("| {} ", cell_of(column));
    }
    text += "|\n";
  };
  const auto first = static_cast<std::size_t>(
      std::find_if(width.begin(), width.end(), [](std::size_t one) { return one > 0; }) - width.begin());
  write_line([&](std::size_t column) { return markdown_text(columns_[column].heading); });
  write_line([&](std::size_t column) { return columns_[column].alignment == Alignment::left ? ":--" : "--:"; });
  for (const Row& row : rows_) {
    write_line([&](std::size_t column) -> std::string {
      if (row.cells.empty()) return column == first ? emphasized(row.remark.text, "*") : "";
      const Cell& cell = row.cells[column];
      return cell.style == Style::bad ? emphasized(cell.text, "**") : markdown_text(cell.text);
    });
  }
  return text;
}

}  // namespace throughline
