// SPDX-License-Identifier: MIT
#include "report/html_page.hpp"

#include <fmt/format.h>

#include "report/sha256.hpp"
#include "report/web_assets.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

/// JSON within a script element: nothing in it can end the element.
std::string embedded(const Json& data) {
  std::string text;
  for (const char character : data.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    if (character == '<') {
      text += "\\u003c";
    } else {
      text += character;
    }
  }
  return text;
}

}  // namespace

HtmlPage::HtmlPage(std::string title, std::string subtitle)
    : title_(std::move(title)), subtitle_(std::move(subtitle)) {}

void HtmlPage::add(std::string_view id, std::string_view heading, const std::string& body, std::string_view marks) {
  if (body.empty()) return;
  entries_.push_back({std::string(id), std::string(heading)});
  body_ +=
      fmt::format("<section id=\"{}\" aria-labelledby=\"{}-heading\"{}>\n<h2 id=\"{}-heading\">{}</h2>\n{}</section>\n",
                  id, id, marks.empty() ? "" : fmt::format(" class=\"{}\"", marks), id, xml_text(heading), body);
}

void HtmlPage::add_chart(const std::string& name, Json data) {
  charts_ += fmt::format("{}\"{}\":{}", charts_.empty() ? "" : ",\n", name, embedded(data));
}

std::string HtmlPage::write() const {
  std::vector<std::string_view> styles{report_style()};
  styles.insert(styles.end(), styles_.begin(), styles_.end());
  std::string allowed;
  std::string elements;
  for (const std::string_view style : styles) {
    allowed += fmt::format(" '{}'", policy_hash(style));
    elements += fmt::format("<style>{}</style>\n", style);
  }
  std::string text = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src{}; script-src '{}'; "
      "img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n{}</head>\n<body>\n",
      allowed, policy_hash(report_script()), xml_text(title_), elements);
  text += fmt::format(
      "<a class=\"skip\" href=\"#main\">To the report</a>\n<div class=\"page\">\n<header "
      "class=\"top\">\n<h1><bdi>{}</bdi></h1>\n"
      "<button type=\"button\" data-theme-switch hidden>Dark theme</button>\n"
      "<p>{}</p>\n</header>\n",
      xml_text(title_), subtitle_);
  text += "<nav aria-label=\"Sections\"><ul>\n";
  for (const Entry& entry : entries_)
    text += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", entry.id, xml_text(entry.heading));
  text += fmt::format("</ul></nav>\n<main id=\"main\" tabindex=\"-1\">\n{}</main>\n", body_);
  text += fmt::format(
      "</div>\n<script type=\"application/json\" "
      "id=\"chart-data\">{{{}}}</script>\n<script>{}</script>\n</body>\n</html>\n",
      charts_, report_script());
  return text;
}

}  // namespace throughline
