// SPDX-License-Identifier: MIT
#include "report/svg_writer.hpp"

#include <fmt/format.h>

#include <cassert>

#include "report/xml_text.hpp"

namespace throughline {

SvgWriter& SvgWriter::open(std::string_view element) {
  end_tag();
  text_.append("<").append(element);
  open_.emplace_back(element);
  in_tag_ = true;
  return *this;
}

SvgWriter& SvgWriter::set(std::string_view name, std::string_view value) {
  assert(in_tag_);
  text_ += xml_attribute(name, value);
  return *this;
}

SvgWriter& SvgWriter::set(std::string_view name, double value) {
  return set(name, std::string_view(svg_number(value)));
}

SvgWriter& SvgWriter::set(const SvgPaint& paint) {
  set("class", paint.name);
  set("fill", paint.fill.empty() ? "none" : paint.fill);
  if (!paint.stroke.empty()) set("stroke", paint.stroke);
  return *this;
}

SvgWriter& SvgWriter::write(std::string_view text) {
  end_tag();
  text_ += xml_text(text);
  return *this;
}

SvgWriter& SvgWriter::write_as_it_is(std::string_view markup) {
  end_tag();
  text_ += markup;
  return *this;
}

SvgWriter& SvgWriter::close() {
  assert(!open_.empty());
  if (in_tag_) {
    text_ += "/>";
    in_tag_ = false;
  } else {
    text_.append("</").append(open_.back()).append(">");
  }
  open_.pop_back();
  // Lines only between groups: a space within text would be drawn.
  if (open_.size() <= 2) text_ += "\n";
  return *this;
}

SvgWriter& SvgWriter::add(std::string_view element, std::string_view text) {
  return open(element).write(text).close();
}

void SvgWriter::end_tag() {
  if (in_tag_) text_ += ">";
  in_tag_ = false;
}

std::string svg_number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace throughline
