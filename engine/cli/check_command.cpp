// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "blueprint/clock_text.hpp"
#include "blueprint/load.hpp"
#include "blueprint/measure_path.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/pulled_levers.hpp"
#include "diagnostic/diagnostics.hpp"
#include "report/display_text.hpp"
#include "report/number.hpp"
#include "report/suggestion.hpp"
#include "report/table.hpp"
#include "theory/recognition.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {
namespace {

/// Builds a blueprint and each scenario of its file; every mistake and doubt is kept once, those that only a scenario
/// has say so. A lever changes what there is in one scenario: then the others are not looked at.
class Inspection {
 public:
  Inspection(const BlueprintFile& file, const Overlay& overlay, bool alone) : document_(file.document(overlay)) {
    build(document_, "");
    for (const ScenarioSection& scenario : document_.scenarios) {
      if (alone || scenario.key == overlay.scenario) continue;
      Overlay other = overlay;
      other.scenario = scenario.key;
      build(file.document(other), fmt::format("scenario \"{}\": ", scenario.key));
    }
    if (!mistakes_.empty()) {
      sort_by_position(mistakes_, file.name());
      throw InvalidBlueprint(mistakes_);
    }
  }

  const Document& document() const noexcept { return document_; }
  const Blueprint& blueprint() const { return *blueprint_; }
  const std::vector<Diagnostic>& doubts() const noexcept { return doubts_; }

 private:
  void build(const Document& document, const std::string& whose) {
    try {
      Blueprint blueprint = build_blueprint(document);
      keep(blueprint.warnings, doubts_, whose);
      if (!blueprint_ && whose.empty()) blueprint_ = std::move(blueprint);
    } catch (const InvalidBlueprint& invalid) {
      keep(invalid.diagnostics(), mistakes_, whose);
    }
  }

  static void keep(const std::vector<Diagnostic>& found, std::vector<Diagnostic>& kept, const std::string& whose) {
    for (const Diagnostic& diagnostic : found) {
      if (std::find(kept.begin(), kept.end(), diagnostic) != kept.end()) continue;
      Diagnostic named = diagnostic;
      named.message = whose + named.message;
      kept.push_back(std::move(named));
    }
  }

