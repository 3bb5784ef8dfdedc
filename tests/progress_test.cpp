// SPDX-License-Identifier: MIT
#include "cli/progress.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(Progress, SaysHowFarAndHowLong) {
  EXPECT_EQ(progress_line({100, 400}, 4.0), "100 of 400 replications, about 12 s left");
  EXPECT_EQ(progress_line({1, 400}, 4.0), "1 of 400 replications, about 26.6 min left");
}

TEST(Progress, GuessesNothingAtTheEnds) {
  EXPECT_EQ(progress_line({0, 400}, 4.0), "0 of 400 replications");
  EXPECT_EQ(progress_line({400, 400}, 4.0), "400 of 400 replications");
}

TEST(Progress, ShowsTheFirstAndTheLastLineWhateverTheTime) {
  ::testing::internal::CaptureStderr();
  Progress progress(Progress::Manner::lines);
  progress.show({0, 2});
  progress.show({1, 2});
  progress.show({2, 2});
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "0 of 2 replications\n2 of 2 replications\n");
}

TEST(Progress, HidesWhereItMust) {
  ::testing::internal::CaptureStderr();
  Progress progress(Progress::Manner::hidden);
  progress.show({2, 2});
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace throughline
