// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace throughline {

/// How something is painted: a class for style sheets, and colors for readers that know none. An empty color: none.
struct SvgPaint {
  std::string_view name;
  std::string_view fill;
  std::string_view stroke;
};

/// Writes elements of SVG, one in another. What users named is made harmless here (xml_text.hpp); names of elements
/// and attributes are trusted.
class SvgWriter {
 public:
  SvgWriter& open(std::string_view element);
  SvgWriter& set(std::string_view name, std::string_view value);
  /// To a hundredth, without a locale.
  SvgWriter& set(std::string_view name, double value);
  SvgWriter& set(const SvgPaint& paint);
  /// Text within the element that is open.
  SvgWriter& write(std::string_view text);
  /// A part of the drawing that is written already.
  SvgWriter& write_as_it_is(std::string_view markup);
  SvgWriter& close();
  /// An element that holds text and nothing else: `<title>`.
  SvgWriter& add(std::string_view element, std::string_view text);

  /// Requires that all elements are closed.
  const std::string& text() const noexcept { return text_; }

 private:
  void end_tag();

  std::string text_;
  std::vector<std::string> open_;
  bool in_tag_ = false;
};

/// A coordinate: at most two decimals, none that say nothing.
std::string svg_number(double value);

}  // namespace throughline
