// SPDX-License-Identifier: MIT
#include "report/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "report/number.hpp"
#include "report/shell_word.hpp"
#include "report/target_table.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_replications = 1'000'000;
constexpr std::uint64_t most_hours = 1'000'000;

class Adviser {
 public:
  explicit Adviser(const ExperimentResult& result) : result_(result) {}

  Suggestion advise() const {
    if (result_.provenance.inputs.empty()) return {};
    if (result_.overflow) return {"which pool is overloaded, hour by hour?", command("check", {})};
    if (const std::uint64_t budget = budget_needed(); budget > 0)
      return {"enough for the precision?", run(fmt::format(" --max-replications {}", budget))};
    const std::uint64_t hours = hours_needed();
    if (hours > 0) return {"long enough to decide?", run(fmt::format(" --set run.length={}h", hours))};
    const std::uint64_t needed = replications_needed();
    if (needed > 0) return {"enough to decide?", run(fmt::format(" --replications {}", needed))};
    const bool missed = std::any_of(result_.targets.begin(), result_.targets.end(),
                                    [](const TargetResult& target) { return target.status == TargetStatus::missed; });
    if (const NamedKey* other = untried_scenario()) {
      return {missed ? "does another plan meet the targets?" : "what would another plan change?",
              command("run", other->key)};
    }
    if (missed) return {"where is the load, hour by hour?", command("check", result_.provenance.scenario)};
    return {"what does one customer go through?", command("trace", result_.provenance.scenario) + " --journey 1"};
  }

 private:
  /// What would reach every precision; 0 where all are, or where it is too much.
  std::uint64_t budget_needed() const {
    std::uint64_t most = 0;
    for (const PrecisionResult& precision : result_.precision) {
      if (!precision.replications_to_reach) continue;
      const std::uint64_t needed = rounded_up(static_cast<double>(*precision.replications_to_reach));
      if (needed <= most_replications) most = std::max(most, needed);
    }
    return most;
  }

  /// The largest number that an undecided target asks for; 0 where none does, or where it asks for too many.
  std::uint64_t replications_needed() const {
    std::uint64_t most = 0;
    if (result_.provenance.batch_means) return 0;
    for (const TargetResult& target : result_.targets) {
      const auto needed = replications_to_decide(target);
      if (needed && *needed <= most_replications) most = std::max(most, *needed);
    }
    const bool interval_is_missing =
        std::any_of(result_.targets.begin(), result_.targets.end(),
                    [](const auto& target) { return target.estimate.value && !target.estimate.low; });
    if (most == 0 && interval_is_missing && result_.provenance.replications < 2) most = 100;
    return most;
  }

  /// The longest run that an undecided target asks for, where intervals rest on batches of one; else 0.
  std::uint64_t hours_needed() const {
    std::uint64_t most = 0;
    if (!result_.provenance.batch_means) return 0;
    for (const TargetResult& target : result_.targets) {
      const auto hours = hours_to_decide(target, result_.provenance);
      if (hours && *hours <= most_hours) most = std::max(most, *hours);
    }
    return most;
  }

  const NamedKey* untried_scenario() const {
    const auto& scenarios = result_.blueprint.scenarios;
    if (result_.provenance.scenario != "base") return nullptr;
    return scenarios.empty() ? nullptr : &scenarios.front();
  }

  std::string run(const std::string& option) const { return command("run", result_.provenance.scenario) + option; }

  std::string command(const char* verb, const std::string& scenario) const {
    return command_text(verb, result_.provenance.inputs.front().name, scenario, result_.provenance.settings);
  }

  const ExperimentResult& result_;
};

}  // namespace

Suggestion suggestion(const ExperimentResult& result) {
  return Adviser(result).advise();
}

std::string command_text(std::string_view verb, std::string_view file, std::string_view scenario,
                         const std::vector<std::string>& settings) {
  std::string text = fmt::format("throughline {} {}", verb, shell_word(file));
  if (!scenario.empty() && scenario != "base") text += fmt::format(" --scenario {}", shell_word(scenario));
  for (const std::string& setting : settings) text += fmt::format(" --set {}", shell_word(setting));
  return text;
}

}  // namespace throughline
