// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "theory/service_station.hpp"
#include "throughline/measure.hpp"

namespace throughline {

/// What theory says a long run will measure.
struct ExpectedMeasure {
  MeasurePath measure;
  double value = 0.0;          ///< in the unit of the measure; times in seconds
  double deciding_rate = 0.0;  ///< per second: what a simulation learns it from, such as visits that wait
};

/// The model of a station, and what it expects.
struct QueueModel {
  std::string law;             ///< `M/M/3 (Erlang C)`
  double load = 0.0;           ///< offered erlangs per person
  bool stable = true;          ///< false: the queue would grow without end, and nothing is expected
  bool keeps_poisson = false;  ///< what leaves is Poisson again, on loops too (Burke, 1956; Jackson, 1957; Kelly, 1975)
  double relaxation = 0.0;     ///< seconds in which the queue forgets its beginning
  double delayed = 1.0;        ///< P(wait > 0) of who joins
  std::vector<double> times;   ///< mean wait and service, beside the classes of the station; none: some go unserved
  std::vector<ExpectedMeasure> expected;
};

/// The model that a station fits, or why there is none, in a clause. To add a model, add a function to the list in
/// queue_models.cpp.
std::variant<QueueModel, std::string> model_of(const ServiceStation& station);

}  // namespace throughline
