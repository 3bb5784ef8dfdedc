// SPDX-License-Identifier: MIT
#include "diagnostic/code_points.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(CodePoints, DecodeEveryLengthOfUtf8) {
  EXPECT_EQ(code_points("a\xC3\xA9\xE6\x8A\xA4\xF0\x9F\x98\x80"), U"a\u00E9\u62A4\U0001F600");
}

TEST(CodePoints, ReplaceEachByteThatIsNotUtf8AndGoOn) {
  EXPECT_EQ(code_points("a\xFFz"), U"a\uFFFDz");
  EXPECT_EQ(code_points("\xC3"), U"\uFFFD");
  EXPECT_EQ(code_points("\xC0\x80"), U"\uFFFD\uFFFD");
  EXPECT_EQ(code_points("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(code_points("\xE6\x8A z"), U"\uFFFD\uFFFD z");
}

TEST(CodePoints, EncodeWhatTheyDecoded) {
  for (const char32_t point : {U'a', U'\u00E9', U'\u62A4', U'\U0001F600', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, point);
    EXPECT_EQ(code_points(text), std::u32string(1, point));
  }
}

}  // namespace
}  // namespace throughline
