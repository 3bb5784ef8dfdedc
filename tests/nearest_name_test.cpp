// SPDX-License-Identifier: MIT
#include "diagnostic/nearest_name.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

const std::vector<std::string> keys{"doctors", "nurses", "reception", "x_ray"};

TEST(NearestName, FindsALetterMissingAddedChangedOrSwapped) {
  for (const char* written : {"nurse", "nursess", "nurzes", "nruses"})
    EXPECT_EQ(nearest_name(written, keys), "nurses") << written;
}

TEST(NearestName, CountsASwapOfNeighborsAsOneMistake) {
  EXPECT_EQ(nearest_name("bca", {"xya", "cba"}), "cba");
}

TEST(NearestName, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(nearest_name("cashier", keys), std::nullopt);
  EXPECT_EQ(nearest_name("a", {"b"}), std::nullopt);
  EXPECT_EQ(nearest_name("a", {}), std::nullopt);
}

TEST(NearestName, TakesTheFirstOfEquallyNearNames) {
  EXPECT_EQ(nearest_name("desk_3", {"desk_2", "desk_1"}), "desk_2");
}

TEST(NearestName, LooksThroughUpperAndLowerCaseButPrefersTheSameCase) {
  EXPECT_EQ(nearest_name("NURSES", keys), "nurses");
  EXPECT_EQ(nearest_name("Desk", {"desk", "Desks", "dESK"}), "desk");
}

TEST(NearestName, MeasuresInCodePointsNotInBytes) {
  EXPECT_EQ(nearest_name("\u62A4\u58EB\u7AD9", {"\u62A4\u58EB"}), "\u62A4\u58EB");
  EXPECT_EQ(nearest_name("\u62A4", {"\u58EB"}), std::nullopt);
}

TEST(NearestName, AnswersAtOnceForAbsurdlyLongNames) {
  EXPECT_EQ(nearest_name(std::string(100'000, 'a'), {std::string(99'999, 'a')}), std::nullopt);
}

TEST(DidYouMean, IsAHintOrEmpty) {
  EXPECT_EQ(did_you_mean("nurse", keys), "did you mean \"nurses\"?");
  EXPECT_EQ(did_you_mean("cashier", keys), "");
}

}  // namespace
}  // namespace throughline
