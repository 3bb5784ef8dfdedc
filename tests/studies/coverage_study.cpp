// SPDX-License-Identifier: MIT
// Do intervals of 95 % hold the truth in 94 to 96 % of ten thousand experiments? Ends with 1 where one does not.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "coverage.hpp"
#include "experiment/parallel.hpp"

int main(int count, char** values) try {
  using namespace throughline::testing;
  const StudyArguments arguments = study_arguments(count, values, 10'000);
  const unsigned threads = arguments.threads == 0 ? throughline::available_threads() : arguments.threads;
  std::vector<StudyRow> all;
  bool holds = true;
  print_heading();
  for (const CoverageSeries& series : coverage_series()) {
    if (title_of(series).find(arguments.only) == std::string::npos) continue;
    for (const StudyRow& row : cover(series, arguments.trials, threads)) {
      print_row(row);
      holds = holds && row.holds();
      all.push_back(row);
    }
    // Whoever stops an hour early keeps what there is.
    write_study("coverage", arguments, all);
  }
  fmt::print("{} experiments per line: {}\n", arguments.trials,
             holds ? "every share lies within its bounds" : "some shares lie outside their bounds");
  return holds ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
  fmt::print(stderr, "coverage study: {}\n", error.what());
  return 2;
}
