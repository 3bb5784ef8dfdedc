// SPDX-License-Identifier: MIT
#include "report/html_parts.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <cstdlib>

#include "report/display_text.hpp"
#include "report/json_number.hpp"
#include "report/number.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

bool is_known(const std::optional<double>& value) {
  return value && std::isfinite(*value);
}

std::string cell_of(const HtmlColumn& column, const std::string& text, bool is_first) {
  if (is_first) return fmt::format("<th scope=\"row\">{}</th>", text);
  return fmt::format("<td{}>{}</td>", column.is_number ? " class=\"number\"" : " class=\"wrap\"", text);
}

}  // namespace

std::string html_name(std::string_view name) {
  return fmt::format("<bdi>{}</bdi>", xml_text(name));
}

std::string html_path(std::string_view path) {
  std::string text;
  for (const char character : xml_text(path)) {
    text += character;
    if (character == '.') text += "<wbr>";
  }
  return fmt::format("<code>{}</code>", text);
}

std::string html_code(std::string_view path) {
  return fmt::format("<code>{}</code>", xml_text(path));
}

std::string html_number(std::string_view path, double value, std::string_view text, std::string_view file) {
  if (!std::isfinite(value)) return "<span class=\"absent\">–</span>";
  return html_phrase(Phrase::number(std::string(path), value, std::string(text)), file);
}

std::string html_number(std::string_view path, std::uint64_t value, std::string_view file) {
  return html_phrase(Phrase::number(std::string(path), value), file);
}

std::string html_own_count(std::size_t count) {
  return html_phrase(Phrase::own(count));
}

std::string html_no_room(std::size_t rows) {
  if (rows == 0) return {};
  return fmt::format("<p class=\"remark\">There is no room for {} more: the JSON has them.</p>\n",
                     html_own_count(rows));
}

std::string html_quote(std::string_view place, std::string_view text) {
  return fmt::format("<span{}>{}</span>", xml_attribute("data-text", place), xml_text(text));
}

std::string html_phrase(const Phrase& phrase, std::string_view file) {
  switch (phrase.kind) {
    case Phrase::Kind::name:
      return html_name(phrase.text);
    case Phrase::Kind::code:
      return html_path(phrase.text);
    case Phrase::Kind::quote:
      return html_quote(phrase.place, phrase.text);
    case Phrase::Kind::own:
      return fmt::format("<span data-own=\"{0}\">{0}</span>", phrase.value);
    case Phrase::Kind::number:
    case Phrase::Kind::count:
      break;
    case Phrase::Kind::words:
      return xml_text(phrase.text);
  }
  std::string marks;
  if (!file.empty()) marks += xml_attribute("data-file", file);
  if (phrase.kind == Phrase::Kind::count) marks += xml_attribute("data-count", phrase.such);
  if (!phrase.low.empty()) marks += xml_attribute("data-low", phrase.low);
  if (!phrase.high.empty()) marks += xml_attribute("data-high", phrase.high);
  if (phrase.times != 1.0) marks += xml_attribute("data-times", json_number(phrase.times));
  return fmt::format("<span{} data-value=\"{}\"{}>{}</span>", xml_attribute("data-path", phrase.place), phrase.value,
                     marks, xml_text(phrase.text));
}

std::string html_sentence(const Sentence& sentence, std::string_view file) {
  std::string text;
  for (const Phrase& phrase : sentence) text += html_phrase(phrase, file);
  return text;
}

std::string html_figure(std::string_view path, const Estimate& estimate, std::string_view currency,
                        std::string_view file) {
  return html_figure_as(path, estimate, figure(estimate, currency), file);
}

std::string html_figure_as(std::string_view path, const Estimate& estimate, std::string_view text,
                           std::string_view file) {
  if (!is_known(estimate.value)) {
    return fmt::format("<span class=\"absent\"{}{}>–</span>", xml_attribute("data-path", path),
                       xml_attribute("title", estimate.reason));
  }
  const Phrase phrase = Phrase::figure(std::string(path), estimate, std::string(text));
  const std::string why = phrase.low.empty() && phrase.high.empty() ? xml_attribute("title", estimate.reason) : "";
  return html_phrase(phrase, file).insert(std::string_view("<span").size(), " class=\"figure\"" + why);
}

HtmlTable::HtmlTable(Sentence caption, std::vector<HtmlColumn> columns)
    : caption_(std::move(caption)), columns_(std::move(columns)) {}

void HtmlTable::add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (const std::string& cell : cells) size_ += cell.size();
  rows_.push_back(std::move(cells));
}

std::string HtmlTable::write(bool sortable) const {
  if (rows_.empty()) return {};
  std::vector<bool> is_shown(columns_.size());
  for (const auto& row : rows_) {
    for (std::size_t column = 0; column < row.size(); ++column)
      is_shown[column] = is_shown[column] || !row[column].empty();
  }
  // Whoever has only a keyboard scrolls it too.
  std::string text =
      fmt::format("<p class=\"remark\">{}.</p>\n<div class=\"scroll{}\" tabindex=\"0\" role=\"region\"{}>\n<table{}>",
                  html_sentence(caption_), rows_.size() > 24 ? " tall" : "",
                  xml_attribute("aria-label", text_of(caption_)), sortable ? " data-sortable" : "");
  text += "<thead><tr>";
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (!is_shown[column]) continue;
    text += fmt::format("<th scope=\"col\"{}>{}</th>", columns_[column].is_number ? " class=\"number\"" : "",
                        xml_text(columns_[column].heading));
  }
  text += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows_) {
    text += "<tr>";
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (is_shown[column]) text += cell_of(columns_[column], row[column], column == 0);
    }
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

std::string html_plot(std::string_view data, std::string_view kind) {
  return fmt::format("<div class=\"plot\" data-chart=\"{}\" data-kind=\"{}\"></div>\n", data, kind);
}

std::string html_chart(std::string_view caption, const std::string& plots, const std::string& tables) {
  return fmt::format("<figure><figcaption>{}</figcaption>\n{}{}</figure>\n", xml_text(caption), plots, tables);
}

std::string html_details(const Sentence& summary, const std::string& body) {
  if (body.empty()) return {};
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", html_sentence(summary), body);
}

std::string chart_unit(Unit unit, std::string_view currency) {
  switch (unit) {
    case Unit::seconds:
      return "seconds";
    case Unit::share:
    case Unit::points:
      return "points";
    case Unit::money:
      return harmless(currency);
    case Unit::per_hour:
      return "per hour";
    case Unit::count:
      break;
  }
  return "";
}

Json chart_number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

}  // namespace throughline
