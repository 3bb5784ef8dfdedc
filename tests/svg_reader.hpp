// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace throughline::testing {

struct Rectangle {
  double x = 0.0, y = 0.0, width = 0.0, height = 0.0;

  bool overlaps(const Rectangle& other) const;
  bool holds(const Rectangle& other) const;
};

/// What a drawing says of itself, read from its SVG alone.
struct ReadDrawing {
  Rectangle view;
  std::vector<Rectangle> boxes;
  std::vector<Rectangle> badges;
  std::vector<Rectangle> labels;
  std::vector<Rectangle> ends;
  std::vector<std::vector<std::pair<double, double>>> routes;  ///< corners
};

ReadDrawing read_drawing(std::string_view svg);

/// Every mistake of its geometry, a sentence each: what overlaps, which route passes through what, what is outside.
std::vector<std::string> mistakes_of(const ReadDrawing& drawing);

}  // namespace throughline::testing
