// SPDX-License-Identifier: MIT
#include "report/gates.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::tea_house;

PrecisionResult precision_of(std::string path, bool met, bool by_default) {
  PrecisionResult precision;
  precision.path = std::move(path);
  precision.asked = 0.02;
  precision.reached = met ? 0.015 : 0.031;
  precision.met = met;
  precision.by_default = by_default;
  return precision;
}

TEST(Gates, HoldATargetEach) {
  const std::vector<Gate> gates = gates_of(tea_house(), false);
  ASSERT_EQ(gates.size(), 3U);
  EXPECT_EQ(gates[0].name, "journey.time.p90 < 2 h");
  EXPECT_EQ(gates[0].status, GateStatus::met);
  EXPECT_EQ(gates[1].status, GateStatus::undecided);
  EXPECT_EQ(gates[1].finding, "84.0 ± 1.1 %, margin -1.0 ± 1.1 points; about 490 replications would decide");
  EXPECT_EQ(gates[2].status, GateStatus::missed);
  EXPECT_EQ(gates[2].finding, "2.88 ± 0.23 %, margin -0.88 ± 0.23 points");
  EXPECT_EQ(gates[2].at.line, 40U);
}

TEST(Gates, FailOnUndecidedTargetsWhereTheRunIsStrict) {
  const auto fails = [](bool strict) {
    std::vector<bool> all;
    for (const Gate& gate : gates_of(tea_house(), strict)) all.push_back(gate.fails);
    return all;
  };
  EXPECT_EQ(fails(false), (std::vector<bool>{false, false, true}));
  EXPECT_EQ(fails(true), (std::vector<bool>{false, true, true}));
}

TEST(Gates, HoldOnlyPrecisionsThatSomebodyAskedFor) {
  ExperimentResult result;
  result.precision = {precision_of("journey.time.mean", false, true), precision_of("journey.failed", false, false),
                      precision_of("throughput", true, false)};
  const std::vector<Gate> gates = gates_of(result, false);
  ASSERT_EQ(gates.size(), 2U);
  EXPECT_EQ(gates[0].name, "journey.failed known to within 2 %");
  EXPECT_EQ(gates[0].finding, "journey.failed is known to within 3.1 % (2 % asked for)");
  EXPECT_EQ(gates[0].status, GateStatus::imprecise);
  EXPECT_TRUE(gates[0].fails);
  EXPECT_EQ(gates[1].status, GateStatus::met);
  EXPECT_FALSE(gates[1].fails);
}

TEST(Gates, FailOnAPartialResult) {
  ExperimentResult result;
  EXPECT_TRUE(gates_of(result, true).empty());
  result.partial = true;
  result.partial_reason = "interrupted";
  const std::vector<Gate> gates = gates_of(result, false);
  ASSERT_EQ(gates.size(), 1U);
  EXPECT_EQ(gates[0].status, GateStatus::partial);
  EXPECT_EQ(gates[0].finding, "interrupted");
  EXPECT_TRUE(gates[0].fails);
}

}  // namespace
}  // namespace throughline
