// SPDX-License-Identifier: MIT
#include "experiment/measured.hpp"

#include "statistics/paired_difference.hpp"

namespace throughline {

Measured read(const Estimator& estimator, const MeasurePath& measure) {
  return {estimator.estimate(measure), estimator.influence(measure)};
}

Figure figure_of(const Estimate& estimate) {
  return {estimate.value, estimate.low, estimate.high, estimate.reason};
}

Figure paired(const Measured& one, const Measured& other, double confidence) {
  for (const Measured* const each : {&one, &other}) {
    if (!each->estimate.value) return Figure::absent(each->estimate.reason);
  }
  const double apart = *one.estimate.value - *other.estimate.value;
  for (const Measured* const each : {&one, &other}) {
    if (!each->influence) return Figure::without_interval(apart, each->estimate.reason);
  }
  if (one.influence->moves.size() != other.influence->moves.size())
    return Figure::without_interval(apart, "the figures rest on different replications");
  return one.estimate.unit == Unit::share
             ? paired_difference_of_shares(*one.influence, figure_of(one.estimate), *other.influence,
                                           figure_of(other.estimate), confidence)
             : paired_difference(*one.influence, *other.influence, confidence);
}

Estimate apart(const Measured& one, const Measured& other) {
  Estimate difference = other.estimate;
  put(paired(one, other, difference.confidence), difference.confidence, difference);
  return difference;
}

void put(const Figure& figure, double confidence, Estimate& estimate) {
  estimate.confidence = confidence;
  estimate.value = figure.value;
  estimate.low = figure.low;
  estimate.high = figure.high;
  estimate.reason = figure.reason;
}

}  // namespace throughline
