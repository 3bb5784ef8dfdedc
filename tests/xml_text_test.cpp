// SPDX-License-Identifier: MIT
#include "report/xml_text.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(XmlText, WritesMarksAsEntities) {
  EXPECT_EQ(xml_text("a < b && \"c\" > 'd'"), "a &lt; b &amp;&amp; &quot;c&quot; &gt; &apos;d&apos;");
  EXPECT_EQ(xml_text("]]>"), "]]&gt;");
  EXPECT_EQ(xml_text("&amp;"), "&amp;amp;");
}

TEST(XmlText, KeepsTextOfAnyScript) {
  EXPECT_EQ(xml_text("老城茶馆 🍵 é"), "老城茶馆 🍵 é");
}

TEST(XmlText, LeavesNoCodePointThatXmlForbids) {
  EXPECT_EQ(xml_text(std::string("a\0b", 3)), "a\\u0000b");
  EXPECT_EQ(xml_text("\x01\x1b\n\t\r"), "\\u0001\\u001B\\u000A\\u0009\\u000D");
  EXPECT_EQ(xml_text("\xFF\xC0\xAF"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(xml_text("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD") << "a surrogate";
  EXPECT_EQ(xml_text("\uFFFE\uFFFF"), "\uFFFD\uFFFD");
}

TEST(XmlText, StaysWithinTheQuotesOfAnAttribute) {
  EXPECT_EQ(xml_attribute("name", "\" onload=\"x"), " name=\"&quot; onload=&quot;x\"");
}

}  // namespace
}  // namespace throughline
