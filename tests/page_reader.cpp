// SPDX-License-Identifier: MIT
#include "page_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <regex>

#include "report/display_text.hpp"

namespace throughline::testing {
namespace {

using nlohmann::ordered_json;

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;

  bool has(const std::string& attribute) const { return attributes.count(attribute) > 0; }
  std::string get(const std::string& attribute) const { return has(attribute) ? attributes.at(attribute) : ""; }
};

/// An element that tells a number or a text, with what people read in it; or text that stands outside of all those.
struct Piece {
  Element element;
  std::string text;
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

std::string unescaped(std::string text) {
  for (const auto& [entity, character] : {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""),
                                          std::pair("&apos;", "'"), std::pair("&amp;", "&")})
    text = replaced(std::move(text), entity, character);
  return text;
}

Element element_of(const std::string& tag) {
  static const std::regex attribute("([a-zA-Z:-]+)(?:=\"([^\"]*)\")?");
  Element element;
  const std::size_t end = std::min(tag.find_first_of(" /"), tag.size());
  element.name = tag.substr(0, end);
  for (std::sregex_iterator match(tag.begin() + static_cast<std::ptrdiff_t>(end), tag.end(), attribute), none;
       match != none; ++match)
    element.attributes[(*match)[1]] = unescaped((*match)[2]);
  return element;
}

bool tells(const Element& element) {
  return element.has("data-value") || element.has("data-text") || element.has("data-own");
}

/// Names, paths and commands; what only machines read aloud; names of statistics and what they mean.
bool is_exempt(const Element& element) {
  const std::string marks = " " + element.get("class") + " ";
  return element.name == "bdi" || element.name == "code" || element.name == "title" || element.name == "desc" ||
         element.get("scope") == "col" || element.get("id") == "definitions" ||
         marks.find(" definition ") != std::string::npos || element.has("data-step") || element.has("data-phase") ||
         element.has("data-evidence") || element.get("data-kind") == "head";
}

std::vector<Piece> pieces_of(const std::string& page) {
  const std::size_t from = page.find("<body>");
  const std::string body = page.substr(from, page.find("<script", from) - from);
  std::vector<Piece> pieces;
  std::vector<Element> open;
  std::vector<std::pair<std::size_t, std::size_t>> telling;  // how many are open with it, its piece
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] != '<') {
      const std::size_t end = std::min(body.find('<', at), body.size());
      const std::string text = unescaped(body.substr(at, end - at));
      if (!telling.empty()) {
        pieces[telling.back().second].text += text;
      } else if (std::none_of(open.begin(), open.end(), is_exempt)) {
        pieces.push_back({{}, text});
      }
      at = end;
      continue;
    }
    const std::size_t end = body.find('>', at);
    const std::string tag = body.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag.front() == '/') {
      if (!telling.empty() && telling.back().first == open.size()) telling.pop_back();
      open.pop_back();
    } else if (const Element element = element_of(tag); element.name != "wbr" && element.name != "br") {
      if (tells(element)) pieces.push_back({element, ""});
      if (tag.back() == '/') continue;
      open.push_back(element);
      if (tells(element)) telling.emplace_back(open.size(), pieces.size() - 1);
    }
  }
  return pieces;
}

double factor_of(const std::string& unit) {
  static const std::map<std::string, double> factors{
      {"s", 1.0},  {"min", 60.0},    {"h", 3600.0},           {"d", 86400.0},
      {"%", 0.01}, {"points", 0.01}, {"per min", 1.0 / 60.0}, {"per point", 100.0}};
  const auto found = factors.find(unit);
  return found == factors.end() ? 1.0 : found->second;
}

/// Whether a text such as `4.70 ± 0.01 h`, `< 6 h` or `1.2 (1.0 to 1.9) %` tells the value, as far as its digits go.
bool tells(const std::string& seen, double value) {
  static const std::regex clock(".*\\d\\d:\\d\\d");
  static const std::regex number("(?:below |above |x |\\+ )?[<>=]*\\s*([+-]?\\d+(?:\\.(\\d+))?).*");
  static const std::regex unit(".*?\\s(per min|per point|s|min|h|d|%|points)");
  static const std::regex half(".*± ([\\d.]+).*");
  static const std::regex ends(".*\\(([+-]?[\\d.]+) to ([+-]?[\\d.]+)\\).*");
  const std::string text = replaced(seen, "\u00A0", " ");
  std::smatch match;
  if (std::regex_match(text, clock)) return true;
  if (!std::regex_match(text, match, number)) return false;
  if (text.starts_with("below ") || text.starts_with("above ")) return true;
  const double shown = std::strtod(match[1].str().c_str(), nullptr);
  double room = std::max(0.51 * std::pow(10.0, -static_cast<double>(match[2].length())), 0.6e-3 * std::abs(shown));
  // What takes so many replications is rounded up to two digits.
  if (value == std::floor(value) && shown > value && shown <= 1.1 * value + 1.0) return true;
  std::smatch found;
  if (std::regex_match(text, found, half)) room = std::max(room, 0.05 * std::strtod(found[1].str().c_str(), nullptr));
  if (std::regex_match(text, found, ends)) {
    const double low = std::strtod(found[1].str().c_str(), nullptr);
    room = std::max(room, 0.025 * (std::strtod(found[2].str().c_str(), nullptr) - low));
  }
  if (text.find("± ?") != std::string::npos) room = std::max(room, 0.06 * std::abs(shown));
  // Beside a heading that says so, or a unit that is money's, nothing stands behind it.
  const double factor = std::regex_match(text, found, unit) ? factor_of(found[1]) : 1.0;
  return std::abs(shown * factor - value) <= room * factor + 1e-12;
}

