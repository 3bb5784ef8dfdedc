// SPDX-License-Identifier: MIT
#include "throughline/gap_study.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "ranked_gaps.hpp"
#include "throughline/gap_report.hpp"

namespace throughline::testing {
namespace {

/// A gap of every kind; the failure at the desk is the largest.
const std::string office = R"(
schema = 1
[blueprint]
currency = "EUR"
[run]
length = "6 h"
replications = 40
[segments.guest]
start = "door"
value = 10
arrivals = { rate = "20 per hour" }
[segments.regular]
start = "door"
value = 10
arrivals = { rate = "5 per hour" }
[staff.clerk]
count = 3
cost = "20 per hour"
[steps.door]
lane = "customer"
time = "20 s"
next.desk = { delay = "30 s", loss = 0.01 }
[steps.desk]
staff = "clerk"
time = { gamma = { mean = "5 min", cv = 0.5 } }
patience = { exponential = { mean = "12 min" } }
failure = { probability = "15 %" }
expects = { wait = "2 min", time = "4 min" }
next = "sign"
[steps.desk.for.regular]
time = { exponential = { mean = "6 min" } }
[steps.sign]
staff = "clerk"
time = "1 min"
failure = { probability = "2 %", then = "retry" }
next = "file"
[steps.file]
lane = "backstage"
time = "3 min"
failure = { probability = "1 %" }
[gaps.quality]
touchpoint = "desk"
kind = "failure"
feasibility = "medium"
cost = 500
)";

Gaps gaps_of(const std::string& text, const std::string& north_star, unsigned threads = 2) {
  return ranked_gaps(text, "office.toml", {{.threads = threads}, north_star, {"cost", "journey.time.p90"}});
}

const RankedGap& gap_of(const Gaps& gaps, const std::string& touchpoint, GapKind kind) {
  for (const RankedGap& each : gaps.ranking)
    if (each.about.touchpoint == touchpoint && each.about.kind == kind) return each;
  throw std::out_of_range(touchpoint);
}

TEST(GapStudy, FindsForEveryGapWhatARunWithItsSettingsFinds) {
  const Gaps gaps = gaps_of(office, "journey.completed");
  ASSERT_EQ(gaps.ranking.size(), 7U);
  for (const RankedGap& gap : gaps.ranking) {
    Overlay overlay;
    for (const std::string& setting : gap.about.settings) {
      const std::size_t equals = setting.find('=');
      overlay.settings.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
    }
    const ExperimentResult run =
        run_experiment(compile(build_blueprint(read_document_text(office, "office.toml", overlay))), {.threads = 1});
    for (const GapEffect& effect : gap.effects) {
      ASSERT_NE(run.find(effect.path), nullptr) << effect.path;
      EXPECT_EQ(*run.find(effect.path)->value, *effect.figure.value) << gap.about.touchpoint << " " << effect.path;
    }
  }
}

TEST(GapStudy, RanksThePlantedGapFirst) {
  const Gaps gaps = gaps_of(office, "journey.completed");
  EXPECT_EQ(gaps.direction, Direction::higher);
  const RankedGap& first = gaps.ranking.front();
  EXPECT_EQ(first.about.touchpoint, "desk");
  EXPECT_EQ(first.about.kind, GapKind::failure);
  EXPECT_TRUE(first.gains);
  EXPECT_TRUE(gaps.is_decided());
  EXPECT_EQ(first.last_rank, 1U);
  ASSERT_TRUE(first.effects.front().per_money);
  EXPECT_DOUBLE_EQ(*first.effects.front().per_money->value, *first.effects.front().change.value / 500.0);
  EXPECT_EQ(first.effects[1].path, "cost");
  EXPECT_FALSE(gap_of(gaps, "sign", GapKind::failure).gains);  // whoever fails there tries again
}

TEST(GapStudy, DecidesNothingWhereClosingAGapChangesNothing) {
  // The same mean in another shape: what is measured differs, what is true does not.
  const std::string text = R"(
schema = 1
[run]
length = "8 h"
replications = 60
[segments.guest]
start = "look"
arrivals = { rate = "12 per hour" }
[steps.look]
lane = "customer"
time = { exponential = { mean = "5 min" } }
[gaps.shape]
touchpoint = "look"
kind = "time"
scenario = "other_shape"
[scenarios.other_shape]
steps.look.time = { gamma = { mean = "5 min", cv = 0.5 } }
)";
  const Gaps gaps = gaps_of(text, "journey.time.mean");
  ASSERT_EQ(gaps.ranking.size(), 1U);
  EXPECT_EQ(gaps.direction, Direction::lower);
  EXPECT_EQ(gaps.ranking.front().about.scenario, "other_shape");
  EXPECT_NE(*gaps.ranking.front().effects.front().change.value, 0.0);
  EXPECT_FALSE(gaps.ranking.front().gains);
  EXPECT_FALSE(gaps.is_decided());
}

