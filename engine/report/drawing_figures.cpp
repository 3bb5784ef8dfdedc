// SPDX-License-Identifier: MIT
#include "report/drawing_figures.hpp"

#include <algorithm>

#include "report/measure_index.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

class Finder {
 public:
  explicit Finder(const ExperimentResult& result) : measures_(result), currency_(result.blueprint.currency) {}

  std::optional<DrawnFigure> figure_at(const std::string& path) const {
    const Estimate* const estimate = measures_.find(path);
    if (estimate == nullptr || !estimate->value) return std::nullopt;
    return DrawnFigure{path, *estimate->value, brief(*estimate->value, estimate->unit, currency_),
                       figure(*estimate, currency_)};
  }

  std::optional<DrawnFigure> figure_above_zero(const std::string& path) const {
    std::optional<DrawnFigure> found = figure_at(path);
    return found && found->value > 0.0 ? found : std::nullopt;
  }

  StepFigures of(const StepSummary& step) const {
    const std::string path = "step." + step.key;
    StepFigures figures;
    figures.wait = figure_above_zero(path + ".wait.mean");
    figures.failure = figure_above_zero(path + ".failure");
    figures.time = figure_at(path + ".time.mean");
    for (const std::string& pool : pools_of(step)) {
      if (auto occupancy = figure_at("staff." + pool + ".occupancy"))
        figures.occupancy.push_back(std::move(*occupancy));
    }
    if (figures.wait && figures.time && figures.time->value > 0.0)
      figures.waiting_share = std::clamp(figures.wait->value / figures.time->value, 0.0, 1.0);
    return figures;
  }

 private:
  MeasureIndex measures_;
  const std::string& currency_;
};

/// The steps that customers go through: not what was started and runs on beside them.
std::vector<bool> on_the_journey(const DrawingGrid& grid) {
  std::vector<std::vector<std::size_t>> next(grid.places.size());
  std::vector<bool> begins(grid.places.size(), true);
  for (const GridRoute& route : grid.routes) {
    if (route.from != route.to) begins[route.to] = false;
    if (route.kinds != "start") next[route.from].push_back(route.to);
  }
  std::vector<std::size_t> open;
  for (std::size_t step = 0; step < begins.size(); ++step) {
    if (begins[step] || grid.is_action[step]) open.push_back(step);
  }
  std::vector<bool> reached(grid.places.size(), false);
  while (!open.empty()) {
    const std::size_t step = open.back();
    open.pop_back();
    if (reached[step]) continue;
    reached[step] = true;
    for (const std::size_t to : next[step]) open.push_back(to);
  }
  return reached;
}

/// The longest ways to each step along routes that lead on, by the mean times of the steps.
struct Ways {
  static constexpr std::size_t begin = static_cast<std::size_t>(-1);

  std::vector<double> seconds;      ///< by step: of the way, its own time included
  std::vector<std::size_t> before;  ///< by step: the one before it on the way
};

/// `inside`: only along routes that stay in a column. `order`: what leads to a step stands before it.
Ways longest_ways(const DrawingGrid& grid, const std::vector<StepFigures>& figures, const std::vector<bool>& counts,
                  const std::vector<std::size_t>& order, bool inside) {
  const std::size_t steps = grid.places.size();
  std::vector<std::vector<std::size_t>> leading(steps);
  for (const GridRoute& route : grid.routes) {
    const bool stays = grid.places[route.from].column == grid.places[route.to].column;
    if (route.look == RouteLook::journey && (stays || !inside) && counts[route.from])
      leading[route.to].push_back(route.from);
  }
  Ways ways{std::vector<double>(steps, 0.0), std::vector<std::size_t>(steps, Ways::begin)};
  for (const std::size_t step : order) {
    for (const std::size_t from : leading[step]) {
      if (ways.seconds[from] <= ways.seconds[step]) continue;
      ways.seconds[step] = ways.seconds[from];
      ways.before[step] = from;
    }
    if (const auto& time = figures[step].time) ways.seconds[step] += time->value;
  }
  return ways;
}