std::size_t counted(const ordered_json& list, const std::string& such) {
  static const std::regex condition("([a-z_]+)=([^ ]+)");
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [&](const ordered_json& item) {
    for (std::sregex_iterator match(such.begin(), such.end(), condition), none; match != none; ++match) {
      const ordered_json& member = item.at((*match)[1].str());
      if ((member.is_string() ? member.get<std::string>() : member.dump()) != (*match)[2]) return false;
    }
    return true;
  }));
}

/// What stands at a path of a measure, or at a pointer; null where nothing does.
ordered_json at_path(const ordered_json& json, const std::string& path) {
  if (path.starts_with("/")) {
    const ordered_json::json_pointer place(path);
    return json.contains(place) ? json.at(place) : ordered_json();
  }
  const auto& measures = json.at("measures");
  return measures.contains(path) ? measures.at(path) : ordered_json();
}

std::string mistake_of(const Piece& piece, const PageFiles& files) {
  const Element& element = piece.element;
  if (element.has("data-own")) return element.get("data-own") == piece.text ? "" : "counts itself wrongly";
  const auto file = files.find(element.get("data-file"));
  if (file == files.end()) return "of no file";
  if (element.has("data-text")) {
    const ordered_json text = at_path(file->second, element.get("data-text"));
    return text.is_string() && harmless(text.get<std::string>()) == piece.text ? "" : "not the text of the JSON";
  }
  if (element.has("data-sum-of")) return "";
  const std::string value = element.get("data-value");
  const std::string path = element.get("data-path");
  const ordered_json found = at_path(file->second, path);
  if (found.is_null()) return "nowhere in the JSON";
  if (element.has("data-count")) {
    if (!found.is_array()) return "counts no list";
    return std::to_string(counted(found, element.get("data-count"))) == value && value == piece.text ? ""
                                                                                                     : "miscounted";
  }
  const bool is_figure = found.is_object();
  if ((is_figure ? found.value("value", ordered_json()) : found).dump() != value) return "not the number of the JSON";
  const ordered_json of = is_figure                  ? found
                          : path.ends_with("/value") ? at_path(file->second, path.substr(0, path.size() - 6))
                                                     : ordered_json();
  for (const char* end : {"low", "high"}) {
    const std::string name = std::string("data-") + end;
    if (element.has(name) && (!of.contains(end) || of.at(end).dump() != element.get(name))) return "another interval";
  }
  const double times = element.has("data-times") ? std::strtod(element.get("data-times").c_str(), nullptr) : 1.0;
  if (piece.text.empty() || tells(piece.text, times * std::strtod(value.c_str(), nullptr))) return "";
  return "told otherwise";
}

}  // namespace

std::vector<std::string> mistakes_in_numbers(const std::string& page, const PageFiles& files) {
  PageFiles all = files;
  const std::string mark = "id=\"chart-data\">";
  const std::size_t from = page.find(mark) + mark.size();
  all["#chart-data"] = ordered_json::parse(page.substr(from, page.find("</script>", from) - from));
  std::vector<std::string> mistakes;
  for (const Piece& piece : pieces_of(page)) {
    const bool is_stray = piece.element.name.empty();
    if (is_stray && piece.text.find_first_of("0123456789") == std::string::npos) continue;
    const std::string mistake = is_stray ? "of nowhere" : mistake_of(piece, all);
    if (mistake.empty()) continue;
    mistakes.push_back(fmt::format("{}: \"{}\" {}{} = {}", mistake, piece.text, piece.element.get("data-path"),
                                   piece.element.get("data-text"), piece.element.get("data-value")));
  }
  return mistakes;
}

std::size_t count_of_numbers(const std::string& page) {
  const std::vector<Piece> pieces = pieces_of(page);
  return static_cast<std::size_t>(
      std::count_if(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.element.has("data-value"); }));
}

}  // namespace throughline::testing
