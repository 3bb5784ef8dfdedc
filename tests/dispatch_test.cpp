// SPDX-License-Identifier: MIT
// People who are dispatched one by one, against the plain way: where both can serve, both tell the same.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <string>

#include "model/dispatch_compiler.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

TEST(Dispatching, TellsTheSameAsThePlainWay) {
  const std::filesystem::path scenarios = std::filesystem::path(THROUGHLINE_SOURCE_DIR) / "scenarios";
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(scenarios)) {
    if (entry.path().extension() != ".toml") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const Blueprint blueprint = build_blueprint(read_document(entry.path(), {}));
    const ExperimentOptions options{.replications = 4, .threads = 1};
    const ExperimentResult plain = run_experiment(compile(blueprint), options);
    const ExperimentResult dispatched = run_experiment(compile(blueprint, Dispatching::everywhere), options);
    ASSERT_EQ(plain.measures.size(), dispatched.measures.size());
    for (std::size_t index = 0; index < plain.measures.size(); ++index) {
      const Estimate& one = plain.measures[index].estimate;
      const Estimate& other = dispatched.measures[index].estimate;
      // Sums over time of the same numbers in another order.
      constexpr double rounding = 1e-9;
      ASSERT_EQ(one.value.has_value(), other.value.has_value()) << plain.measures[index].path;
      if (one.value) {
        EXPECT_NEAR(*one.value, *other.value, rounding * (1.0 + std::abs(*one.value))) << plain.measures[index].path;
      }
      EXPECT_EQ(one.observations, other.observations) << plain.measures[index].path;
      ++compared;
    }
  }
  EXPECT_GT(compared, 500U);
}

}  // namespace
}  // namespace throughline
