// SPDX-License-Identifier: MIT
#include "statistics/screening.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "statistics/ratio.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

/// Normal units, reproducible: by the sum of twelve uniform numbers.
class Units {
 public:
  explicit Units(std::uint64_t seed) : state_(seed) {}

  double next() {
    double sum = -6.0;
    for (int each = 0; each < 12; ++each) sum += uniform();
    return sum;
  }

 private:
  double uniform() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((bits ^ (bits >> 31U)) >> 11U) * 0x1p-53;
  }

  std::uint64_t state_;
};

struct Contest {
  std::vector<std::vector<double>> values;

  void extend(const std::vector<double>& means, double shared, Units& units, int count) {
    values.resize(means.size());
    for (int each = 0; each < count; ++each) {
      const double luck = units.next();
      for (std::size_t index = 0; index < means.size(); ++index) {
        values[index].push_back(means[index] + shared * luck + std::sqrt(1.0 - shared * shared) * units.next());
      }
    }
  }
  std::vector<Influence> figures() const {
    std::vector<Influence> all;
    for (const auto& each : values) all.push_back(*influence_of_ratio(each, std::vector<double>(each.size(), 1.0)));
    return all;
  }
};

struct Outcome {
  std::size_t best = 0;
  std::uint64_t units = 0;
};

Outcome select(const std::vector<double>& means, double shared, double indifference, std::uint64_t seed) {
  Units units(seed);
  Contest contest;
  Screening screening(means.size(), indifference, 0.95);
  while (!screening.is_decided()) {
    contest.extend(means, shared, units, 20);
    screening.look(contest.figures(), contest.values.front().size());
  }
  return {screening.left().front(), contest.values.front().size()};
}

TEST(Screening, FindsTheSmallestAsOftenAsItPromises) {
  // The slippage configuration: the best is better than all others by the indifference alone.
  const std::vector<double> means{0.0, 0.0, -0.25, 0.0, 0.0};
  constexpr int contests = 400;
  for (const double shared : {0.0, 0.8}) {
    int right = 0;
    for (int seed = 0; seed < contests; ++seed)
      right += select(means, shared, 0.25, static_cast<std::uint64_t>(seed) * 7919U + 1U).best == 2;
    // 95 % less four standard errors of 400 contests.
    EXPECT_GT(right, contests * (0.95 - 4.0 * std::sqrt(0.95 * 0.05 / contests))) << shared;
  }
}

TEST(Screening, ByOneLookLosesTheSmallestAsSeldomAsItPromises) {
  const std::vector<double> means{0.0, 0.0, -0.25, 0.0, 0.0};
  constexpr int contests = 400;
  int kept = 0;
  int decided = 0;
  for (int seed = 0; seed < contests; ++seed) {
    Units units(static_cast<std::uint64_t>(seed) * 104729U + 7U);
    Contest contest;
    contest.extend(means, 0.8, units, 200);
    Screening screening(means.size(), 0.25, 0.95, Looking::once);
    screening.look(contest.figures(), 200);
    const std::vector<std::size_t>& left = screening.left();
    kept += std::find(left.begin(), left.end(), 2U) != left.end() ? 1 : 0;
    decided += screening.is_decided() ? 1 : 0;
  }
  EXPECT_GT(kept, contests * (0.95 - 4.0 * std::sqrt(0.95 * 0.05 / contests)));
  EXPECT_GT(decided, contests / 2);
}

TEST(Screening, ByOneLookSaysAboutHowManyWouldDecide) {
  Influence one{0.0, {}};
  for (int unit = 0; unit < 50; ++unit) one.moves.push_back(unit % 2 == 0 ? 0.01 : -0.01);
  Influence other = one;
  other.value = 0.1;
  for (double& move : other.moves) move = -move;
  Screening screening(2, 0.05, 0.95, Looking::once);
  const std::vector<Influence> figures{one, other};
  screening.look(figures, 50);
  ASSERT_FALSE(screening.is_decided());
  const double error = spread_of(difference(one, other).moves).error;
  const double needed = 50.0 * std::pow(student_t(49.0, 0.9) * error / (0.1 + 0.05), 2.0);
  EXPECT_NEAR(static_cast<double>(screening.longest()), needed, 1.0);
}

TEST(Screening, NeedsFewerUnitsWhereLuckIsShared) {
  const std::vector<double> means{0.0, -0.25, 0.0};
  std::uint64_t apart = 0;
  std::uint64_t together = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    apart += select(means, 0.0, 0.25, seed).units;
    together += select(means, 0.9, 0.25, seed).units;
  }
  EXPECT_LT(together * 3, apart);
}

TEST(Screening, EndsAtTheLatestWhenItSays) {
  Units units(3);
  Contest contest;
  Screening screening(3, 0.5, 0.95);
  contest.extend({0.0, 0.0, 0.0}, 0.0, units, 30);
  screening.look(contest.figures(), 30);
  const std::uint64_t longest = screening.longest();
  ASSERT_GT(longest, 30U);
  contest.extend({0.0, 0.0, 0.0}, 0.0, units, static_cast<int>(longest) - 30);
  screening.look(contest.figures(), longest);
  EXPECT_TRUE(screening.is_decided());
}

TEST(Screening, LeavesTheFirstOfWhatIsTheSame) {
  const Influence same{5.0, {0.1, -0.1, 0.2, -0.2}};
  Screening screening(3, 0.01, 0.95);
  const std::vector<Influence> figures{same, same, same};
  screening.look(figures, 4);
  EXPECT_EQ(screening.left(), std::vector<std::size_t>{0});
}

}  // namespace
}  // namespace throughline
