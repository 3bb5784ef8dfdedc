// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace throughline {

/// What a piece of text means. Colors show it where they are wanted; words always do.
enum class Style : std::uint8_t { plain, heading, remark, good, bad, doubtful };

/// The text between the escapes that show its style, or as it is without colors.
std::string painted(std::string_view text, Style style, bool color);

struct Cell {
  std::string text;
  Style style = Style::plain;
};

enum class Alignment : std::uint8_t { left, right };

struct Column {
  std::string heading;
  Alignment alignment = Alignment::right;
  bool may_be_cut = false;  ///< names may be, to fit the page; figures and keys never
};

/// Rows of cells in columns as wide as what they hold, measured in columns of a terminal. Every text in it is made
/// harmless. Where the whole is wider than the page, columns that may be cut are, as far as names can still be told.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// Requires as many cells as there are columns.
  void add(std::vector<Cell> cells);

  /// A line of its own between rows, as long as it likes.
  void add_remark(std::string text, Style style = Style::remark);

  bool empty() const noexcept { return rows_.empty(); }

  /// Of its rows, in columns of a terminal, where nothing is cut.
  std::size_t width() const;

  /// The lines, each ended; columns in which no row says anything are left out.
  std::string write(std::size_t page_width, bool color) const;

  /// The same as a table of GitHub-flavored Markdown: remarks are rows of their own, what is bad is bold.
  std::string write_markdown() const;

 private:
  struct Row {
    std::vector<Cell> cells;  ///< none: a remark
    Cell remark;
  };

  std::vector<std::size_t> widths() const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace throughline
