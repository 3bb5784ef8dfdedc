// SPDX-License-Identifier: MIT
// Is what is amiss found? A hundred blueprints with a planted gap, and a hundred with one that has no effect. Ends with
// 1 where the gap is not ranked first in 95 of them, or something is made of nothing in more than 11.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "experiment/parallel.hpp"
#include "planted_gaps.hpp"

int main(int count, char** values) try {
  using namespace throughline::testing;
  const StudyArguments arguments = study_arguments(count, values, 100);
  const unsigned threads = arguments.threads == 0 ? throughline::available_threads() : arguments.threads;
  const std::vector<StudyRow> all = find_planted_gaps(arguments.trials, threads);
  bool holds = true;
  print_heading();
  for (const StudyRow& row : all) {
    print_row(row);
    holds = holds && row.holds();
  }
  write_study("gaps", arguments, all);
  fmt::print("{}\n",
             holds ? "planted gaps are found as often as promised" : "planted gaps are found less often than promised");
  return holds ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
  fmt::print(stderr, "gaps study: {}\n", error.what());
  return 2;
}
