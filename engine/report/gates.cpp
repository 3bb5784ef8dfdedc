// SPDX-License-Identifier: MIT
#include "report/gates.hpp"

#include <fmt/format.h>

#include "report/answer.hpp"
#include "report/number.hpp"
#include "report/target_table.hpp"
#include "report/verdict_words.hpp"

namespace throughline {
namespace {

GateStatus status_of(TargetStatus status) {
  switch (status) {
    case TargetStatus::met:
      return GateStatus::met;
    case TargetStatus::missed:
      return GateStatus::missed;
    case TargetStatus::undecided:
      break;
  }
  return GateStatus::undecided;
}

Gate gate_of(const TargetResult& target, const ExperimentResult& result, bool strict) {
  const std::string& currency = result.blueprint.currency;
  Gate gate;
  gate.name = fmt::format("{} {}", target.path, target.expression);
  gate.finding = fmt::format("{}, margin {}", figure(target.estimate, currency), margin_of(target, currency));
  gate.status = status_of(target.status);
  if (gate.status == GateStatus::undecided) gate.finding += "; " + what_would_decide(target, result.provenance);
  gate.fails = gate.status == GateStatus::missed || (strict && gate.status == GateStatus::undecided);
  gate.at = target.at;
  return gate;
}

Gate gate_of(const BaselineDifference& difference, const std::string& baseline, const std::string& currency) {
  Gate gate;
  gate.name = fmt::format("{} not worse than in {}", difference.path, baseline);
  gate.finding = fmt::format("{}, was {}, difference {}: {}", figure(difference.now, currency),
                             figure(difference.stored, currency), margin(difference.difference, 0.0, false, currency),
                             words_of(difference.verdict, difference.same_within, difference.stored));
  gate.fails = difference.verdict == Verdict::worse;
  gate.status = gate.fails ? GateStatus::worse : GateStatus::not_worse;
  return gate;
}

Gate gate_of(const PrecisionResult& precision) {
  const GateStatus status = precision.met ? GateStatus::met : GateStatus::imprecise;
  const std::string name =
      fmt::format("{} known to within {}", precision.path, exact(precision.asked, Unit::share, {}));
  return {name, precision_clause(precision), status, !precision.met, {}};
}

}  // namespace

std::vector<Gate> gates_of(const ExperimentResult& result, bool strict) {
  std::vector<Gate> gates;
  for (const TargetResult& target : result.targets) gates.push_back(gate_of(target, result, strict));
  if (result.baseline) {
    for (const BaselineDifference& difference : result.baseline->differences)
      gates.push_back(gate_of(difference, result.baseline->name, result.blueprint.currency));
  }
  for (const PrecisionResult& precision : result.precision) {
    if (!precision.by_default) gates.push_back(gate_of(precision));
  }
  if (result.partial)
    gates.push_back({"the run comes to its end", result.partial_reason, GateStatus::partial, true, {}});
  return gates;
}

std::string_view name_of(GateStatus status) noexcept {
  switch (status) {
    case GateStatus::met:
      return "met";
    case GateStatus::missed:
      return "missed";
    case GateStatus::undecided:
      return "undecided";
    case GateStatus::worse:
      return "worse";
    case GateStatus::not_worse:
      return "not worse";
    case GateStatus::imprecise:
      return "imprecise";
    case GateStatus::partial:
      break;
  }
  return "partial";
}

}  // namespace throughline
