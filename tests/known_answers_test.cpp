// SPDX-License-Identifier: MIT
// Every file of tests/known_answers says in its comments what it must give: `# answer: MEASURE = VALUE within 1 %`, in
// seconds and shares.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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
  double half_width = 0.01;  ///< of the interval, relative
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

std::vector<Answer> answers_of(const std::filesystem::path& file) {
  static const std::regex form("# answer: (.+) = ([-0-9.e]+) within ([0-9.]+) %");
  std::vector<Answer> answers;
  std::ifstream stream(file);
  std::smatch match;
  for (std::string line; std::getline(stream, line);) {
    if (std::regex_match(line, match, form)) {
      answers.push_back({match[1], std::stod(match[2]), std::stod(match[3]) / 100.0});
    } else {
      EXPECT_FALSE(line.starts_with("# answer")) << "cannot be read: " << line;
    }
  }
  return answers;
}

class KnownAnswer : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(KnownAnswer, HoldsWithinFourStandardErrors) {
  const std::vector<Answer> answers = answers_of(GetParam());
  ASSERT_FALSE(answers.empty());
  const ExperimentResult result = run_experiment(compile(build_blueprint(read_document(GetParam()))));
  for (const Answer& answer : answers) {
    SCOPED_TRACE(answer.path);
    const Estimate* const estimate = result.find(answer.path);
    ASSERT_NE(estimate, nullptr);
    ASSERT_TRUE(estimate->value && estimate->low && estimate->high) << estimate->reason;
    const double half_width = (*estimate->high - *estimate->low) / 2.0;
    EXPECT_LE(std::abs(*estimate->value - answer.value), 4.0 / 1.96 * half_width + 1e-12)
        << "simulated " << *estimate->value << " +- " << half_width << ", exact " << answer.value;
    EXPECT_LE(half_width, answer.half_width * std::abs(answer.value) + 1e-9);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, KnownAnswer, ::testing::ValuesIn(files()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace throughline
