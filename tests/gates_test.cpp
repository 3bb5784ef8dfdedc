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

PairedDifference judged(std::string path, Verdict verdict) {
  PairedDifference difference;
  difference.path = std::move(path);
  difference.verdict = verdict;
  difference.simultaneous = true;
  return difference;
}

TEST(Gates, HoldWhatIsJudgedOfARedesignBehindItsTargets) {
  ComparedAlternative redesign{"two", tea_house(), {}};
  redesign.differences = {judged("journey.time.p90", Verdict::better), judged("journey.failed", Verdict::worse),
                          judged("cost", Verdict::undecided), judged("throughput", Verdict::same)};
  redesign.differences.back().simultaneous = false;
  const ComparedAlternative reference{"base", tea_house(), {}};
  const std::vector<Gate> gates = gates_of(redesign, reference, false);
  ASSERT_EQ(gates.size(), 6U);
  EXPECT_EQ(gates[2].status, GateStatus::missed);
  EXPECT_EQ(gates[3].name, "journey.time.p90 not worse than in base");
  EXPECT_EQ(gates[3].status, GateStatus::not_worse);
  EXPECT_FALSE(gates[3].fails);
  EXPECT_EQ(gates[4].status, GateStatus::worse);
  EXPECT_TRUE(gates[4].fails);
  EXPECT_EQ(gates[5].status, GateStatus::undecided);
  EXPECT_FALSE(gates[5].fails);
  EXPECT_TRUE(gates_of(redesign, reference, true)[5].fails);
}

TEST(Gates, AskOfManyAlternativesWhetherOneMeetsTheTargets) {
  SweepResult sweep;
  sweep.alternatives.resize(3);
  sweep.alternatives[0].status = SweepStatus::undecided;
  sweep.alternatives[1].status = SweepStatus::meets;
  sweep.alternatives[1].cost_floor = 10.0;
  ASSERT_EQ(gates_of(sweep, false).size(), 1U);
  EXPECT_EQ(gates_of(sweep, false)[0].status, GateStatus::missed);
  EXPECT_TRUE(gates_of(sweep, false)[0].fails);

  sweep.cheapest = 1;
  sweep.confirmation = ExperimentResult();
  sweep.confirmation->targets.emplace_back().status = TargetStatus::undecided;
  for (const bool strict : {false, true}) {
    const std::vector<Gate> gates = gates_of(sweep, strict);
    ASSERT_EQ(gates.size(), 3U);
    EXPECT_EQ(gates[0].status, GateStatus::met);
    EXPECT_EQ(gates[1].finding, "1 of 3 alternatives");
    EXPECT_EQ(gates[2].name, "new replications confirm it");
    for (const std::size_t gate : {1U, 2U}) {
      EXPECT_EQ(gates[gate].status, GateStatus::undecided);
      EXPECT_EQ(gates[gate].fails, strict);
    }
  }
  sweep.alternatives[0].status = SweepStatus::misses;
  sweep.confirmation->targets.front().status = TargetStatus::met;
  for (const Gate& gate : gates_of(sweep, true)) EXPECT_FALSE(gate.fails) << gate.name;

  sweep.cheapest.reset();
  sweep.partial = true;
  const std::vector<Gate> partial = gates_of(sweep, true);
  EXPECT_FALSE(partial[0].fails);
  EXPECT_EQ(partial.back().status, GateStatus::partial);
}

}  // namespace
}  // namespace throughline
