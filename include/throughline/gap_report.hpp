// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "throughline/gaps.hpp"
#include "throughline/report.hpp"

namespace throughline {

// Which gap to close first, written down: the gap that is worth most and whether that is decided, every gap with what
// closing it changes, the first of them closed at once, and what journeys are made of. The JSON is
// "throughline.gaps/1", the CSV has a row for each measure of a gap; the page draws the blueprint, too.
std::string write_terminal(const Gaps& gaps, const TerminalOptions& options = {});
std::string write_warnings(const Gaps& gaps);
std::string write_json(const Gaps& gaps, bool with_timing);
std::string write_csv(const Gaps& gaps);
std::string write_markdown(const Gaps& gaps);
std::string write_html(const Gaps& gaps, const HtmlOptions& options = {});

/// `wait`, `failure`, `time`, `handoff`, `abandonment`: as the file spells it.
std::string_view name_of(GapKind kind) noexcept;
std::string_view name_of(GapLevel level) noexcept;

}  // namespace throughline
