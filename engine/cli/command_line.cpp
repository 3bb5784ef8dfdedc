// SPDX-License-Identifier: MIT
#include "cli/command_line.hpp"

#include <fmt/format.h>

#include "cli/arguments.hpp"
#include "cli/help.hpp"
#include "cli/variation.hpp"
#include "diagnostic/nearest_name.hpp"
#include "report/shell_word.hpp"
#include "text/sensitivity_reader.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_replications = 1'000'000;
constexpr std::uint64_t most_events = 1'000'000'000'000;
constexpr std::uint64_t fewest_resamples = 20;
constexpr std::uint64_t most_resamples = 1'000;
constexpr std::uint64_t most_threads = 1024;
constexpr std::uint64_t most_inside = 100'000'000;
// TOML knows signed numbers of 64 bits: a seed of the command line is one that a file may hold.
constexpr std::uint64_t largest_seed = 9'223'372'036'854'775'807;

std::optional<std::uint64_t> whole_number(const Arguments& arguments, std::string_view option, std::uint64_t low,
                                          std::uint64_t high) {
  const std::optional<std::string> text = arguments.value(option);
  if (!text) return std::nullopt;
  const auto number = parse_whole_number(*text, low, high);
  if (!number) throw InvalidCommandLine(fmt::format("{} \"{}\": expected {}", option, *text, number.error().expected));
  return *number;
}

/// The place of a word in the list of those that are offered.
std::size_t choice(std::string_view name, const std::string& word, Offer offer) {
  std::vector<std::string> valid;
  for (const std::string_view each : offered_words(offer)) {
    if (word == each) return valid.size();
    valid.emplace_back(each);
  }
  const std::string hint = did_you_mean(word, valid);
  throw InvalidCommandLine(
      fmt::format("{} \"{}\": expected {}{}{}", name, word, fmt::join(valid, ", "), hint.empty() ? "" : "; ", hint));
}

ColorChoice color_of(const Arguments& arguments) {
  const std::string word = arguments.value("--color").value_or("auto");
  return static_cast<ColorChoice>(choice("--color", word, Offer::color));
}

Overlay overlay_of(const Arguments& arguments) {
  Overlay overlay;
  if (!arguments.command->takes_several()) overlay.scenario = arguments.value("--scenario").value_or(overlay.scenario);
  const auto settings = arguments.values.find("--set");
  if (settings != arguments.values.end()) {
    for (const std::string& text : settings->second) {
      auto [path, value] = cut_at_equals("--set", text);
      overlay.settings.push_back({std::move(path), std::move(value)});
    }
  }
  if (const auto inside = whole_number(arguments, "--max-inside", 1, most_inside)) {
    overlay.settings.push_back({"run.max_inside", fmt::format("{}", *inside)});
  }
  if (const auto precision = arguments.value("--precision")) {
    if (!parse_share(*precision))
      throw InvalidCommandLine(fmt::format("--precision \"{}\": expected a share, for example \"2 %\"", *precision));
    overlay.settings.push_back({"run.precision", *precision});
  }
  if (const auto resamples = whole_number(arguments, "--resamples", fewest_resamples, most_resamples))
    overlay.settings.push_back({"run.resamples", fmt::format("{}", *resamples)});
  for (const std::string_view budget : {"--max-replications", "--max-events"}) {
    const std::uint64_t most = budget == "--max-events" ? most_events : most_replications;
    const std::string path = budget == "--max-events" ? "run.max_events" : "run.max_replications";
    if (const auto number = whole_number(arguments, budget, 1, most))
      overlay.settings.push_back({path, fmt::format("{}", *number)});
  }
  return overlay;
}

std::vector<LeverRequest> levers_of(const Arguments& arguments) {
  std::vector<LeverRequest> levers;
  const auto words = arguments.values.find("--lever");
  if (words == arguments.values.end()) return levers;
  for (const std::string& word : words->second) {
    const std::optional<LeverRequest> lever = parse_lever(word);
    if (!lever)
      throw InvalidCommandLine(fmt::format(
          "--lever \"{}\": expected NAME:WHERE or NAME:WHERE=AMOUNT, for example surge:clerk; throughline levers FILE "
          "lists them",
          word));
    levers.push_back(*lever);
  }
  return levers;
}

std::vector<OutputRequest> outputs_of(const Arguments& arguments) {
  std::vector<OutputRequest> requests;
  for (const OutputFormat format : output_formats) {
    const std::string_view option = option_of(format);
    const std::optional<std::string> path = arguments.value(option);
    if (!path) continue;
    if (path->empty()) throw InvalidCommandLine(fmt::format("{} needs the name of a file, or -", option));
    requests.push_back({format, *path});
  }
  return requests;
}

