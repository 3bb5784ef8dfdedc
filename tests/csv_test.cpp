// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <limits>

#include "example_result.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::absent;
using testing::estimate_of;

ExperimentResult two_measures() {
  ExperimentResult result;
  result.measures = {{"journey.time.mean", estimate_of(Unit::seconds, 372.5, 1.25)},
                     {"journey.value", absent(Unit::money, "no journey ended")}};
  return result;
}

TEST(Csv, HoldsARowForEachMeasure) {
  EXPECT_EQ(write_csv(two_measures()),
            "path,unit,value,low,high,confidence,replications,observations,reason\r\n"
            "journey.time.mean,seconds,372.5,371.25,373.75,0.95,400,1000,\r\n"
            "journey.value,money,,,,0.95,400,0,no journey ended\r\n");
}

TEST(Csv, MarksAPartialResultInEveryRow) {
  ExperimentResult result = two_measures();
  result.partial = true;
  result.partial_reason = "interrupted";
  const std::string text = write_csv(result);
  EXPECT_NE(text.find(",1000,partial: interrupted\r\n"), std::string::npos);
  EXPECT_NE(text.find(",no journey ended\r\n"), std::string::npos);
}

TEST(Csv, NeverWritesAnInfinity) {
  ExperimentResult result;
  result.measures = {{"journey.time.mean", estimate_of(Unit::seconds, std::numeric_limits<double>::infinity(), 1.0)}};
  EXPECT_EQ(write_csv(result).find("inf"), std::string::npos);
}

TEST(Csv, DisarmsNames) {
  ExperimentResult result;
  result.measures = {{"=cmd|' /C calc'!A0", estimate_of(Unit::share, 0.5, 0.1)},
                     {"phase.a,\"b\".failure", estimate_of(Unit::share, -0.5, 0.1)}};
  const std::string text = write_csv(result);
  EXPECT_NE(text.find("\r\n'=cmd|"), std::string::npos);
  EXPECT_NE(text.find("\r\n\"phase.a,\"\"b\"\".failure\",share,-0.5,"), std::string::npos);
}

}  // namespace
}  // namespace throughline