  Document document_;
  std::optional<Blueprint> blueprint_;
  std::vector<Diagnostic> mistakes_;
  std::vector<Diagnostic> doubts_;
};

std::string counted(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string summary(const Inspection& inspection) {
  const Blueprint& blueprint = inspection.blueprint();
  return fmt::format("{} is valid: {}, {}, {}, {}, {}.\n", harmless(inspection.document().inputs.front().name),
                     counted(blueprint.segments.size(), "segment"), counted(blueprint.step_count(), "step"),
                     counted(blueprint.staff.size(), "pool") + " of staff", counted(blueprint.targets.size(), "target"),
                     counted(inspection.document().scenarios.size(), "scenario"));
}

bool is_overloaded(const HourLoad& hour) {
  return hour.load() >= 1.0 - 1e-9;
}

/// `1.53 of 2, 77 %`: computed from the blueprint, not measured, so there is no interval.
Cell load_cell(const HourLoad& hour) {
  if (hour.offered == 0.0 && hour.on_duty == 0.0) return {"-"};
  const std::string people =
      fmt::format("{} of {}", exact(hour.offered, Unit::count, {}), exact(hour.on_duty, Unit::count, {}));
  if (hour.on_duty == 0.0) return {people + ", nobody", Style::bad};
  const std::string share = fmt::format("{}, {:.0f} %", people, 100.0 * hour.load());
  return {is_overloaded(hour) ? share + ", overload" : share, is_overloaded(hour) ? Style::bad : Style::plain};
}

/// A row per hour; hours that say the same in every column share one.
std::string load_by_hour(const Blueprint& blueprint, const Page& page) {
  const std::vector<PoolLoad> pools = offered_load(blueprint);
  if (pools.empty() || pools.front().hours.empty()) return {};
  std::vector<Column> columns{{"offered load", Alignment::left}};
  for (const PoolLoad& pool : pools)
    columns.push_back({harmless(blueprint.staff[static_cast<std::size_t>(pool.staff)].name)});
  Table table(columns);
  const bool with_day = std::fmod(blueprint.about.starts, seconds_per_day) + blueprint.run.length > seconds_per_day;
  const auto clock = [&](double time) { return clock_text(blueprint.about.starts + time, with_day); };
  const std::size_t hours = pools.front().hours.size();
  const auto same = [&](std::size_t one, std::size_t other) {
    return std::all_of(pools.begin(), pools.end(), [&](const PoolLoad& pool) {
      return load_cell(pool.hours[one]).text == load_cell(pool.hours[other]).text;
    });
  };
  for (std::size_t first = 0; first < hours;) {
    std::size_t last = first;
    while (last + 1 < hours && same(first, last + 1)) ++last;
    std::vector<Cell> cells{
        {fmt::format("{} to {}", clock(pools.front().hours[first].from), clock(pools.front().hours[last].to))}};
    for (const PoolLoad& pool : pools) cells.push_back(load_cell(pool.hours[first]));
    table.add(std::move(cells));
    first = last + 1;
  }
  constexpr const char* words =
      "people who would be busy if nobody waited, of those on duty, on average over each hour";
  return fmt::format("\n{}  {}\n", table.write(page.width, page.color), painted(words, Style::remark, page.color));
}

/// `step line`, or the pool where it serves at several.
std::string subject(const Blueprint& blueprint, const RecognizedQueue& queue) {
  if (queue.steps.size() == 1) return fmt::format("step {}", harmless(blueprint.step(queue.steps.front()).key));
  return fmt::format("staff {}", harmless(blueprint.staff[static_cast<std::size_t>(queue.pool)].key));
}

std::string expected_table(const Blueprint& blueprint, const std::vector<ExpectedMeasure>& measures, const Page& page) {
  const MeasureNames names = measure_names(blueprint);
  Table table({{"measure", Alignment::left}, {"expected"}});
  for (const ExpectedMeasure& expected : measures) {
    table.add({{path_of(expected.measure, names)},
               {exact(expected.value, unit_of(expected.measure), blueprint.about.currency)}});
  }
  return table.write(page.width, page.color);
}

std::string theory(const Blueprint& blueprint, const Page& page) {
  const Recognition recognition = recognize(blueprint);
  std::string text;
  for (const RecognizedQueue& queue : recognition.queues) {
    text += fmt::format("\nTheory, {}: {} at {:.1f} % load", subject(blueprint, queue), queue.model.law,
                        100.0 * queue.model.load);
    text += queue.model.stable ? "; in the steady state\n" : ": the queue would grow without end\n";
    if (queue.model.stable) text += expected_table(blueprint, queue.model.expected, page);
  }
  if (!recognition.journeys.empty()) {
    text += fmt::format("\nTheory, journeys: {}; in the steady state\n{}", recognition.network,
                        expected_table(blueprint, recognition.journeys, page));
  }
  return text;
}

std::string next_command(const CheckCommand& command, const Overlay& overlay) {
  std::vector<std::string> settings;
  for (const Overlay::Setting& setting : overlay.settings) {
    settings.push_back(fmt::format("{}={}", setting.path, setting.value));
  }
  return command_text("run", command.file, overlay.scenario, settings);
}

}  // namespace

ExitCode execute(const CheckCommand& command) {
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Inspection inspection(file, overlay, !command.levers.empty());
  const Blueprint& blueprint = inspection.blueprint();
  const Model model = compile(blueprint);
  const Page page = page_of(Stream::output, command.color);
  for (const Diagnostic& doubt : inspection.doubts()) complain(to_string(doubt));
  std::string text = summary(inspection);
  text += load_by_hour(blueprint, page);
  text += theory(blueprint, page);
  if (command.explain) text += fmt::format("\n{}", explain(model));
  text += fmt::format("\nNext: {}\n", harmless(next_command(command, overlay)));
  write(Stream::output, text);
  return ExitCode::success;
}

}  // namespace throughline
