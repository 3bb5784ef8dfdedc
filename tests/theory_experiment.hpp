// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline::testing {

/// What theory says of a measure.
struct Exact {
  std::string path;
  double value = 0.0;
  double half_width = 0.01;  ///< the largest acceptable, relative to the value; absolute for shares
};

/// Simulates and compares: within four standard errors, with intervals narrow enough to mean something.
inline void expect_theory(const std::string& text, const std::vector<Exact>& answers, const Overlay& overlay = {}) {
  const ExperimentResult result = run_experiment(model_of(text, overlay));
  for (const Exact& exact : answers) {
    SCOPED_TRACE(exact.path);
    const Estimate* estimate = result.find(exact.path);
    ASSERT_NE(estimate, nullptr);
    ASSERT_TRUE(estimate->value && estimate->low && estimate->high) << estimate->reason;
    const double half_width = (*estimate->high - *estimate->low) / 2.0;
    const double standard_error = half_width / 1.96;
    EXPECT_LT(std::abs(*estimate->value - exact.value), 4.0 * standard_error)
        << "simulated " << *estimate->value << " +- " << half_width << ", exact " << exact.value;
    EXPECT_LT(half_width, exact.half_width * (estimate->unit == Unit::share ? 1.0 : exact.value));
  }
}

/// One queue in steady state; times in seconds.
struct Queue {
  double arrivals_per_second = 1.0;
  std::string service = "{ exponential = { mean = \"1 s\" } }";
  int servers = 1;
  std::string keys;     ///< further keys of the step
  std::string targets;  ///< lines of [targets]
  double length = 200'000.0;
  double warm_up = 5'000.0;
  int replications = 100;

  std::string text() const {
    return fmt::format(R"(schema = 1
[run]
length = "{} s"
warm_up = "{} s"
ending = "stop"
replications = {}
[segments.all]
start = "desk"
arrivals = {{ rate = "{} per second" }}
[staff.clerk]
count = {}
[steps.desk]
staff = "clerk"
time = {}
{}
[targets]
{}
)",
                       length, warm_up, replications, arrivals_per_second, servers, service, keys, targets);
  }
};

}  // namespace throughline::testing
