// SPDX-License-Identifier: MIT
// Does a sweep name what an exhaustive run would name? A thousand plans for the contact center, once with screening and
// once with ten times the replications of the plan that screening names and of every plan that could cost 1 % less or
// still less than that: the others cannot change the answer. Ends with 1 where the plan that is named costs more than
// 1 % more than the cheapest that meets the targets by the exhaustive run.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiment/cost_floor.hpp"
#include "model/program.hpp"
#include "study_report.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace throughline::testing {
namespace {

constexpr const char* scenario = "more_at_eight";
/// People at eight o'clock, from what the scenario has upwards.
struct Level {
  const char* path;
  int least;
};
constexpr std::array levels{Level{"staff.english_agent.count.\"08:00\"", 15},
                            Level{"staff.spanish_agent.count.\"08:00\"", 9},
                            Level{"staff.bilingual_agent.count.\"08:00\"", 8}};
constexpr std::size_t steps = 10;
constexpr std::size_t plans = steps * steps * steps;
constexpr double as_good = 1.01;

std::vector<Overlay::Setting> settings_of(std::size_t plan) {
  std::vector<Overlay::Setting> settings;
  for (const Level& level : levels) {
    settings.push_back({level.path, fmt::format("{}", level.least + static_cast<int>(plan % steps))});
    plan /= steps;
  }
  return settings;
}

std::string name_of(std::size_t plan) {
  std::string name;
  for (const Overlay::Setting& setting : settings_of(plan))
    name += fmt::format("{}{}={}", name.empty() ? "" : ", ", setting.path, setting.value);
  return name;
}

double cost_of(const SweepResult& result, std::size_t index) {
  return *result.alternatives[index].cost->value;
}

/// A sweep and how long it took.
struct Timed {
  SweepResult result;
  double seconds = 0.0;
};

Timed timed_sweep(std::size_t count, const std::function<Model(std::size_t)>& model_of, const SweepOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  Timed timed{sweep(count, model_of, options), 0.0};
  timed.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return timed;
}

int study(const StudyArguments& arguments) {
  const std::string file = THROUGHLINE_SOURCE_DIR "/scenarios/contact_center.toml";
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto plan_of = [&](std::size_t plan) {
    Overlay overlay;
    overlay.scenario = scenario;
    overlay.alone = true;
    overlay.settings = settings_of(plan);
    return compile(build_blueprint(read_document_text(text, file, overlay)));
  };
  SweepOptions options;
  options.experiment.threads = arguments.threads;
  const Timed screened = timed_sweep(plans, plan_of, options);
  if (!screened.result.cheapest) {
    fmt::print("no plan meets the targets\n");
    return EXIT_FAILURE;
  }
  const std::size_t named = *screened.result.cheapest;
  const double cost = cost_of(screened.result, named);
  fmt::print("screening: {} at {:.0f} in {:.1f} s, {} events\n", name_of(named), cost, screened.seconds,
             screened.result.timing.events);

  std::vector<std::size_t> rivals;
  for (std::size_t plan = 0; plan < plans; ++plan) {
    if (plan == named || screened.result.alternatives[plan].cost_floor <= cost / as_good) rivals.push_back(plan);
  }
  options.exhaustive = true;
  options.experiment.replications = arguments.trials * screened.result.replications;
  const Timed exhaustive = timed_sweep(
      rivals.size(), [&](std::size_t index) { return plan_of(rivals[index]); }, options);
  const bool found = exhaustive.result.cheapest.has_value();
  const double least = found ? cost_of(exhaustive.result, *exhaustive.result.cheapest) : cost;
  const bool holds = cost <= as_good * least;
  fmt::print("exhaustive: it and the {} plans that could cost 1 % less, {} replications each, {:.0f} s: {} at {:.0f}\n",
             rivals.size() - 1, *options.experiment.replications, exhaustive.seconds,
             found ? name_of(rivals[*exhaustive.result.cheapest]) : "none meets the targets", least);
  fmt::print("{}: {:.3f} of the cheapest\n", holds ? "holds" : "does not hold", cost / least);

  if (!arguments.file.empty()) {
    using Json = nlohmann::ordered_json;
    Json json;
    json["context"] = {{"date", fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)))},
                       {"machine", arguments.machine},
                       {"commit", arguments.commit}};
    json["plans"] = plans;
    json["screening"] = {{"named", name_of(named)},
                         {"cost", cost},
                         {"seconds", screened.seconds},
                         {"events", screened.result.timing.events},
                         {"replications", screened.result.replications}};
    json["exhaustive"] = {{"plans", rivals.size()},
                          {"replications", *options.experiment.replications},
                          {"seconds", exhaustive.seconds},
                          {"events", exhaustive.result.timing.events},
                          {"cheapest", found ? name_of(rivals[*exhaustive.result.cheapest]) : ""},
                          {"cost", least}};
    json["ratio"] = cost / least;
    json["holds"] = holds;
    std::ofstream(arguments.file) << json.dump(2) << "\n";
  }
  return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace throughline::testing

int main(int count, char** values) try {
  using namespace throughline::testing;
  return study(study_arguments(count, values, 10));
} catch (const std::exception& error) {
  fmt::print(stderr, "sweep study: {}\n", error.what());
  return 2;
}
