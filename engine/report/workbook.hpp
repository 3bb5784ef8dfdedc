// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/estimate.hpp"
#include "throughline/measure.hpp"

namespace throughline {

/// How a cell shows its number.
enum class CellFormat : std::uint8_t { plain, heading, text, number, seconds, share, money, whole };

/// The format of figures of a unit.
CellFormat format_of(Unit unit) noexcept;

/// An Excel workbook in the making. Texts are texts, whatever they begin with, and harmless; where nothing is known a
/// cell stays empty. The same calls give the same bytes. Throws std::runtime_error where it cannot be made.
class Workbook {
 public:
  class Sheet;

  Workbook();
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// `name` is ours, and short.
  Sheet add_sheet(const char* name);

  /// The whole file. Nothing can be added afterwards.
  std::string bytes() &&;

 private:
  struct Book;
  std::unique_ptr<Book> book_;
};

/// One sheet, written from its first row down. Refers to its workbook.
class Workbook::Sheet {
 public:
  /// Headings, which stay in sight where they are the first row.
  void add_headings(const std::vector<std::string_view>& names);
  void skip_row() { next_row(); }
  void next_row();

  // The next cell of the row.
  Sheet& text(std::string_view text, CellFormat format = CellFormat::text);
  Sheet& number(double value, CellFormat format = CellFormat::number);
  Sheet& number(const std::optional<double>& value, CellFormat format = CellFormat::number);
  /// Value, low and high.
  Sheet& figure(const Estimate* estimate);

  void set_width(std::uint16_t column, double characters);

  /// Bars of the numbers in a column of rows [first, last], named by the first column, to the right of the rows.
  void add_bars(const char* title, std::uint16_t column, std::uint32_t first, std::uint32_t last,
                std::uint16_t right_of);

  std::uint32_t row() const noexcept { return row_; }

 private:
  friend class Workbook;
  Sheet(Book& book, void* sheet, const char* name) : book_(&book), sheet_(sheet), name_(name) {}

  Book* book_;
  void* sheet_;
  const char* name_;
  std::uint32_t row_ = 0;
  std::uint16_t column_ = 0;
};

}  // namespace throughline
