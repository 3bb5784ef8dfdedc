// SPDX-License-Identifier: MIT
#include "coverage_models.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "theory/erlang_a.hpp"
#include "theory/erlang_c.hpp"
#include "theory/tandem_sojourn.hpp"
#include "transient_day.hpp"

namespace throughline::testing {
namespace {

constexpr double minute = 60.0;

/// A model that knows itself with any number of servers.
struct CoverageModel {
  std::string name;
  std::string source;
  std::uint32_t servers = 1;
  std::function<std::string(std::uint32_t servers, const std::string& run)> text;
  std::function<std::vector<KnownFigure>(std::uint32_t servers)> figures;

  std::string blueprint(std::uint32_t people, const std::string& run = {}) const {
    return "schema = 1\n" + text(people, run);
  }
};

std::string rounds_of(std::uint64_t replications, const std::string& path, const std::string& width) {
  return fmt::format("replications = {}\nprecision = {{ \"{}\" = \"{}\" }}\n", replications, path, width);
}

/// Sojourn of M/M/c: P(T > t), by the total probability of waiting or not.
double sojourn_tail(const ErlangC& queue, double drain, double service_rate, double time) {
  const double delayed = queue.delay_probability();
  const double own = std::exp(-service_rate * time);
  const double both = (drain * own - service_rate * std::exp(-drain * time)) / (drain - service_rate);
  return (1.0 - delayed) * own + delayed * both;
}

/// The place at which a falling function meets a level, below `most`.
double place_at(const std::function<double(double)>& tail, double level, double most) {
  double low = 0.0;
  double high = most;
  for (int halving = 0; halving < 100; ++halving) {
    const double middle = (low + high) / 2.0;
    (tail(middle) > level ? low : high) = middle;
  }
  return low;
}

/// Four servers of a minute, 2.4 customers a minute. Relaxation 5 min: forgotten after 8 of them.
CoverageModel several_servers() {
  const auto text = [](std::uint32_t servers, const std::string& run) {
    return fmt::format(R"toml([run]
length = "190 min"
warm_up = "40 min"
{}[segments.guest]
start = "desk"
arrivals = {{ rate = "2.4 per min" }}
[staff.clerk]
count = {}
[steps.desk]
staff = "clerk"
time = {{ exponential = {{ mean = "1 min" }} }}
failure = {{ probability = 0.02, then = "leave" }}
[targets]
"step.desk.service_level(20 s)" = "> 1 %"
)toml",
                       run, servers);
  };
  const auto figures = [](std::uint32_t servers) {
    const ErlangC queue(2.4, 1.0, servers);
    const auto quantile = [&](double share) {
      const auto tail = [&](double time) { return sojourn_tail(queue, servers - 2.4, 1.0, time); };
      return place_at(tail, 1.0 - share, 100.0) * minute;
    };
    return std::vector<KnownFigure>{{"journey.time.mean", queue.mean_time() * minute},
                                    {"step.desk.wait.mean", queue.mean_wait() * minute},
                                    {"journey.time.p50", quantile(0.5)},
                                    {"journey.time.p90", quantile(0.9)},
                                    {"journey.time.p95", quantile(0.95)},
                                    {"journey.time.p99", quantile(0.99)},
                                    {"step.desk.wait.p95", queue.wait_quantile(0.95) * minute},
                                    {"step.desk.service_level(20 s)", queue.wait_within(1.0 / 3.0)},
                                    {"journey.failed", 0.02}};
  };
  return {"M/M/c", "Erlang (1917)", 4, text, figures};
}

/// Nine agents of two minutes, 4.2 calls a minute, patience of a minute.
CoverageModel impatient_callers() {
  const auto text = [](std::uint32_t servers, const std::string& run) {
    return fmt::format(R"toml([run]
length = "120 min"
warm_up = "20 min"
{}[segments.caller]
start = "answer"
arrivals = {{ rate = "4.2 per min" }}
[staff.agent]
count = {}
[steps.answer]
staff = "agent"
time = {{ exponential = {{ mean = "2 min" }} }}
patience = {{ exponential = {{ mean = "1 min" }} }}
[targets]
"step.answer.service_level(20 s)" = "> 1 %"
)toml",
                       run, servers);
  };
  const auto figures = [](std::uint32_t servers) {
    const ErlangA queue(4.2, 0.5, 1.0, servers);
    return std::vector<KnownFigure>{{"step.answer.wait.mean", queue.mean_wait() * minute},
                                    {"step.answer.wait_served.mean", queue.mean_wait_of_served() * minute},
                                    {"step.answer.wait.p90", queue.wait_quantile(0.9) * minute},
                                    {"step.answer.wait.p95", queue.wait_quantile(0.95) * minute},
                                    {"step.answer.wait.p99", queue.wait_quantile(0.99) * minute},
                                    {"step.answer.abandonment", queue.abandonment()},
                                    {"journey.abandoned", queue.abandonment()},
                                    {"step.answer.service_level(20 s)", queue.service_level(1.0 / 3.0)}};
  };
  return {"M/M/c+M", "Palm (1957)", 9, text, figures};
}

