// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/json_parts.hpp"
#include "report/phrase.hpp"
#include "throughline/estimate.hpp"

namespace throughline {

// What pages of HTML are made of. Names that users chose go through html_name or xml_text; all else is trusted to be
// HTML already.
//
// A number says which one of the JSON it is: `data-path` is the path of a measure (`journey.time.p90`) or, beginning
// with a slash, the pointer to it (RFC 6901: `/series/0/points/3/busy`), and `data-value` is the number as the JSON
// spells it; the interval of a measure stands in `data-low` and `data-high`. Where it counts the items of a list,
// `data-count` says which: those whose members are such (`status=missed`), all where it is empty. `data-file` names the
// file where it is not the one that the page was made of; `#chart-data` is the element of the page itself, which holds
// what stands in no file. `data-times` says how many times the number is told. A text of the JSON has its pointer in
// `data-text`; what the page counts of itself, such as the rows it left out, stands in `data-own`.

/// A name, whatever its script and direction.
std::string html_name(std::string_view name);

/// The path of a measure or a setting, which may go on in the next line behind a dot.
std::string html_path(std::string_view path);

/// The same on one line, as short as can be.
std::string html_code(std::string_view path);

/// A number that the reader sees as `text`.
std::string html_number(std::string_view path, double value, std::string_view text, std::string_view file = {});
std::string html_number(std::string_view path, std::uint64_t value, std::string_view file = {});

/// How many the page itself has of something, or left out.
std::string html_own_count(std::size_t count);

/// That the page left out so many rows; empty where it did not.
std::string html_no_room(std::size_t rows);

/// A text of the JSON.
std::string html_quote(std::string_view place, std::string_view text);

std::string html_phrase(const Phrase& phrase, std::string_view file = {});
std::string html_sentence(const Sentence& sentence, std::string_view file = {});

/// A figure with its interval; where there is none, a dash that says why.
std::string html_figure(std::string_view path, const Estimate& estimate, std::string_view currency,
                        std::string_view file = {});

/// The same with words of its own, such as those of a difference.
std::string html_figure_as(std::string_view path, const Estimate& estimate, std::string_view text,
                           std::string_view file = {});

struct HtmlColumn {
  std::string heading;
  bool is_number = true;
};

/// A table whose first column names its rows; columns in which no row says anything are left out.
class HtmlTable {
 public:
  HtmlTable(Sentence caption, std::vector<HtmlColumn> columns);

  /// Requires as many cells as there are columns.
  void add(std::vector<std::string> cells);
  bool empty() const noexcept { return rows_.empty(); }
  std::size_t size() const noexcept { return size_; }  ///< bytes of its cells

  std::string write(bool sortable = false) const;

 private:
  Sentence caption_;
  std::vector<HtmlColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::size_t size_ = 0;
};

/// A place where the script draws the chart of that kind from those data.
std::string html_plot(std::string_view data, std::string_view kind);

/// Charts with what they show and the tables that say the same.
std::string html_chart(std::string_view caption, const std::string& plots, const std::string& tables);

/// Folded away until somebody opens it.
std::string html_details(const Sentence& summary, const std::string& body);

/// What charts call the unit of a change: that of a share is told in points.
std::string chart_unit(Unit unit, std::string_view currency);

/// Rounded as charts need it, so that their data stay small. Not a number: null.
Json chart_number(double value);

}  // namespace throughline
