// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/json_parts.hpp"

namespace throughline {

/// A page that stands alone: style, script and the data of charts are in it, and its policy lets nothing else in. It
/// can be read without the script, and printed.
class HtmlPage {
 public:
  /// The title is text, the subtitle HTML.
  HtmlPage(std::string title, std::string subtitle);

  /// Sections without a body are left out. `heading` is text, `body` HTML, `marks` are classes.
  void add(std::string_view id, std::string_view heading, const std::string& body, std::string_view marks = {});

  /// What the chart of that name draws.
  void add_chart(const std::string& name, Json data);

  /// Style of one section, beside that of the page.
  void add_style(std::string_view style) { styles_.emplace_back(style); }

  /// Bytes of the sections so far.
  std::size_t size() const noexcept { return body_.size() + charts_.size(); }

  std::string write() const;

 private:
  struct Entry {
    std::string id, heading;
  };

  std::string title_, subtitle_, body_;
  std::vector<Entry> entries_;
  std::vector<std::string> styles_;
  std::string charts_;
};

}  // namespace throughline
