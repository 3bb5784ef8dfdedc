// SPDX-License-Identifier: MIT
#include "cli/command_table.hpp"

#include <algorithm>
#include <array>

#include "cli/template.hpp"

namespace throughline {
namespace {

constexpr OptionRule scenario{"--scenario", "NAME", "simulate this scenario of the file instead of base"};
constexpr OptionRule setting{"--set", "PATH=VALUE", "change one value, such as staff.clerk.count=3; may be repeated",
                             Offer::nothing, true};
constexpr OptionRule lever{"--lever", "NAME:WHERE", "pull a lever, such as surge:clerk=2 (see levers); may be repeated",
                           Offer::nothing, true};
constexpr OptionRule seed{"--seed", "N", "luck: the same seed gives the same result"};
constexpr OptionRule color{"--color", "WHEN", "auto, always or never; auto: on a terminal, unless NO_COLOR is set",
                           Offer::color};
constexpr OptionRule replications{"--replications", "N", "how many independent runs; more of them, narrower intervals"};
constexpr OptionRule precision{"--precision", "SHARE",
                               "add rounds of replications until the mean journey time is known to within 2 %, say"};
constexpr OptionRule max_replications{"--max-replications", "N", "stop short of the precision after so many"};
constexpr OptionRule max_events{"--max-events", "N", "stop short of the precision after so many events"};
constexpr OptionRule time_limit{"--time-limit", "DURATION",
                                "end early after, say, 90s: what is finished is kept and marked as partial"};
constexpr OptionRule threads{"--threads", "N", "how many at once; never changes the result"};
constexpr OptionRule progress{"--progress", "", "show progress even where standard error is no terminal"};
constexpr OptionRule max_inside{"--max-inside", "N", "give up when more customers than this are inside at once"};

constexpr OptionRule html{"--html", "FILE", "write the report to send, one page with charts; - is standard output",
                          Offer::file};
constexpr OptionRule xlsx{"--xlsx", "FILE", "write a workbook for Excel; - is standard output", Offer::file};
constexpr OptionRule reproducible{"--reproducible", "",
                                  "leave out what differs from run to run: times, threads, memory"};
constexpr OptionRule quiet{"--quiet", "",
                           "no report, no warnings, no progress; the exit code and the files say it all"};

/// Groups of options, one behind the other.
template <std::size_t... sizes>
constexpr auto joined(const std::array<OptionRule, sizes>&... groups) {
  std::array<OptionRule, (sizes + ...)> all{};
  auto end = all.begin();
  ((end = std::copy(groups.begin(), groups.end(), end)), ...);
  return all;
}

constexpr std::array blueprint_options{scenario, setting, lever};
constexpr std::array luck_options{seed, threads, max_inside};
constexpr std::array round_options{replications, precision, max_replications, max_events, time_limit};
constexpr std::array manner_options{quiet, progress, color};

constexpr std::array init_options{
    OptionRule{"--template", "NAME", "begin with basic (if not said), contact_center, clinic, web_form or store",
               Offer::blueprint_template},
};

constexpr std::array check_options{
    scenario, setting, lever, OptionRule{"--explain", "", "list the compiled program of every step"}, color,
};

constexpr auto run_options = joined(
    blueprint_options, round_options,
    std::array{OptionRule{"--resamples", "N",
                          "resample the data of laws, 50 times, say: intervals hold what they leave open"}},
    luck_options,
    std::array{
        OptionRule{"--json", "FILE", "write the whole result as JSON; - is standard output", Offer::file},
        OptionRule{"--csv", "FILE", "write the measures as CSV; - is standard output", Offer::file},
        OptionRule{"--junit", "FILE", "write the targets as JUnit XML, as CI shows tests; - is standard output",
                   Offer::file},
        OptionRule{"--markdown", "FILE", "write the report as GitHub-flavored Markdown; - is standard output",
                   Offer::file},
        html,
        xlsx,
        reproducible,
        OptionRule{"--baseline", "FILE", "compare with a result that --json wrote; worse is exit code 99", Offer::file},
        OptionRule{"--strict", "", "an undecided target counts as missed (exit code 99)"},
    },
    manner_options);

constexpr auto compare_options = joined(
    std::array{
        OptionRule{"--scenario", "NAME",
                   "a scenario to compare; the first is what the others are compared with; may be repeated",
                   Offer::nothing, true},
        setting,
        OptionRule{"--lever", "NAME:WHERE",
                   "an alternative: the first scenario with this lever, such as surge:clerk; may be repeated",
                   Offer::nothing, true},
        OptionRule{"--measure", "MEASURE", "judge by this measure instead of the targets'; may be repeated",
                   Offer::nothing, true},
        OptionRule{"--best", "MEASURE", "add rounds of replications until the best by this measure is known"},
        OptionRule{"--same-within", "SHARE",
                   "what counts as the same: a share of the first one's figure, 1 % if not said"},
    },
    round_options, luck_options,
    std::array{
        OptionRule{"--json", "FILE", "write the whole comparison as JSON; - is standard output", Offer::file},
        OptionRule{"--csv", "FILE", "write the differences as CSV; - is standard output", Offer::file},
        OptionRule{"--junit", "FILE", "write what each redesign is gated by as JUnit XML; - is standard output",
                   Offer::file},
        OptionRule{"--markdown", "FILE", "write the report as Markdown; - is standard output", Offer::file},
        html,
        xlsx,
        reproducible,
        OptionRule{"--strict", "", "a redesign that is worse or misses a target, or may, is exit code 99"},
    },
    manner_options);

constexpr auto sweep_options =
    joined(std::array{OptionRule{"--vary", "PATH=VALUES",
                                 "a path of --set and its values, 2..6, 2..10:2 or a list a,b,c; may be repeated",
                                 Offer::nothing, true}},
           blueprint_options,
           std::array{
               OptionRule{"--measure", "MEASURE", "what to draw against cost; if not said, the first target's"},
               OptionRule{"--same-within", "SHARE", "costs that differ by less count as the same, 1 % if not said"},
               OptionRule{"--exhaustive", "", "simulate every alternative, as often as said, however dear it is"},
               replications,
               max_replications,
               time_limit,
           },
           luck_options,
           std::array{
               OptionRule{"--json", "FILE", "write every alternative as JSON; - is standard output", Offer::file},
               OptionRule{"--csv", "FILE", "write every alternative as CSV; - is standard output", Offer::file},
               OptionRule{"--junit", "FILE", "write whether the targets can be met as JUnit XML; - is standard output",
                          Offer::file},
               OptionRule{"--markdown", "FILE", "write the report as Markdown; - is standard output", Offer::file},
               html,
               xlsx,
               reproducible,
               OptionRule{"--strict", "", "something cheaper that is undecided is exit code 99"},
           },
           manner_options);

constexpr auto sensitivity_options =
    joined(blueprint_options,
           std::array{
               OptionRule{"--measure", "MEASURE", "what may change; journey.time.mean if not said"},
               OptionRule{"--vary", "PATH=RANGE",
                          "vary this input: by a share (±15%) or between two ends (40s..60s); may be repeated",
                          Offer::nothing, true},
               OptionRule{"--by", "SHARE",
                          "how far inputs vary of which nothing else is said, 10 % if not said; people one by one"},
               replications,
               time_limit,
           },
           luck_options,
           std::array{
               OptionRule{"--json", "FILE", "write every input as JSON; - is standard output", Offer::file},
               OptionRule{"--csv", "FILE", "write every value of an input as CSV; - is standard output", Offer::file},
               OptionRule{"--markdown", "FILE", "write the report as Markdown; - is standard output", Offer::file},
               html,
               reproducible,
           },
           manner_options);

constexpr auto gaps_options = joined(
    std::array{
        OptionRule{"--north-star", "MEASURE",
                   "what the service is there for; if not said, the file's [blueprint] north_star"},
        OptionRule{"--touchpoint", "NAME", "close the gaps of this touchpoint alone; may be repeated", Offer::nothing,
                   true},
    },
    blueprint_options, std::array{replications, time_limit}, luck_options,
    std::array{
        OptionRule{"--json", "FILE", "write every gap as JSON; - is standard output", Offer::file},
        OptionRule{"--csv", "FILE", "write what closing each gap changes as CSV; - is standard output", Offer::file},
        OptionRule{"--markdown", "FILE", "write the report as Markdown; - is standard output", Offer::file},
        html,
        reproducible,
    },
    manner_options);

constexpr std::array levers_options{
    scenario,
    setting,
    OptionRule{"--lever", "NAME:WHERE", "only this one, such as surge:clerk=2; may be repeated", Offer::nothing, true},
};

constexpr auto survey_options = joined(
    std::array{
        OptionRule{"--fit", "CONSTANTS",
                   "fit these alone, such as experience.failure,experience.wait.beyond; may be repeated",
                   Offer::nothing, true},
    },
    blueprint_options, std::array{replications, time_limit}, luck_options,
    std::array{
        OptionRule{"--json", "FILE", "write the whole fit as JSON; - is standard output", Offer::file},
        OptionRule{"--csv", "FILE", "write touchpoints and constants as CSV; - is standard output", Offer::file},
        OptionRule{"--markdown", "FILE", "write the report as Markdown; - is standard output", Offer::file},
        reproducible,
    },
    manner_options);

constexpr auto verify_options =
    joined(blueprint_options, std::array{replications}, luck_options,
           std::array{OptionRule{"--json", "FILE", "write every figure as JSON; - is standard output", Offer::file}},
           manner_options);

constexpr std::array trace_options{
    scenario,
    setting,
    lever,
    OptionRule{"--replication", "N", "which replication, from 1"},
    OptionRule{"--journey", "N", "tell the story of this one journey, from 1"},
    seed,
};

constexpr std::array draw_options{
    scenario,
    setting,
    lever,
    OptionRule{"--svg", "FILE", "write the drawing to this file, not to standard output (-)", Offer::file},
    OptionRule{"--figures", "", "simulate, and draw waits, failures, flows and occupancy"},
    replications,
    seed,
    threads,
    max_inside,
    time_limit,
    quiet,
    progress,
};

constexpr std::array report_options{
    html,
    OptionRule{"--markdown", "FILE", "write the report as Markdown; - is standard output", Offer::file},
    OptionRule{"--csv", "FILE", "write the measures as CSV, of two results the second's; - is standard output",
               Offer::file},
    xlsx,
    color,
};

constexpr std::array commands{
    CommandRule{"init", "NAME", Offer::nothing, "write a commented blueprint, NAME.toml, to begin with", init_options},
    CommandRule{"schema", "", Offer::nothing, "print the JSON Schema of the format, for editors", {}},
    CommandRule{"check", "FILE", Offer::file,
                "find the mistakes of a blueprint; show its load by hour and what theory expects", check_options},
    CommandRule{"run", "FILE", Offer::file, "simulate a blueprint, print the answer, judge its targets", run_options},
    CommandRule{"compare", "FILE...", Offer::file, "simulate redesigns with the same luck, and say which is better",
                compare_options},
    CommandRule{"sweep", "FILE", Offer::file, "find the cheapest of many alternatives that meets the targets",
                sweep_options},
    CommandRule{"sensitivity", "FILE", Offer::file, "find the inputs that matter: each a little lower and higher",
                sensitivity_options},
    CommandRule{"gaps", "FILE", Offer::file, "find the experience gap that is worth most to close", gaps_options},
    CommandRule{"levers", "FILE", Offer::file, "list the levers that apply to a blueprint, as scenarios to add to it",
                levers_options},
    CommandRule{"survey", "FILE SURVEY", Offer::file, "fit the experience model to the answers of customers, a csv",
                survey_options},
    CommandRule{"verify", "FILE", Offer::file,
                "compare queueing theory with a simulation, wherever theory has an answer", verify_options},
    CommandRule{"trace", "FILE", Offer::file, "print the event log of one replication as CSV, or tell one journey",
                trace_options},
    CommandRule{"draw", "FILE", Offer::file, "draw the service blueprint as SVG", draw_options},
    CommandRule{"report", "RESULT...", Offer::file,
                "make every report of what --json stored, or of two runs side by side", report_options},
    CommandRule{"completion", "SHELL", Offer::shell, "print the completion script for bash, zsh or fish", {}},
};

constexpr std::array common{
    OptionRule{"--help", "", "say what there is", Offer::nothing, false, "-h"},
    OptionRule{"--version", "", "say which version this is", Offer::nothing, false, "-V"},
};

constexpr std::array<std::string_view, 6> unbuilt_commands{"optimize", "calibrate", "validate",
                                                           "import",   "export",    "results"};
constexpr std::array<std::string_view, 1> unbuilt_options{"--sqlite"};

constexpr std::array<std::string_view, 3> color_words{"auto", "always", "never"};
constexpr std::array<std::string_view, 3> shell_words{"bash", "zsh", "fish"};

template <class Names>
bool holds(const Names& names, std::string_view name) noexcept {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string_view> CommandRule::arguments() const {
  std::vector<std::string_view> names;
  for (std::string_view rest = argument; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    names.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

std::span<const CommandRule> command_table() noexcept {
  return commands;
}
std::span<const OptionRule> common_options() noexcept {
  return common;
}

const CommandRule* find_command(std::string_view name) noexcept {
  const auto found =
      std::find_if(commands.begin(), commands.end(), [name](const CommandRule& rule) { return rule.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

bool is_unbuilt_command(std::string_view name) noexcept {
  return holds(unbuilt_commands, name);
}
bool is_unbuilt_option(std::string_view name) noexcept {
  return holds(unbuilt_options, name);
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandRule& rule : commands) names.emplace_back(rule.name);
  return names;
}

std::vector<std::string> option_names(const CommandRule& command) {
  std::vector<std::string> names;
  for (const OptionRule& rule : command.options) names.emplace_back(rule.name);
  for (const OptionRule& rule : common) names.emplace_back(rule.name);
  return names;
}

std::span<const std::string_view> offered_words(Offer offer) noexcept {
  if (offer == Offer::color) return color_words;
  if (offer == Offer::shell) return shell_words;
  if (offer == Offer::blueprint_template) return template_names();
  return {};
}

}  // namespace throughline
