// SPDX-License-Identifier: MIT
#include "report/html_parts.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <cstdlib>

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

std::string html_number(std::string_view path, double value, std::string_view text) {
  if (!std::isfinite(value)) return "<span class=\"absent\">–</span>";
  return fmt::format("<span{} data-value=\"{}\">{}</span>", xml_attribute("data-path", path), json_number(value),
                     xml_text(text));
}

std::string html_number(std::string_view path, std::uint64_t value) {
  return fmt::format("<span{} data-value=\"{}\">{}</span>", xml_attribute("data-path", path), value, value);
}

std::string html_figure(std::string_view path, const Estimate& estimate, std::string_view currency) {
  return html_figure_as(path, estimate, figure(estimate, currency));
}

std::string html_figure_as(std::string_view path, const Estimate& estimate, std::string_view text) {
  if (!is_known(estimate.value)) {
    return fmt::format("<span class=\"absent\"{}{}>–</span>", xml_attribute("data-path", path),
                       xml_attribute("title", estimate.reason));
  }
  std::string interval;
  if (is_known(estimate.low)) interval += xml_attribute("data-low", json_number(*estimate.low));
  if (is_known(estimate.high)) interval += xml_attribute("data-high", json_number(*estimate.high));
  if (interval.empty()) interval = xml_attribute("title", estimate.reason);
  return fmt::format("<span class=\"figure\"{} data-value=\"{}\"{}>{}</span>", xml_attribute("data-path", path),
                     json_number(*estimate.value), interval, xml_text(text));
}

HtmlTable::HtmlTable(std::string caption, std::vector<HtmlColumn> columns)
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
                  xml_text(caption_), rows_.size() > 24 ? " tall" : "", xml_attribute("aria-label", caption_),
                  sortable ? " data-sortable" : "");
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

std::string html_details(std::string_view summary, const std::string& body) {
  if (body.empty()) return {};
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", xml_text(summary), body);
}

Json chart_number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

}  // namespace throughline
