// SPDX-License-Identifier: MIT
// Is the best of several found as often as promised, where it is hardest to find? Ends with 1 where it is not.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "experiment/parallel.hpp"
#include "selection.hpp"

int main(int count, char** values) try {
  using namespace throughline::testing;
  const StudyArguments arguments = study_arguments(count, values, 500);
  const unsigned threads = arguments.threads == 0 ? throughline::available_threads() : arguments.threads;
  std::vector<StudyRow> all = select_by_engine(arguments.trials, threads);
  // The procedure alone costs next to nothing.
  for (const StudyRow& row : select_among_normals(10 * arguments.trials)) all.push_back(row);
  bool holds = true;
  print_heading();
  for (const StudyRow& row : all) {
    print_row(row);
    holds = holds && row.holds();
  }
  write_study("selection", arguments, all);
  fmt::print("{}\n", holds ? "the best is found as often as promised" : "the best is found less often than promised");
  return holds ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
  fmt::print(stderr, "selection study: {}\n", error.what());
  return 2;
}
