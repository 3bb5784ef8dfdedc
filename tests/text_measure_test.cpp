// SPDX-License-Identifier: MIT
#include "report/text_measure.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

using Lines = std::vector<std::string>;

TEST(TextMeasure, GrowsWithTheTextAndTheFont) {
  EXPECT_EQ(text_width("", 10.0), 0.0);
  EXPECT_NEAR(text_width("il", 10.0), 5.56, 1e-9);
  EXPECT_NEAR(text_width("il", 20.0), 2.0 * text_width("il", 10.0), 1e-9);
  EXPECT_GT(text_width("WW", 10.0), text_width("ii", 10.0));
}

TEST(TextMeasure, TakesASquareForAnIdeographAndNothingForAMark) {
  EXPECT_NEAR(text_width("点茶", 12.0), 24.0, 1e-9);
  EXPECT_NEAR(text_width("e\u0301", 12.0), text_width("e", 12.0), 1e-9);
  EXPECT_GT(text_width("🍵", 12.0), 12.0);
}

TEST(TextMeasure, CutsWhatIsTooWideWithAnEllipsis) {
  EXPECT_EQ(cut_to_width("Passport check", 12.0, 200.0), "Passport check");
  const std::string cut = cut_to_width("Passport check", 12.0, 60.0);
  EXPECT_TRUE(cut.ends_with("…")) << cut;
  EXPECT_TRUE(cut.starts_with("Pass")) << cut;
  EXPECT_LE(text_width(cut, 12.0), 60.0);
}

TEST(TextMeasure, BreaksLinesAtSpaces) {
  EXPECT_EQ(wrap_to_width("Captain, meal, entertainment", 12.0, 100.0, 3), (Lines{"Captain, meal,", "entertainment"}));
  EXPECT_EQ(wrap_to_width("", 12.0, 100.0, 3), Lines{});
  EXPECT_EQ(wrap_to_width("  one  ", 12.0, 100.0, 3), Lines{"one"});
}

TEST(TextMeasure, BreaksBetweenIdeographsButNotBeforeAFullStop) {
  EXPECT_EQ(wrap_to_width("请客人入座点茶", 10.0, 40.0, 3), (Lines{"请客人入", "座点茶"}));
  EXPECT_EQ(wrap_to_width("请客人。入座", 10.0, 30.0, 3), (Lines{"请客", "人。入", "座"}));
}

TEST(TextMeasure, BreaksWordsThatAreWiderThanALine) {
  const Lines lines = wrap_to_width(std::string(40, 'm'), 10.0, 100.0, 5);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines.front(), std::string(10, 'm'));
}

TEST(TextMeasure, KeepsEveryLineWithinTheWidth) {
  for (const char* text : {"Bring the bag to the belt and come again", "一二三四五六七八九十一二三四五六七八九十",
                           "🍵🍵🍵🍵🍵🍵🍵🍵🍵", "Donaudampfschifffahrtsgesellschaftskapitän", "مرحبا بالعالم مرحبا بالعالم"}) {
    for (const double width : {40.0, 77.0, 134.0}) {
      const Lines lines = wrap_to_width(text, 12.0, width, 3);
      EXPECT_LE(lines.size(), 3U);
      for (const std::string& line : lines) EXPECT_LE(text_width(line, 12.0), width + 1e-9) << line;
    }
  }
}

TEST(TextMeasure, EndsTheLastLineWithAnEllipsisWhereNotAllFits) {
  const Lines lines = wrap_to_width("one two three four five six seven", 12.0, 50.0, 2);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines.back().ends_with("…")) << lines.back();
}

}  // namespace
}  // namespace throughline
