// SPDX-License-Identifier: MIT
#include "report/workbook.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "report/display_text.hpp"

namespace throughline {
namespace {

constexpr std::size_t longest_text = 32'000;  ///< bytes; a cell holds 32767 characters

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(fmt::format("workbook: {}", lxw_strerror(error)));
}

/// A file of our own, gone afterwards: the library writes to files alone.
class ScratchFile {
 public:
  ScratchFile() : path_((std::filesystem::temp_directory_path() / "throughline-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file < 0) throw std::system_error(errno, std::generic_category(), path_);
    ::close(file);
  }
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  const std::string& path() const noexcept { return path_; }
  std::string content() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

lxw_worksheet* worksheet(void* sheet) {
  return static_cast<lxw_worksheet*>(sheet);
}

/// At the end of a character.
std::string_view cut(std::string_view text) {
  if (text.size() <= longest_text) return text;
  std::size_t end = longest_text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

struct Workbook::Book {
  ScratchFile file;
  lxw_workbook* workbook = nullptr;
  std::array<lxw_format*, 8> formats{};

  lxw_format* format(CellFormat format) const { return formats[static_cast<std::size_t>(format)]; }
};

CellFormat format_of(Unit unit) noexcept {
  switch (unit) {
    case Unit::seconds:
      return CellFormat::seconds;
    case Unit::share:
      return CellFormat::share;
    case Unit::money:
      return CellFormat::money;
    case Unit::count:
    case Unit::points:
    case Unit::per_hour:
      break;
  }
  return CellFormat::number;
}

Workbook::Workbook() : book_(std::make_unique<Book>()) {
  book_->workbook = workbook_new(book_->file.path().c_str());
  if (book_->workbook == nullptr) throw std::runtime_error("workbook: no memory");
  lxw_doc_properties properties{};
  properties.created = 1;  // or it would be the time of day, and no two files the same
  std::string author = "throughline";
  properties.author = author.data();
  workbook_set_properties(book_->workbook, &properties);
  constexpr std::array<const char*, 8> patterns{"",           "",        "@",        "#,##0.00####",
                                                "#,##0.0###", "0.00##%", "#,##0.00", "#,##0"};
  for (std::size_t index = 0; index < patterns.size(); ++index) {
    lxw_format* const format = workbook_add_format(book_->workbook);
    if (patterns[index][0] != '\0') format_set_num_format(format, patterns[index]);
    if (static_cast<CellFormat>(index) == CellFormat::heading) {
      format_set_bold(format);
      format_set_bottom(format, LXW_BORDER_THIN);
      format_set_text_wrap(format);
    }
    book_->formats[index] = format;
  }
}

Workbook::~Workbook() {
  if (book_->workbook != nullptr) lxw_workbook_free(book_->workbook);
}

Workbook::Sheet Workbook::add_sheet(const char* name) {
  lxw_worksheet* const sheet = workbook_add_worksheet(book_->workbook, name);
  if (sheet == nullptr) throw std::runtime_error("workbook: no memory");
  return {*book_, sheet, name};
}

std::string Workbook::bytes() && {
  const lxw_error error = workbook_close(book_->workbook);
  book_->workbook = nullptr;
  check(error);
  return book_->file.content();
}

void Workbook::Sheet::add_headings(const std::vector<std::string_view>& names) {
  if (row_ == 0) worksheet_freeze_panes(worksheet(sheet_), 1, 1);
  for (const std::string_view name : names) text(name, CellFormat::heading);
  next_row();
}

void Workbook::Sheet::next_row() {
  ++row_;
  column_ = 0;
}

Workbook::Sheet& Workbook::Sheet::text(std::string_view text, CellFormat format) {
  const std::string safe = harmless(text);
  check(worksheet_write_string(worksheet(sheet_), row_, column_++, std::string(cut(safe)).c_str(),
                               book_->format(format)));
  return *this;
}

Workbook::Sheet& Workbook::Sheet::number(double value, CellFormat format) {
  if (std::isfinite(value))
    check(worksheet_write_number(worksheet(sheet_), row_, column_, value, book_->format(format)));
  ++column_;
  return *this;
}

Workbook::Sheet& Workbook::Sheet::number(const std::optional<double>& value, CellFormat format) {
  if (value) return number(*value, format);
  ++column_;
  return *this;
}

Workbook::Sheet& Workbook::Sheet::figure(const Estimate* estimate) {
  if (estimate == nullptr) {
    column_ = static_cast<std::uint16_t>(column_ + 3);
    return *this;
  }
  const CellFormat format = format_of(estimate->unit);
  return number(estimate->value, format).number(estimate->low, format).number(estimate->high, format);
}

void Workbook::Sheet::set_width(std::uint16_t column, double characters) {
  worksheet_set_column(worksheet(sheet_), column, column, characters, nullptr);
}

void Workbook::Sheet::add_bars(const char* title, std::uint16_t column, std::uint32_t first, std::uint32_t last,
                               std::uint16_t right_of) {
  lxw_chart* const chart = workbook_add_chart(book_->workbook, LXW_CHART_BAR);
  lxw_chart_series* const series = chart_add_series(chart, nullptr, nullptr);
  chart_series_set_categories(series, name_, first, 0, last, 0);
  chart_series_set_values(series, name_, first, column, last, column);
  chart_title_set_name(chart, title);
  chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  chart_axis_set_reverse(chart->y_axis);
  check(worksheet_insert_chart(worksheet(sheet_), 1, static_cast<lxw_col_t>(right_of + 1), chart));
}

}  // namespace throughline