std::optional<double> time_limit_of(const Arguments& arguments) {
  constexpr double longest = 365.0 * 24.0 * 3600.0;
  const std::optional<std::string> text = arguments.value("--time-limit");
  if (!text) return std::nullopt;
  const Parsed<double> limit = parse_duration(*text);
  if (!limit || *limit <= 0.0 || *limit > longest)
    throw InvalidCommandLine(
        fmt::format("--time-limit \"{}\": expected a duration above 0, for example \"90 s\"", *text));
  return *limit;
}

InitCommand init_command(const Arguments& arguments) {
  InitCommand command{*arguments.argument};
  if (const auto word = arguments.value("--template"))
    command.blueprint_template = choice("--template", *word, Offer::blueprint_template);
  return command;
}

CheckCommand check_command(const Arguments& arguments) {
  return {*arguments.argument, overlay_of(arguments), levers_of(arguments), arguments.has("--explain"),
          color_of(arguments)};
}

/// The command line as a shell would read it.
std::string words_of(const std::vector<std::string>& words) {
  std::string text = "throughline";
  for (std::size_t word = 1; word < words.size(); ++word) text.append(" ").append(shell_word(words[word]));
  return text;
}

/// What the words and what surrounds them say of a command that simulates.
struct Asked {
  const Arguments& arguments;
  const std::vector<std::string>& words;
  const Environment& environment;
};

void read_simulating(const Asked& asked, std::uint64_t fewest_replications, SimulatingCommand& command) {
  const Arguments& arguments = asked.arguments;
  command.file = *arguments.argument;
  command.overlay = overlay_of(arguments);
  command.levers = levers_of(arguments);
  // With a precision it is the size of a round, which is a setting like any other; alone it is an order.
  const auto replications = whole_number(arguments, "--replications", fewest_replications, most_replications);
  if (replications && (arguments.has("--precision") || arguments.has("--best"))) {
    command.overlay.settings.push_back({"run.replications", fmt::format("{}", *replications)});
  } else {
    command.experiment.replications = replications;
  }
  command.experiment.seed = whole_number(arguments, "--seed", 0, largest_seed);
  command.experiment.threads = static_cast<unsigned>(whole_number(arguments, "--threads", 1, most_threads).value_or(0));
  command.time_limit = time_limit_of(arguments);
  command.outputs = outputs_of(arguments);
  command.reproducible = arguments.has("--reproducible");
  command.strict = arguments.has("--strict");
  command.quiet = arguments.has("--quiet");
  command.progress = arguments.has("--progress");
  command.color = color_of(arguments);
  command.words = words_of(asked.words);
  command.environment = asked.environment;
}

std::vector<std::string> all_of(const Arguments& arguments, std::string_view option) {
  const auto found = arguments.values.find(option);
  return found == arguments.values.end() ? std::vector<std::string>() : found->second;
}

std::optional<double> same_within_of(const Arguments& arguments) {
  constexpr double widest = 0.5;
  const auto text = arguments.value("--same-within");
  if (!text) return std::nullopt;
  const Parsed<double> share = parse_share(*text);
  if (!share || *share <= 0.0 || *share > widest)
    throw InvalidCommandLine(fmt::format("--same-within \"{}\": expected a share above 0 and up to 50 %", *text));
  return *share;
}

CompareCommand compare_command(const Asked& asked) {
  const Arguments& arguments = asked.arguments;
  CompareCommand command;
  read_simulating(asked, 2, command);  // one has no interval to compare by
  command.more_files = arguments.more_arguments;
  command.scenarios = all_of(arguments, "--scenario");
  command.overlay.measures = all_of(arguments, "--measure");
  command.best = arguments.value("--best");
  command.same_within = same_within_of(arguments).value_or(command.same_within);
  return command;
}

SensitivityCommand sensitivity_command(const Asked& asked) {
  const Arguments& arguments = asked.arguments;
  SensitivityCommand command;
  read_simulating(asked, 2, command);  // one has no interval to compare by
  command.overlay.measures.push_back(arguments.value("--measure").value_or("journey.time.mean"));
  for (const std::string& text : all_of(arguments, "--vary")) {
    const std::optional<InputVariation> variation = parse_input_variation(text);
    if (!variation)
      throw InvalidCommandLine(fmt::format(
          "--vary \"{}\": expected path=±share or path=low..high, for example steps.order.time=±15%", text));
    command.variations.asked.push_back(*variation);
  }
  if (const auto text = arguments.value("--by")) {
    const std::optional<double> share = parse_variation_share(*text);
    if (!share) throw InvalidCommandLine(fmt::format("--by \"{}\": expected a share above 0 and below 100 %", *text));
    command.variations.share = *share;
  }
  return command;
}

GapsCommand gaps_command(const Asked& asked) {
  GapsCommand command;
  read_simulating(asked, 2, command);  // one has no interval to compare by
  if (const auto north_star = asked.arguments.value("--north-star")) command.overlay.measures.push_back(*north_star);
  command.touchpoints = all_of(asked.arguments, "--touchpoint");
  return command;
}