TEST(GapStudy, LeavesEqualGapsUndecided) {
  // Whether nobody has to wait or nobody minds: everybody is served.
  const std::string text = R"(
schema = 1
[run]
length = "4 h"
replications = 30
[segments.guest]
start = "till"
arrivals = { rate = "40 per hour" }
[staff.cashier]
count = 1
[steps.till]
staff = "cashier"
time = { exponential = { mean = "80 s" } }
patience = "3 min"
)";
  const Gaps gaps = gaps_of(text, "journey.completed");
  ASSERT_EQ(gaps.ranking.size(), 2U);
  for (const RankedGap& gap : gaps.ranking) {
    EXPECT_TRUE(gap.gains);
    EXPECT_EQ(gap.first_rank, 1U);
    EXPECT_EQ(gap.last_rank, 2U);
    EXPECT_EQ(*gap.effects.front().figure.value, 1.0);
  }
  EXPECT_FALSE(gaps.is_decided());
  // Both close the same loss: together they bring it back once.
  ASSERT_EQ(gaps.together.size(), 1U);
  EXPECT_EQ(*gaps.together.front().change.value, *gaps.ranking.front().effects.front().change.value);
  EXPECT_NEAR(*gaps.together.front().interaction.value, -*gaps.together.front().change.value, 1e-12);
  EXPECT_LT(*gaps.together.front().interaction.high, 0.0);
}

TEST(GapStudy, TellsHowGapsInARowAct) {
  // (1 - p)(1 - q): without both failures p q more is gained than by each alone.
  const std::string text = R"(
schema = 1
[run]
length = "40 h"
replications = 100
[segments.guest]
start = "one"
arrivals = { rate = "60 per hour" }
[steps.one]
failure = { probability = 0.3 }
next = "two"
[steps.two]
failure = { probability = 0.2 }
)";
  const Gaps gaps = gaps_of(text, "journey.completed");
  ASSERT_EQ(gaps.together.size(), 1U);
  const Estimate& interaction = gaps.together.front().interaction;
  EXPECT_LT(*interaction.low, 0.06);
  EXPECT_GT(*interaction.high, 0.06);
  EXPECT_NEAR(*interaction.value, 0.06, 0.003);
  EXPECT_EQ(*gaps.together.front().change.value, 1.0 - *gaps.base.find("journey.completed")->value);
}

TEST(GapStudy, DecomposesExactly) {
  const Gaps gaps = gaps_of(office, "journey.completed");
  ASSERT_EQ(gaps.decompositions.size(), 3U);
  for (const Decomposition& each : gaps.decompositions) {
    EXPECT_EQ(std::accumulate(each.parts.begin(), each.parts.end(), 0.0), each.total) << each.of;
    EXPECT_EQ(each.parts.size(), gaps.base.blueprint.touchpoints.size() + 1);
    if (each.of == "spread") continue;
    EXPECT_GT(each.parts.back(), 0.0) << each.of;  // the file backstage; handoffs that are lost
  }
  const Decomposition& time = gaps.decompositions.front();
  EXPECT_EQ(time.of, "time");
  for (std::size_t touchpoint = 0; touchpoint < gaps.base.blueprint.touchpoints.size(); ++touchpoint) {
    const Estimate* const share =
        gaps.base.find(fmt::format("touchpoint.{}.share", gaps.base.blueprint.touchpoints[touchpoint].key));
    ASSERT_NE(share, nullptr);
    EXPECT_NEAR(time.parts[touchpoint] / time.total, *share->value, 1e-12);
  }
}

/// Times that have nothing to do with each other: each drives the variance by its own. Erlang laws of k phases have a
/// variance of mean^2 / k.
TEST(GapStudy, TellsWhatDrivesTheVarianceOfJourneyTime) {
  const std::string text = R"(
schema = 1
[run]
length = "200 h"
ending = "drain"
replications = 50
[segments.guest]
start = "one"
arrivals = { rate = "60 per hour" }
[steps.one]
time = { exponential = { mean = "2 min" } }
next = "two"
[steps.two]
time = { erlang = { mean = "4 min", phases = 4 } }
next = "three"
[steps.three]
time = "10 min"
)";
  const Gaps gaps = gaps_of(text, "journey.time.mean");
  const Decomposition& spread = gaps.decompositions.at(1);
  ASSERT_EQ(spread.of, "spread");
  EXPECT_NEAR(spread.total, *gaps.base.find("journey.time.sd")->value, 1e-6 * spread.total);
  EXPECT_NEAR(spread.total, 120.0 * std::sqrt(2.0), 1.0);
  EXPECT_NEAR(spread.parts[0] / spread.total, 0.5, 0.01);
  EXPECT_NEAR(spread.parts[1] / spread.total, 0.5, 0.01);
  EXPECT_NEAR(spread.parts[2] / spread.total, 0.0, 1e-6);
}

