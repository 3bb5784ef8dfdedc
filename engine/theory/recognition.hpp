// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// What theory says a long run will measure.
struct ExpectedMeasure {
  MeasurePath measure;
  double value = 0.0;  ///< in the unit of the measure; times in seconds
};

/// A step whose queue has an answer in closed form.
struct RecognizedQueue {
  StepId step{};
  std::string law;            ///< `M/M/3 (Erlang C)`
  double arrival_rate = 0.0;  ///< visits per second
  double load = 0.0;          ///< offered erlangs per person
  bool stable = true;         ///< false: the queue would grow without end, and nothing is expected
  std::vector<ExpectedMeasure> expected;
};

/// The steps that theory can answer for, in the order of the blueprint: alone with a pool of constant count, reached by
/// Poisson streams only (constant rates; through M/M/c queues and steps without staff: Burke 1956, Jackson 1957), first
/// come first served, with laws that do not follow the clock. The answers hold in the steady state: a run that starts
/// empty approaches them with its warm-up and length.
std::vector<RecognizedQueue> recognize_queues(const Blueprint& blueprint);

}  // namespace throughline
