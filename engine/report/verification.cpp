// SPDX-License-Identifier: MIT
#include "report/verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/display_text.hpp"
#include "report/json_parts.hpp"
#include "report/number.hpp"
#include "report/table.hpp"
#include "report/unit_name.hpp"
#include "report/wrapped_text.hpp"
#include "statistics/interval.hpp"

namespace throughline {
namespace {

constexpr double largest_z = 4.0;

std::string counted(std::size_t count, const char* noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// `figures of 2 of 3 pools`, in singular where there is one; where nobody is needed, of journeys.
std::string figures_of_pools(const Verification& verification) {
  const auto answered =
      static_cast<std::size_t>(std::count_if(verification.models.begin(), verification.models.end(),
                                             [](const VerifiedModel& model) { return model.is_pool(); }));
  const std::size_t pools = answered + verification.unanswered.size();
  const std::string whose = pools == 0          ? "journeys"
                            : answered == pools ? counted(pools, "pool")
                                                : fmt::format("{} of {}", answered, counted(pools, "pool"));
  return fmt::format("{} of {}", verification.figures() == 1 ? "figure" : "figures", whose);
}

std::optional<double> greatest_z(const Verification& verification) {
  std::optional<double> greatest;
  for (const VerifiedModel& model : verification.models) {
    for (const VerifiedFigure& figure : model.figures) {
      const auto z = figure.z();
      if (z && (!greatest || std::abs(*z) > std::abs(*greatest))) greatest = z;
    }
  }
  return greatest;
}

std::string shown(double z) {
  return std::isfinite(z) ? fmt::format("{:+.1f}", z) : z > 0.0 ? "+∞" : "-∞";
}

std::string verdict(const Verification& verification) {
  const std::size_t figures = verification.figures();
  if (figures == 0) {
    return verification.unanswered.empty() ? "Nobody is needed anywhere: theory has nothing to answer."
                                           : "Theory has no answer for any pool.";
  }
  const auto greatest = greatest_z(verification);
  if (!greatest) return "Theory and simulation cannot be compared: no figure has an interval.";
  const std::string largest = std::isfinite(*greatest) ? fmt::format("the largest z is {:.1f}", std::abs(*greatest))
                                                       : "one of them is not even near";
  const std::size_t disagreeing = verification.disagreeing();
  const std::string whose = figures_of_pools(verification);
  if (disagreeing > 0) {
    return fmt::format("Theory and simulation disagree on {} of {} {}; {}.", disagreeing, figures, whose, largest);
  }
  const std::string all = figures == 1 ? "the" : figures == 2 ? "both" : fmt::format("all {}", figures);
  return fmt::format("Theory and simulation agree on {} {}; {}.", all, whose, largest);
}

std::string manner(const Verification& verification) {
  const Provenance& provenance = verification.provenance;
  const std::string scenario =
      provenance.scenario == "base" ? "" : fmt::format(", scenario {},", harmless(provenance.scenario));
  return fmt::format(
      "{}{} in the steady state, whatever length the blueprint says: {} of {}, the first {} of each as warm-up (20 "
      "times "
      "the {} in which the queues forget their beginning), seed {}, intervals of {:g} % confidence",
      harmless(verification.blueprint), scenario, counted(provenance.replications, "replication"),
      exact_duration(provenance.length), exact_duration(provenance.warm_up), exact_duration(verification.relaxation),
      provenance.seed, 100.0 * provenance.confidence);
}

Table table_of(const VerifiedModel& model, const std::string& currency) {
  Table table({{model.subject, Alignment::left}, {"theory"}, {"simulation"}, {"z"}, {"", Alignment::left}});
  for (const VerifiedFigure& each : model.figures) {
    const auto z = each.z();
    table.add({{each.path},
               {exact(each.theory, each.simulated.unit, currency)},
               {figure(each.simulated, currency)},
               {z ? shown(*z) : "-"},
               {each.agrees() ? "" : "disagrees", Style::bad}});
  }
  return table;
}

Json json_of(const VerifiedModel& model) {
  Json object = {{"subject", model.subject}, {"model", model.law}};
  put(object, "load", model.load);
  object["figures"] = Json::array();
  for (const VerifiedFigure& figure : model.figures) {
    Json& row = object["figures"].emplace_back(Json{{"path", figure.path}});
    put(row, "theory", figure.theory);
    put(row, "z", figure.z());
    row["agrees"] = figure.agrees();
    row["simulation"] = json_of(figure.simulated);
  }
  return object;
}

}  // namespace

std::optional<double> VerifiedFigure::z() const {
  if (!simulated.value || !simulated.low || !simulated.high || simulated.replications < 2) return std::nullopt;
  const double difference = *simulated.value - theory;
  if (std::abs(difference) <= 1e-12 * std::max(1.0, std::abs(theory))) return 0.0;
  const double half_width = difference > 0.0 ? *simulated.value - *simulated.low : *simulated.high - *simulated.value;
  const double degrees = static_cast<double>(simulated.replications) - 1.0;
  return normal_score(difference * student_t(degrees, simulated.confidence) / half_width, degrees);
}

bool VerifiedFigure::agrees() const {
  const auto score = z();
  return !score || std::abs(*score) < largest_z;
}

std::size_t Verification::figures() const noexcept {
  std::size_t count = 0;
  for (const VerifiedModel& model : models) count += model.figures.size();
  return count;
}

std::size_t Verification::disagreeing() const noexcept {
  std::size_t count = 0;
  for (const VerifiedModel& model : models) {
    count += static_cast<std::size_t>(std::count_if(model.figures.begin(), model.figures.end(),
                                                    [](const VerifiedFigure& figure) { return !figure.agrees(); }));
  }
  return count;
}

std::string write_terminal(const Verification& verification, const TerminalOptions& options) {
  std::string text = wrapped(verdict(verification), "", Style::plain, options.width, options.color);
  if (verification.figures() > 0)
    text += wrapped(manner(verification), "", Style::remark, options.width, options.color);
  if (verification.partial) {
    text += wrapped(fmt::format("Partial: {}", harmless(verification.partial_reason)), "", Style::bad, options.width,
                    options.color);
  }
  for (const VerifiedModel& model : verification.models) {
    const std::string load = model.load ? fmt::format(" at {:.1f} % load", 100.0 * *model.load) : "";
    text += fmt::format("\n{}{}\n", model.law, load);
    text += table_of(model, verification.currency).write(options.width, options.color);
  }
  if (verification.figures() > 0) {
    text += wrapped("z: simulation less theory, in standard errors; 4 or more is a disagreement", "  ", Style::remark,
                    options.width, options.color);
  }
  if (!verification.unanswered.empty()) text += "\n";
  for (const NoAnswer& each : verification.unanswered) {
    text += wrapped(harmless(fmt::format("{}: no answer in theory: {}", each.subject, each.reason)), "", Style::plain,
                    options.width, options.color);
  }
  return text;
}

std::string write_json(const Verification& verification) {
  Json models = Json::array();
  for (const VerifiedModel& model : verification.models) models.push_back(json_of(model));
  Json unanswered = Json::array();
  for (const NoAnswer& each : verification.unanswered) {
    unanswered.push_back({{"subject", each.subject}, {"reason", each.reason}});
  }
  JsonLines lines("throughline.verification/1", verification.partial, verification.partial_reason);
  lines.add("provenance", json_of(verification.provenance), 2);
  lines.add("relaxation", verification.relaxation, 0);
  lines.add("figures", verification.figures(), 0);
  lines.add("disagreeing", verification.disagreeing(), 0);
  lines.add("models", models, 3);
  lines.add("unanswered", unanswered, 1);
  return lines.text();
}

}  // namespace throughline
