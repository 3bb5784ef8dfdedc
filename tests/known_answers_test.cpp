// SPDX-License-Identifier: MIT
// Every file of tests/known_answers says in its comments what it must give, in the base or `in SCENARIO`:
//   # answer: MEASURE = VALUE within 1 %              exact, in seconds and shares; the interval is that narrow
//   # published: MEASURE = VALUE (LOW, HIGH) [min]    another program's estimate and its 95 % interval
//   # unmoved in SCENARIO: MEASURE                    not by a single bit
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
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
  double half_width = 0.01;     ///< of our interval, relative; of what is published as narrow as it comes
  double standard_error = 0.0;  ///< of what is published
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

/// Half of the last digit that is printed.
double rounding_of(const std::string& number) {
  const std::size_t point = number.find('.');
  const std::size_t digits = point == std::string::npos ? 0 : number.size() - point - 1;
  return 0.5 * std::pow(10.0, -static_cast<double>(digits));
}

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
  static const std::regex exact("# answer(?: in (\\w+))?: (.+) = ([-0-9.e]+) within ([0-9.]+) %");
  static const std::regex estimate("# published(?: in (\\w+))?: (.+) = ([0-9.]+) \\(([0-9.]+), ([0-9.]+)\\)( min)?");
  static const std::regex unmoved("# unmoved in (\\w+): (.+)");
  Expectations found;
  std::ifstream stream(file);
  std::smatch match;
  for (std::string line; std::getline(stream, line);) {
    const auto scenario = [&match] { return match[1].matched ? match[1].str() : "base"; };
    if (std::regex_match(line, match, exact)) {
      found.answers.push_back({scenario(), match[2], std::stod(match[3]), std::stod(match[4]) / 100.0});
    } else if (std::regex_match(line, match, estimate)) {
      const double unit = match[6].matched ? 60.0 : 1.0;
      const double error = (std::stod(match[5]) - std::stod(match[4])) / 2.0 / 1.96 + rounding_of(match[3]);
      found.answers.push_back(
          {scenario(), match[2], std::stod(match[3]) * unit, std::numeric_limits<double>::infinity(), error * unit});
    } else if (std::regex_match(line, match, unmoved)) {
      found.unmoved.push_back({match[1], match[2]});
    } else {
      const bool means_something = std::regex_search(line, std::regex("^# (answer|published|unmoved)( in \\w+)?:"));
      EXPECT_FALSE(means_something) << "cannot be read: " << line;
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
    return results_.emplace(scenario, run_experiment(compile(build_blueprint(read_document(file_, overlay)))))
        .first->second;
  }

 private:
  std::filesystem::path file_;
  std::map<std::string, ExperimentResult> results_;
};

class KnownAnswer : public ::testing::TestWithParam<std::filesystem::path> {};

/// Four standard errors of ours around what is exact, three of the difference around what is estimated.
TEST_P(KnownAnswer, HoldsWithinStandardErrors) {
  const auto [answers, unmoved] = expectations_of(GetParam());
  ASSERT_FALSE(answers.empty());
  Results results(GetParam());
  for (const Answer& answer : answers) {
    SCOPED_TRACE(answer.scenario + ": " + answer.path);
    const Estimate* const estimate = results.of(answer.scenario).find(answer.path);
    ASSERT_NE(estimate, nullptr);
    ASSERT_TRUE(estimate->value && estimate->low && estimate->high) << estimate->reason;
    const double half_width = (*estimate->high - *estimate->low) / 2.0;
    const double ours = half_width / 1.96;
    const double most = answer.standard_error == 0.0 ? 4.0 * ours + 1e-9 * std::abs(answer.value)
                                                     : 3.0 * std::hypot(ours, answer.standard_error);
    EXPECT_LE(std::abs(*estimate->value - answer.value), most)
        << "simulated " << *estimate->value << " +- " << half_width << ", known " << answer.value;
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
