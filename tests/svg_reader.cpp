// SPDX-License-Identifier: MIT
#include "svg_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace throughline::testing {
namespace {

// Coordinates are written to a hundredth.
constexpr double tolerance = 0.02;

std::string attribute(std::string_view tag, std::string_view name) {
  const std::string start = fmt::format(" {}=\"", name);
  const std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + start.size();
  return std::string(tag.substr(begin, tag.find('"', begin) - begin));
}

std::vector<double> numbers_of(std::string text) {
  std::replace(text.begin(), text.end(), ',', ' ');
  std::istringstream stream(text);
  stream.imbue(std::locale::classic());
  std::vector<double> numbers;
  for (double number = 0.0; stream >> number;) numbers.push_back(number);
  return numbers;
}

Rectangle rectangle_of(const std::string& text) {
  const std::vector<double> numbers = numbers_of(text);
  return numbers.size() == 4 ? Rectangle{numbers[0], numbers[1], numbers[2], numbers[3]} : Rectangle{};
}

Rectangle place_of(std::string_view tag) {
  const std::string box = attribute(tag, "data-box");
  if (!box.empty()) return rectangle_of(box);
  return rectangle_of(fmt::format("{} {} {} {}", attribute(tag, "x"), attribute(tag, "y"), attribute(tag, "width"),
                                  attribute(tag, "height")));
}

Rectangle around(std::pair<double, double> one, std::pair<double, double> other) {
  return {std::min(one.first, other.first), std::min(one.second, other.second), std::abs(one.first - other.first),
          std::abs(one.second - other.second)};
}

std::string text_of(const Rectangle& place) {
  return fmt::format("({}, {}, {} x {})", place.x, place.y, place.width, place.height);
}

/// Whether two pieces of routes lie on each other: parallel, and more than a point in common.
bool lie_on_each_other(const Rectangle& one, const Rectangle& other) {
  const auto common = [](double a, double a_size, double b, double b_size) {
    return std::min(a + a_size, b + b_size) - std::max(a, b);
  };
  const double x = common(one.x, one.width, other.x, other.width);
  const double y = common(one.y, one.height, other.y, other.height);
  const bool vertical = one.width < tolerance && other.width < tolerance;
  const bool horizontal = one.height < tolerance && other.height < tolerance;
  return (vertical && x > -tolerance && y > tolerance) || (horizontal && y > -tolerance && x > tolerance);
}

class Inspector {
 public:
  explicit Inspector(const ReadDrawing& drawing) : drawing_(drawing) {
    apart("boxes", drawing.boxes);
    apart("badges", drawing.badges);
    apart("labels", drawing.labels);
    apart("ends", drawing.ends);
    apart("a label and a badge", drawing.labels, drawing.badges);
    apart("an end and a box", drawing.ends, drawing.boxes);
    apart("an end and a label", drawing.ends, drawing.labels);
    whole("a label", drawing.labels);
    whole("a badge", drawing.badges);
    for (const auto* kind : {&drawing.boxes, &drawing.badges, &drawing.labels, &drawing.ends}) inside(*kind);
    routes();
  }

  std::vector<std::string> mistakes() && { return std::move(mistakes_); }

 private:
  void apart(std::string_view what, const std::vector<Rectangle>& places) {
    for (std::size_t one = 0; one < places.size(); ++one) {
      for (std::size_t other = one + 1; other < places.size(); ++other) {
        if (places[one].overlaps(places[other]))
          mistakes_.push_back(fmt::format("{} overlap: {} {}", what, text_of(places[one]), text_of(places[other])));
      }
    }
  }

  void apart(std::string_view what, const std::vector<Rectangle>& ones, const std::vector<Rectangle>& others) {
    for (const Rectangle& one : ones) {
      for (const Rectangle& other : others) {
        if (one.overlaps(other))
          mistakes_.push_back(fmt::format("{} overlap: {} {}", what, text_of(one), text_of(other)));
      }
    }
  }

  /// In a box, or out of it: never across its edge.
  void whole(std::string_view what, const std::vector<Rectangle>& places) {
    for (const Rectangle& place : places) {
      for (const Rectangle& box : drawing_.boxes) {
        if (place.overlaps(box) && !box.holds(place))
          mistakes_.push_back(fmt::format("{} leaves its box: {} {}", what, text_of(place), text_of(box)));
      }
    }
  }

  void inside(const std::vector<Rectangle>& places) {
    for (const Rectangle& place : places) {
      if (!drawing_.view.holds(place)) mistakes_.push_back(fmt::format("outside: {}", text_of(place)));
    }
  }

  void routes() {
    std::vector<std::pair<std::size_t, Rectangle>> pieces;
    for (std::size_t number = 0; number < drawing_.routes.size(); ++number) {
      const auto& corners = drawing_.routes[number];
      for (std::size_t at = 1; at < corners.size(); ++at) {
        const Rectangle piece = around(corners[at - 1], corners[at]);
        if (piece.width > tolerance && piece.height > tolerance) mistakes_.push_back("a route is not orthogonal");
        pieces.emplace_back(number, piece);
      }
    }
    for (const auto& [number, piece] : pieces) {
      if (!drawing_.view.holds(piece))
        mistakes_.push_back(fmt::format("a route leaves the drawing: {}", text_of(piece)));
      for (const auto* kind : {&drawing_.boxes, &drawing_.labels, &drawing_.ends}) {
        for (const Rectangle& place : *kind) {
          if (piece.overlaps(place))
            mistakes_.push_back(fmt::format("a route passes through: {} {}", text_of(piece), text_of(place)));
        }
      }
      for (const auto& [other_number, other] : pieces) {
        if (other_number > number && lie_on_each_other(piece, other))
          mistakes_.push_back(fmt::format("routes lie on each other: {} {}", text_of(piece), text_of(other)));
      }
    }
  }

  const ReadDrawing& drawing_;
  std::vector<std::string> mistakes_;
};

}  // namespace

bool Rectangle::overlaps(const Rectangle& other) const {
  return x + width > other.x + tolerance && other.x + other.width > x + tolerance && y + height > other.y + tolerance &&
         other.y + other.height > y + tolerance;
}

bool Rectangle::holds(const Rectangle& other) const {
  return other.x >= x - tolerance && other.y >= y - tolerance && other.x + other.width <= x + width + tolerance &&
         other.y + other.height <= y + height + tolerance;
}

ReadDrawing read_drawing(std::string_view svg) {
  ReadDrawing drawing;
  for (std::size_t at = svg.find('<'); at != std::string_view::npos; at = svg.find('<', at + 1)) {
    const std::string_view tag = svg.substr(at, svg.find('>', at) - at);
    if (tag.starts_with("<svg")) drawing.view = rectangle_of(attribute(tag, "viewBox"));
    const std::string kind = attribute(tag, "data-kind");
    if (kind == "box") drawing.boxes.push_back(place_of(tag));
    if (kind == "badge") drawing.badges.push_back(place_of(tag));
    if (kind == "label") drawing.labels.push_back(place_of(tag));
    if (kind == "end") drawing.ends.push_back(place_of(tag));
    if (kind != "route") continue;
    const std::vector<double> numbers = numbers_of(attribute(tag, "data-points"));
    auto& corners = drawing.routes.emplace_back();
    for (std::size_t pair = 0; pair + 1 < numbers.size(); pair += 2)
      corners.emplace_back(numbers[pair], numbers[pair + 1]);
  }
  return drawing;
}

std::vector<std::string> mistakes_of(const ReadDrawing& drawing) {
  return Inspector(drawing).mistakes();
}

}  // namespace throughline::testing