TEST(GapStudy, TellsNoDriversWhereAllTakeAsLong) {
  const std::string text = R"(
schema = 1
[run]
length = "20 h"
ending = "drain"
replications = 2
[segments.guest]
start = "one"
arrivals = { rate = "6 per hour" }
[steps.one]
time = "2 min"
failure = { probability = 0.1 }
)";
  const Gaps gaps = gaps_of(text, "journey.completed");
  ASSERT_EQ(gaps.decompositions.size(), 2U);
  EXPECT_EQ(gaps.decompositions[0].of, "time");
  EXPECT_EQ(gaps.decompositions[1].of, "failures");
}

TEST(GapStudy, LowersTheFailuresBehindAGapWhereThatMakesTheRestWorse) {
  // At the form 30 % fail and go on; at the check 10 %, or three times as many of those.
  const std::string text = R"(
schema = 1
[run]
length = "10 h"
replications = 40
[segments.guest]
start = "form"
arrivals = { rate = "60 per hour" }
[steps.form]
lane = "customer"
time = "1 min"
failure = { probability = "30 %", then = "check" }
next = "check"
[steps.check]
lane = "customer"
time = "1 min"
failure = { probability = "10 %" }
[experience]
)";
  const auto expect_change = [](const Estimate& change, double answer) {
    EXPECT_LE(*change.low, answer);
    EXPECT_GE(*change.high, answer);
    EXPECT_LT(*change.high - *change.low, 0.02);
  };
  const Gaps apart = gaps_of(text, "journey.failed");
  EXPECT_EQ(*gap_of(apart, "form", GapKind::failure).effects.front().change.value, 0.0);
  const Gaps gaps = gaps_of(text + "broken_windows = { failure = 3.0 }\n", "journey.failed");
  const RankedGap& form = gap_of(gaps, "form", GapKind::failure);
  EXPECT_TRUE(form.gains);
  expect_change(form.effects.front().change, 0.1 - (0.7 * 0.1 + 0.3 * 0.3));
  expect_change(gap_of(gaps, "check", GapKind::failure).effects.front().change, -(0.7 * 0.1 + 0.3 * 0.3));
  // Both together close no more than the second alone: the first loses what it had gained.
  ASSERT_FALSE(gaps.together.empty());
  expect_change(gaps.together.front().interaction, 0.06);
}

TEST(GapStudy, IsTheSameForAnyNumberOfThreads) {
  EXPECT_EQ(write_json(gaps_of(office, "journey.time.p90", 1), false),
            write_json(gaps_of(office, "journey.time.p90", 3), false));
}

TEST(GapStudy, ListsWhatTheBlueprintDoesNotAllow) {
  const std::string text = R"(
schema = 1
[run]
length = "2 h"
replications = 5
[segments.guest]
start = "ask"
arrivals = { rate = "10 per hour" }
[staff.processors]
count = 2
sharing = true
[steps.ask]
staff = "processors"
time = "2 min"
)";
  const Gaps gaps = gaps_of(text, "journey.time.mean");
  EXPECT_TRUE(gaps.ranking.empty());
  EXPECT_FALSE(gaps.is_decided());
  ASSERT_EQ(gaps.left_out.size(), 1U);
  EXPECT_EQ(gaps.left_out.front().touchpoint, "ask");
  EXPECT_NE(gaps.left_out.front().reason.find("work as one"), std::string::npos);
}

TEST(GapStudy, EndsWhereItIsInterrupted) {
  const std::atomic<bool> interrupt = true;
  const Gaps gaps =
      ranked_gaps(office, "office.toml", {{.threads = 1, .interrupt = &interrupt}, "journey.completed", {}});
  EXPECT_TRUE(gaps.partial);
  EXPECT_EQ(gaps.partial_reason, "interrupted");
  ASSERT_EQ(gaps.ranking.size(), 7U);
  EXPECT_EQ(gaps.ranking.front().effects.front().change.reason, "interrupted");
  EXPECT_FALSE(gaps.is_decided());
}

}  // namespace
}  // namespace throughline::testing
