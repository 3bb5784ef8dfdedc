// SPDX-License-Identifier: MIT
// Our own reader, because libfccp fixes the number of columns at compile time, names no column in its errors, refuses
// line breaks inside quotes and starts a thread per file.
#include "text/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace throughline {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char delimiter_of(std::string_view text) {
  const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', ';', '\t'}) {
    const std::ptrdiff_t found = std::count(header.begin(), header.end(), candidate);
    if (found > most) {
      best = candidate;
      most = found;
    }
  }
  return best;
}

void trim(std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) {
    text.clear();
    return;
  }
  text.erase(text.find_last_not_of(" \t") + 1);
  text.erase(0, first);
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string name, Diagnostics& diagnostics)
    : text_(text), name_(std::move(name)), diagnostics_(diagnostics) {
  if (text_.substr(0, byte_order_mark.size()) == byte_order_mark) text_.remove_prefix(byte_order_mark.size());
  delimiter_ = delimiter_of(text_);
  if (!read_record(header_) && !stopped_) fail(1, 1, "the file is empty; its first row names the columns");
}

std::optional<std::size_t> CsvReader::column(std::string_view title) const {
  const auto found =
      std::find_if(header_.begin(), header_.end(), [title](const Field& field) { return field.text == title; });
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

std::vector<std::string> CsvReader::titles() const {
  std::vector<std::string> titles;
  for (const Field& field : header_) titles.push_back(field.text);
  return titles;
}

const std::vector<CsvReader::Field>* CsvReader::next_row() {
  while (!stopped_ && read_record(row_)) {
    if (row_.size() == header_.size()) return &row_;
    diagnose_width();
  }
  return nullptr;
}

void CsvReader::diagnose_width() {
  const std::uint32_t line = row_.front().line;
  if (++wrong_rows_ > most_wrong_rows) {
    fail(line, 1,
         fmt::format("more than {} rows with a wrong number of fields; the rest is not read", most_wrong_rows));
    return;
  }
  diagnostics_.add({name_, line, 1},
                   fmt::format("expected {} fields, as in the header, found {}", header_.size(), row_.size()));
}

bool CsvReader::read_record(std::vector<Field>& fields) {
  while (at_ < text_.size() && at_line_end()) advance();
  if (at_ == text_.size()) return false;
  fields.clear();
  while (true) {
    if (fields.size() == most_columns) return fail(line_, column_, fmt::format("more than {} columns", most_columns));
    if (!read_field(fields.emplace_back())) return false;
    if (at_ == text_.size() || at_line_end()) return true;
    advance();
  }
}

bool CsvReader::read_field(Field& field) {
  while (at_ < text_.size() && text_[at_] == ' ') advance();
  field.line = line_;
  field.column = column_;
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted(field);
  while (at_ < text_.size() && text_[at_] != delimiter_ && !at_line_end()) {
    if (field.text.size() == longest_field) {
      return fail(field.line, field.column, fmt::format("a field of more than {} bytes", longest_field));
    }
    field.text += text_[at_];
    advance();
  }
  trim(field.text);
  return true;
}

bool CsvReader::read_quoted(Field& field) {
  advance();
  while (true) {
    if (at_ == text_.size()) return fail(field.line, field.column, "a quoted field that never ends");
    if (text_[at_] == '"') {
      advance();
      const bool doubled = at_ < text_.size() && text_[at_] == '"';
      if (!doubled) break;
    }
    if (field.text.size() == longest_field) {
      return fail(field.line, field.column, fmt::format("a field of more than {} bytes", longest_field));
    }
    field.text += text_[at_];
    advance();
  }
  while (at_ < text_.size() && text_[at_] == ' ') advance();
  if (at_ < text_.size() && text_[at_] != delimiter_ && !at_line_end()) {
    return fail(line_, column_, "expected the end of the field behind its closing quote");
  }
  return true;
}

bool CsvReader::fail(std::uint32_t line, std::uint32_t column, std::string message) {
  stopped_ = true;
  diagnostics_.add({name_, line, column}, std::move(message));
  return false;
}

void CsvReader::advance() {
  const char passed = text_[at_++];
  const bool first_of_pair = passed == '\r' && at_ < text_.size() && text_[at_] == '\n';
  if (passed == '\n' || (passed == '\r' && !first_of_pair)) {
    ++line_;
    column_ = 1;
    return;
  }
  const bool last_of_code_point = at_ == text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U;
  if (last_of_code_point && !first_of_pair) ++column_;
}

bool CsvReader::at_line_end() const noexcept {
  return text_[at_] == '\n' || text_[at_] == '\r';
}

}  // namespace throughline
