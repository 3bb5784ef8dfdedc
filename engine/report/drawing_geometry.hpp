// SPDX-License-Identifier: MIT
#pragma once

namespace throughline {

struct DrawingPoint {
  double x = 0.0, y = 0.0;
};

struct DrawingRect {
  double x = 0.0, y = 0.0, width = 0.0, height = 0.0;

  double right() const noexcept { return x + width; }
  double bottom() const noexcept { return y + height; }
};

}  // namespace throughline
