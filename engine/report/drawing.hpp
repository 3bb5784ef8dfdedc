// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "throughline/result.hpp"

namespace throughline {

/// What boxes are filled by.
enum class DrawingTint : std::uint8_t {
  waiting,  ///< share of the time at the step
  failure,  ///< share of services
};

struct DrawingOptions {
  DrawingTint tint = DrawingTint::waiting;
  bool with_style = true;                       ///< false: the page that holds the drawing has drawing_style()
  std::string_view id = "throughline-drawing";  ///< in front of every id: a page that holds several needs several
};

/// The service blueprint after Shostack and Bitner as one <svg> element in UTF-8, to stand alone or in a page: lanes,
/// lines, phases and routes; the figures of a result with replications, else none. A pure function of the result but
/// for its timing. Every figure carries `data-path`, the path of its measure (`data-sum-of`, of several, where it is
/// their sum), and `data-value`, as JSON writes it. Nothing needs a script; steps take the keyboard's focus.
std::string draw_blueprint(const ExperimentResult& result, const DrawingOptions& options = {});

/// The style sheet of every drawing: colors are custom properties (`--tl-ink`, `--tl-paper`, ...) that a page may set.
std::string_view drawing_style() noexcept;

}  // namespace throughline
