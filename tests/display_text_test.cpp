// SPDX-License-Identifier: MIT
#include "report/display_text.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(DisplayText, WritesOutWhatATerminalWouldObey) {
  EXPECT_EQ(harmless("a\x1b[31mb"), "a\\u001B[31mb");
  EXPECT_EQ(harmless("a\nb\tc\x7f"), "a\\u000Ab\\u0009c\\u007F");
  EXPECT_EQ(harmless("a\xC2\x9B"
                     "2Jb"),
            "a\\u009B2Jb");
}

TEST(DisplayText, WritesOutWhatWouldReverseTheLine) {
  EXPECT_EQ(harmless("a\u202Eb\u2066c"), "a\\u202Eb\\u2066c");
}

TEST(DisplayText, ReplacesBytesThatAreNotText) {
  EXPECT_EQ(harmless("a\xFF\xC3"), "a\uFFFD\uFFFD");
}

TEST(DisplayText, LeavesNamesOfAnyScriptAlone) {
  EXPECT_EQ(harmless("老城茶馆 Café Ω"), "老城茶馆 Café Ω");
}

TEST(DisplayText, MeasuresInColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("点茶"), 4U);
  EXPECT_EQ(display_width("Cafe\u0301"), 4U);
}

TEST(DisplayText, CutsBetweenCharacters) {
  EXPECT_EQ(fitted("abcdef", 6), "abcdef");
  EXPECT_EQ(fitted("abcdefg", 6), "abcde…");
  EXPECT_EQ(fitted("煮水泡茶", 6), "煮水…");
  EXPECT_EQ(fitted("煮水泡茶", 7), "煮水泡…");
}

}  // namespace
}  // namespace throughline
