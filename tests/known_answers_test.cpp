// SPDX-License-Identifier: MIT
// Every file of tests/known_answers says in its comments what it must give: `# answer: MEASURE = VALUE within 1 %`, or
// `# answer in SCENARIO: ...`, and what a scenario must not move by a single bit: `# unmoved in SCENARIO: MEASURE`, in
// seconds and shares.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

struct Answer {
  std::string scenario = "base";
  std::string path;
  double value = 0.0;
  double half_width = 0.01;  ///< of the interval, relative
};

/// A measure that a scenario leaves as it is in the base, to the last bit.
struct Unmoved {
  std::string scenario;
  std::string path;
};

struct Expectations {
  std::vector<Answer> answers;
  std::vector<Unmoved> unmoved;
};

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(THROUGHLINE_SOURCE_DIR) + "/tests/known_answers")) {
    if (entry.path().extension() == ".toml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

Expectations expectations_of(const std::filesystem::path& file) {
  static const std::regex answer("# answer(?: in (\\w+))?: (.+) = ([-0-9.e]+) within ([0-9.]+) %");
  static const std::regex unmoved("# unmoved in (\\w+): (.+)");
  Expectations found;
  std::ifstream stream(file);
  std::smatch match;
  for (std::string line; std::getline(stream, line);) {
    if (std::regex_match(line, match, answer)) {
      const std::string scenario = match[1].matched ? match[1].str() : "base";
      found.answers.push_back({scenario, match[2], std::stod(match[3]), std::stod(match[4]) / 100.0});
    } else if (std::regex_match(line, match, unmoved)) {
      found.unmoved.push_back({match[1], match[2]});
    } else {
      EXPECT_FALSE(line.starts_with("# answer") || line.starts_with("# unmoved")) << "cannot be read: " << line;
    }
  }
  return found;
}

/// The results of the scenarios of a file, each simulated once.
class Results {
 public:
  explicit Results(std::filesystem::path file) : file_(std::move(file)) {}

  const ExperimentResult& of(const std::string& scenario) {
    const auto known = results_.find(scenario);
    if (known != results_.end()) return known->second;
    Overlay overlay;
    overlay.scenario = scenario;
    return results_.emplace(scenario, run_experiment(compile(build_blueprint(read_document(file_, overlay))))).first->second;
  }

 private:
  std::filesystem::path file_;
  std::map<std::string, ExperimentResult> results_;
};

class KnownAnswer : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(KnownAnswer, HoldsWithinFourStandardErrors) {
  const auto [answers, unmoved] = expectations_of(GetParam());
  ASSERT_FALSE(answers.empty());
  Results results(GetParam());
  for (const Answer& answer : answers) {
    SCOPED_TRACE(answer.scenario + ": " + answer.path);
    const Estimate* const estimate = results.of(answer.scenario).find(answer.path);
    ASSERT_NE(estimate, nullptr);
    ASSERT_TRUE(estimate->value && estimate->low && estimate->high) << estimate->reason;
    const double half_width = (*estimate->high - *estimate->low) / 2.0;
    EXPECT_LE(std::abs(*estimate->value - answer.value), 4.0 / 1.96 * half_width + 1e-9 * std::abs(answer.value))
        << "simulated " << *estimate->value << " +- " << half_width << ", exact " << answer.value;
    EXPECT_LE(half_width, answer.half_width * std::abs(answer.value) + 1e-9);
  }
  for (const Unmoved& measure : unmoved) {
    SCOPED_TRACE(measure.scenario + ": " + measure.path);
    const Estimate* const before = results.of("base").find(measure.path);
    const Estimate* const after = results.of(measure.scenario).find(measure.path);
    ASSERT_TRUE(before != nullptr && after != nullptr);
    EXPECT_EQ(before->value, after->value);
    EXPECT_EQ(before->low, after->low);
    EXPECT_EQ(before->high, after->high);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, KnownAnswer, ::testing::ValuesIn(files()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace throughline