/// One customer every two minutes; services of 1 min and 1.25 min. Relaxation of the second queue 29 min.
CoverageModel one_behind_the_other() {
  const auto text = [](std::uint32_t, const std::string& run) {
    return fmt::format(R"toml([run]
length = "1000 min"
warm_up = "300 min"
{}[segments.guest]
start = "order"
arrivals = {{ rate = "0.5 per min" }}
[staff.waiter]
count = 1
[staff.cook]
count = 1
[steps.order]
staff = "waiter"
time = {{ exponential = {{ mean = "1 min" }} }}
next = "cook"
[steps.cook]
staff = "cook"
time = {{ exponential = {{ mean = "1.25 min" }} }}
[targets]
"journey.within(10 min)" = "> 1 %"
)toml",
                       run);
  };
  const auto figures = [](std::uint32_t) {
    const TandemSojourn tandem(0.5, {1.0, 0.8});
    return std::vector<KnownFigure>{
        {"journey.time.mean", tandem.mean() * minute},        {"journey.time.p50", tandem.quantile(0.5) * minute},
        {"journey.time.p90", tandem.quantile(0.9) * minute},  {"journey.time.p95", tandem.quantile(0.95) * minute},
        {"journey.time.p99", tandem.quantile(0.99) * minute}, {"journey.within(10 min)", tandem.within(10.0)}};
  };
  return {"tandem", "Reich (1957)", 1, text, figures};
}

/// Eight hours that begin empty, are busier than three people can manage before the end, and drain: 95 customers.
CoverageModel transient_day() {
  const auto text = [](std::uint32_t servers, const std::string& run) {
    return fmt::format(R"toml([run]
length = "8 h"
ending = "drain"
{}[segments.guest]
start = "desk"
[segments.guest.arrivals]
profile = {{ "00:00" = "6 per hour", "02:00" = "15 per hour", "05:00" = "20 per hour", "06:00" = "9 per hour" }}
[staff.clerk]
count = {}
[steps.desk]
staff = "clerk"
time = {{ exponential = {{ mean = "10 min" }} }}
failure = {{ probability = 0.05, then = "leave" }}
[targets]
"step.desk.service_level(5 min)" = "> 1 %"
)toml",
                       run, servers);
  };
  const auto figures = [](std::uint32_t servers) {
    const TransientDay day({{2.0, 6.0}, {5.0, 15.0}, {6.0, 20.0}, {8.0, 9.0}}, 6.0, servers);
    constexpr double hour = 60.0 * minute;
    return std::vector<KnownFigure>{{"journey.time.mean", day.mean_time() * hour},
                                    {"journey.time.p50", day.time_quantile(0.5) * hour},
                                    {"journey.time.p90", day.time_quantile(0.9) * hour},
                                    {"journey.time.p95", day.time_quantile(0.95) * hour},
                                    {"journey.time.p99", day.time_quantile(0.99) * hour},
                                    {"step.desk.service_level(5 min)", day.wait_within(1.0 / 12.0)},
                                    {"journey.failed", 0.05}};
  };
  return {"day", "Kolmogorov (1931)", 3, text, figures};
}

