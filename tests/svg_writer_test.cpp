// SPDX-License-Identifier: MIT
#include "report/svg_writer.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(SvgWriter, WritesElementsOneInAnother) {
  SvgWriter svg;
  svg.open("g").set("data-step", "a").open("rect").set("x", 1.5).close();
  svg.add("title", "A & B").close();
  EXPECT_EQ(svg.text(), "<g data-step=\"a\"><rect x=\"1.5\"/>\n<title>A &amp; B</title>\n</g>\n");
}

TEST(SvgWriter, KeepsNamesOfUsersFromBeingMarkup) {
  SvgWriter svg;
  svg.open("g").set("data-step", "\"><script>").write("</g><script>\x1b").close();
  EXPECT_EQ(svg.text(), "<g data-step=\"&quot;&gt;&lt;script&gt;\">&lt;/g&gt;&lt;script&gt;\\u001B</g>\n");
}

TEST(SvgWriter, WritesCoordinatesToAHundredth) {
  EXPECT_EQ(svg_number(12.0), "12");
  EXPECT_EQ(svg_number(0.125 + 1.0), "1.12");
  EXPECT_EQ(svg_number(2.5), "2.5");
  EXPECT_EQ(svg_number(-0.001), "0");
}

}  // namespace
}  // namespace throughline