SurveyCommand survey_command(const Asked& asked) {
  SurveyCommand command;
  read_simulating(asked, 2, command);  // one tells nothing of its luck
  command.survey = asked.arguments.more_arguments.front();
  for (const std::string& list : all_of(asked.arguments, "--fit")) {
    for (std::string_view rest = list;;) {
      const std::size_t comma = rest.find(',');
      command.constants.emplace_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return command;
}

SweepCommand sweep_command(const Asked& asked) {
  const Arguments& arguments = asked.arguments;
  SweepCommand command;
  read_simulating(asked, 2, command);  // one has no interval to judge by
  for (const std::string& text : all_of(arguments, "--vary")) command.variations.push_back(variation_of(text));
  if (command.variations.empty())
    throw InvalidCommandLine("sweep needs a --vary PATH=VALUES, for example --vary staff.clerk.count=2..6");
  check_size(command.variations);
  command.measure = arguments.value("--measure");
  if (command.measure) command.overlay.measures.push_back(*command.measure);
  command.same_within = same_within_of(arguments).value_or(command.same_within);
  command.exhaustive = arguments.has("--exhaustive");
  return command;
}

RunCommand run_command(const Asked& asked) {
  RunCommand command;
  read_simulating(asked, 1, command);
  command.baseline = asked.arguments.value("--baseline");
  return command;
}

VerifyCommand verify_command(const Asked& asked) {
  VerifyCommand command;
  read_simulating(asked, 2, command);  // one has no interval to compare by
  return command;
}

TraceCommand trace_command(const Arguments& arguments) {
  constexpr std::uint64_t most_journeys = 1'000'000'000'000;
  TraceCommand command;
  command.file = *arguments.argument;
  command.overlay = overlay_of(arguments);
  command.levers = levers_of(arguments);
  command.seed = whole_number(arguments, "--seed", 0, largest_seed);
  command.replication = whole_number(arguments, "--replication", 1, most_replications).value_or(1);
  command.journey = whole_number(arguments, "--journey", 1, most_journeys);
  return command;
}

DrawCommand draw_command(const Asked& asked) {
  const Arguments& arguments = asked.arguments;
  DrawCommand command;
  read_simulating(asked, 1, command);
  command.svg = arguments.value("--svg").value_or(command.svg);
  if (command.svg.empty()) throw InvalidCommandLine("--svg needs the name of a file, or -");
  command.figures = arguments.has("--figures");
  if (command.figures) return command;
  for (const std::string_view option :
       {"--replications", "--seed", "--threads", "--max-inside", "--time-limit", "--progress"}) {
    if (arguments.has(option))
      throw InvalidCommandLine(fmt::format("{} says nothing without --figures: nothing is simulated", option));
  }
  return command;
}

ReportCommand report_command(const Arguments& arguments) {
  ReportCommand command;
  command.file = *arguments.argument;
  if (arguments.more_arguments.size() > 1) throw InvalidCommandLine("report takes one result, or two side by side");
  if (!arguments.more_arguments.empty()) command.other = arguments.more_arguments.front();
  command.outputs = outputs_of(arguments);
  command.color = color_of(arguments);
  return command;
}

}  // namespace

CommandLine read_command_line(const std::vector<std::string>& words, const Environment& environment) {
  const Arguments arguments = sort_arguments({words.begin() + (words.empty() ? 0 : 1), words.end()});
  if (arguments.has("--version")) return PrintCommand{version_text()};
  if (arguments.has("--help"))
    return PrintCommand{arguments.command == nullptr ? help_text() : help_text(*arguments.command)};
  if (arguments.command == nullptr) throw InvalidCommandLine(fmt::format("which command?\n\n{}", help_text()));
  const std::string_view name = arguments.command->name;
  const Asked asked{arguments, words, environment};
  if (name == "init") return init_command(arguments);
  if (name == "schema") return SchemaCommand{};
  if (name == "check") return check_command(arguments);
  if (name == "run") return run_command(asked);
  if (name == "compare") return compare_command(asked);
  if (name == "sensitivity") return sensitivity_command(asked);
  if (name == "gaps") return gaps_command(asked);
  if (name == "levers") return LeversCommand{*arguments.argument, overlay_of(arguments), levers_of(arguments)};
  if (name == "survey") return survey_command(asked);
  if (name == "sweep") return sweep_command(asked);
  if (name == "verify") return verify_command(asked);
  if (name == "report") return report_command(arguments);
  if (name == "trace") return trace_command(arguments);
  if (name == "draw") return draw_command(asked);
  return CompletionCommand{static_cast<Shell>(choice("completion", *arguments.argument, Offer::shell))};
}

}  // namespace throughline