/// The measures that the time of a way is the sum of, none where they are many.
std::vector<std::string> paths_along(const Ways& ways, std::size_t step, const std::vector<StepFigures>& figures) {
  constexpr std::size_t most = 100;
  std::vector<std::string> paths;
  for (; step != Ways::begin; step = ways.before[step]) {
    if (const auto& time = figures[step].time) paths.push_back(time->path);
    if (paths.size() > most) return {};
  }
  std::reverse(paths.begin(), paths.end());
  return paths;
}

std::vector<ColumnTime> column_times(const DrawingGrid& grid, const std::vector<StepFigures>& figures) {
  const std::vector<bool> counts = on_the_journey(grid);
  std::vector<std::size_t> order;
  for (std::size_t step = 0; step < grid.places.size(); ++step) {
    if (counts[step]) order.push_back(step);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t one, std::size_t other) { return grid.places[one].rank < grid.places[other].rank; });
  const Ways inside = longest_ways(grid, figures, counts, order, true);
  const Ways whole = longest_ways(grid, figures, counts, order, false);
  std::vector<std::size_t> last(grid.columns, Ways::begin);   // of the longest way within each column
  std::vector<std::size_t> until(grid.columns, Ways::begin);  // of that to it
  for (const std::size_t step : order) {
    const std::size_t column = grid.places[step].column;
    if (last[column] == Ways::begin || inside.seconds[step] > inside.seconds[last[column]]) last[column] = step;
    if (until[column] == Ways::begin || whole.seconds[step] > whole.seconds[until[column]]) until[column] = step;
  }
  std::vector<ColumnTime> columns(grid.columns);
  std::size_t longest = Ways::begin;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (last[column] == Ways::begin) continue;
    const bool other_journey =
        longest == Ways::begin || grid.places[longest].journey != grid.places[until[column]].journey;
    if (other_journey || whole.seconds[until[column]] > whole.seconds[longest]) longest = until[column];
    columns[column] = {inside.seconds[last[column]], paths_along(inside, last[column], figures), whole.seconds[longest],
                       paths_along(whole, longest, figures)};
  }
  return columns;
}

void add_ends(const ExperimentResult& result, const Finder& finder, DrawingGrid& grid) {
  std::vector<bool> fails_on(grid.places.size(), false);
  std::vector<bool> gives_up_on(grid.places.size(), false);
  for (const GridRoute& route : grid.routes) {
    const auto has = [&route](const char* kind) { return route.kinds.find(kind) != std::string::npos; };
    if (has("failure") || has("retry")) fails_on[route.from] = true;
    if (has("abandon")) gives_up_on[route.from] = true;
  }
  for (std::size_t step = 0; step < grid.places.size(); ++step) {
    const std::string path = "step." + result.blueprint.steps[step].key;
    if (!fails_on[step] && finder.figure_above_zero(path + ".failure")) grid.ends.emplace_back(step, GridEnd::failed);
    if (!gives_up_on[step] && finder.figure_above_zero(path + ".abandonment"))
      grid.ends.emplace_back(step, GridEnd::abandoned);
  }
  std::sort(grid.ends.begin(), grid.ends.end());
  grid.ends.erase(std::unique(grid.ends.begin(), grid.ends.end()), grid.ends.end());
}

}  // namespace

DrawingFigures drawing_figures(const ExperimentResult& result, DrawingGrid& grid) {
  DrawingFigures figures;
  figures.are_known = result.provenance.replications > 0;
  figures.steps.resize(result.blueprint.steps.size());
  figures.columns.resize(grid.columns);
  if (!figures.are_known) return figures;
  const Finder finder(result);
  for (std::size_t step = 0; step < figures.steps.size(); ++step)
    figures.steps[step] = finder.of(result.blueprint.steps[step]);
  figures.columns = column_times(grid, figures.steps);
  add_ends(result, finder, grid);
  return figures;
}

std::vector<std::string> pools_of(const StepSummary& step) {
  std::vector<std::string> pools;
  std::string_view rest = step.staff;
  while (!rest.empty()) {
    // Keys hold no spaces.
    const std::size_t end = rest.find(' ');
    pools.emplace_back(rest.substr(0, end));
    constexpr std::size_t separator = 3;
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(std::min(rest.size(), end + separator));
  }
  return pools;
}

}  // namespace throughline