CoverageSeries fixed(const CoverageModel& model, std::uint64_t replications) {
  return {model.name,   IntervalMethod::replications, model.blueprint(model.servers), {}, replications,
          model.source, model.figures(model.servers)};
}

/// One more server; of the figures that are named.
CoverageSeries paired(const CoverageModel& model, std::uint64_t replications, const std::vector<std::string>& paths) {
  CoverageSeries series{model.name,
                        IntervalMethod::paired,
                        model.blueprint(model.servers),
                        model.blueprint(model.servers + 1),
                        replications,
                        model.source,
                        {}};
  const std::vector<KnownFigure> before = model.figures(model.servers);
  const std::vector<KnownFigure> after = model.figures(model.servers + 1);
  for (std::size_t index = 0; index < before.size(); ++index) {
    if (std::find(paths.begin(), paths.end(), before[index].path) == paths.end()) continue;
    series.figures.push_back({before[index].path, *after[index].truth - *before[index].truth});
  }
  return series;
}

CoverageSeries precise(const CoverageModel& model, std::uint64_t round, const std::string& path,
                       const std::string& width) {
  CoverageSeries series{model.name,
                        IntervalMethod::precision,
                        model.blueprint(model.servers, rounds_of(round, path, width)),
                        {},
                        round,
                        model.source,
                        {}};
  for (const KnownFigure& figure : model.figures(model.servers)) {
    if (figure.path == path) series.figures.push_back(figure);
  }
  return series;
}

}  // namespace

std::string name_of(IntervalMethod method) {
  static constexpr const char* names[]{"replications", "paired", "precision"};
  return names[static_cast<std::size_t>(method)];
}

std::string title_of(const CoverageSeries& series) {
  return fmt::format("{}, {}, {} replications", series.model, name_of(series.method), series.replications);
}

std::vector<CoverageSeries> coverage_series() {
  const CoverageModel queue = several_servers();
  const CoverageModel callers = impatient_callers();
  const CoverageModel tandem = one_behind_the_other();
  const CoverageModel day = transient_day();
  std::vector<CoverageSeries> all;
  for (const CoverageModel* const model : {&queue, &callers, &tandem, &day}) {
    for (const std::uint64_t replications : {30, 100}) all.push_back(fixed(*model, replications));
  }
  all.push_back(fixed(day, 400));
  for (const std::uint64_t replications : {30, 100}) {
    all.push_back(
        paired(queue, replications, {"journey.time.mean", "journey.time.p90", "step.desk.service_level(20 s)"}));
    all.push_back(
        paired(callers, replications, {"step.answer.wait.mean", "step.answer.wait.p90", "step.answer.abandonment"}));
    all.push_back(
        paired(day, replications, {"journey.time.mean", "journey.time.p90", "step.desk.service_level(5 min)"}));
  }
  // What ends at the first look, and what takes several.
  all.push_back(precise(queue, 100, "journey.time.mean", "2 %"));
  all.push_back(precise(queue, 30, "journey.time.mean", "2.5 %"));
  all.push_back(precise(queue, 30, "journey.time.p90", "2.5 %"));
  all.push_back(precise(callers, 30, "step.answer.abandonment", "5 %"));
  all.push_back(precise(day, 30, "journey.time.mean", "10 %"));
  all.push_back(precise(day, 100, "journey.time.p90", "10 %"));
  return all;
}

}  // namespace throughline::testing
