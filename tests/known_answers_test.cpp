// SPDX-License-Identifier: MIT
// Every file of tests/known_answers says in its comments what it must give:
//   # answer: MEASURE = VALUE within 1 %              exact, in seconds and shares; the interval is that narrow
//   # published: MEASURE = VALUE (LOW, HIGH) [min]    another program's estimate and its 95 % interval
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <regex>
#include <string>
#include <vector>

#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

struct Answer {
  std::string path;
  double value = 0.0;
  double half_width = 0.01;     ///< of our interval, relative; of what is published as narrow as it comes
  double standard_error = 0.0;  ///< of what is published
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

std::vector<Answer> answers_of(const std::filesystem::path& file) {
  static const std::regex form("# answer: (.+) = ([-0-9.e]+) within ([0-9.]+) %");
  static const std::regex estimate("# published: (.+) = ([0-9.]+) \\(([0-9.]+), ([0-9.]+)\\)( min)?");
  std::vector<Answer> answers;
  std::ifstream stream(file);
  std::smatch match;
  for (std::string line; std::getline(stream, line);) {
    if (std::regex_match(line, match, form)) {
      answers.push_back({match[1], std::stod(match[2]), std::stod(match[3]) / 100.0});
    } else if (std::regex_match(line, match, estimate)) {
      const double unit = match[5].matched ? 60.0 : 1.0;
      const double error = (std::stod(match[4]) - std::stod(match[3])) / 2.0 / 1.96 + rounding_of(match[2]);
      answers.push_back({match[1], std::stod(match[2]) * unit, std::numeric_limits<double>::infinity(), error * unit});
    } else {
      EXPECT_FALSE(line.starts_with("# answer") || line.starts_with("# published")) << "cannot be read: " << line;
    }
  }
  return answers;
}

class KnownAnswer : public ::testing::TestWithParam<std::filesystem::path> {};

/// Four standard errors of ours around what is exact, three of the difference around what is estimated.
TEST_P(KnownAnswer, HoldsWithinStandardErrors) {
  const std::vector<Answer> answers = answers_of(GetParam());
  ASSERT_FALSE(answers.empty());
  const ExperimentResult result = run_experiment(compile(build_blueprint(read_document(GetParam()))));
  for (const Answer& answer : answers) {
    SCOPED_TRACE(answer.path);
    const Estimate* const estimate = result.find(answer.path);
    ASSERT_NE(estimate, nullptr);
    ASSERT_TRUE(estimate->value && estimate->low && estimate->high) << estimate->reason;
    const double half_width = (*estimate->high - *estimate->low) / 2.0;
    const double ours = half_width / 1.96;
    const double most =
        answer.standard_error == 0.0 ? 4.0 * ours + 1e-12 : 3.0 * std::hypot(ours, answer.standard_error);
    EXPECT_LE(std::abs(*estimate->value - answer.value), most)
        << "simulated " << *estimate->value << " +- " << half_width << ", known " << answer.value;
    EXPECT_LT(half_width, answer.half_width * std::abs(answer.value));
  }
}

INSTANTIATE_TEST_SUITE_P(Files, KnownAnswer, ::testing::ValuesIn(files()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace throughline
