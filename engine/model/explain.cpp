// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string>
#include <string_view>

#include "model/catalog.hpp"
#include "model/program.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

std::string_view name_of(Verb verb) {
  // clang-format off
  static constexpr std::array<std::string_view, 70> names{
      "yield", "reach", "enter", "claim", "stay", "leave_room", "try_again", "guard", "seize", "seize_patient", "judge_wait", "judge_abandonment", "judge_due", "serve",
      "serve_longer", "serve_shared", "leave_shared", "take_time", "take_longer", "take_none", "finish", "release", "wrap_up", "wrapped_up",
      "fail", "recovery_time", "recover", "pass", "choose", "choose_by_clock", "choose_open", "choose_shortest", "become", "by_segment", "delay", "lose", "repeat_visit", "repeat_time",
      "mark_from", "mark_to", "call", "call_patient", "serve_called", "served", "wrap_up_called",
      "wrapped_up_called", "escort", "take_over", "end_step", "let_go", "jump", "step_out", "step_in", "fork", "gather", "join", "assemble", "set_off", "board", "take_together", "disband", "ride", "alight", "start_case", "await", "called_off", "surge", "hold", "come", "leave"};
  // clang-format on
  static_assert(names.size() == static_cast<std::size_t>(Verb::leave) + 1);
  return names[static_cast<std::size_t>(verb)];
}

std::string_view name_of(Exit exit) {
  static constexpr std::array<std::string_view, 6> names{"completed", "failed, cause service", "failed, cause handoff",
                                                         "abandoned", "turned away",           "no show"};
  return names[static_cast<std::size_t>(exit)];
}

class Listing {
 public:
  Listing(const Program& program, const Catalog& catalog) : program_(program), catalog_(catalog) {}

  std::string write() {
    for (std::size_t segment = 0; segment < program_.segments.size(); ++segment) {
      line("segment {} enters at {}", catalog_.names.segments[segment].key, program_.segments[segment].entry);
    }
    std::uint32_t step = no_index;
    for (std::uint32_t counter = 0; counter < program_.code.size(); ++counter) {
      const Instruction& instruction = program_.code[counter];
      if (instruction.step != step && instruction.step != no_index)
        line("\n{}:", catalog_.names.steps[instruction.step].key);
      step = instruction.step;
      const std::string rest = operands(instruction);
      line("{:>6}  {:<{}}{}", counter, name_of(instruction.verb), rest.empty() ? 0 : 18, rest);
    }
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    text_ += '\n';
  }

  std::string law(std::uint32_t operand) const {
    if ((operand & by_clock_bit) == 0) return program_.samplers.distribution(operand).description();
    const Clocked& clocked = program_.clocked[operand & ~by_clock_bit];
    return by_clock(
        clocked, [&](const ClockLevel& level) { return program_.samplers.distribution(level.sampler).description(); });
  }

  std::string share(std::uint32_t operand) const {
    if ((operand & by_clock_bit) == 0) return fmt::format("{}", program_.shares[operand]);
    return by_clock(program_.clocked[operand & ~by_clock_bit],
                    [](const ClockLevel& level) { return fmt::format("{}", level.share); });
  }

  std::string patience(std::uint32_t operand) const {
    return law(operand) + of_the_dissatisfied([](const auto& windows) { return windows.patience; });
  }

  /// What [experience.broken_windows] makes of a number; empty where it changes nothing.
  template <class Factor>
  std::string of_the_dissatisfied(Factor factor_of) const {
    if (!program_.experience || !program_.experience->model.broken_windows) return "";
    const double factor = factor_of(*program_.experience->model.broken_windows);
    return factor == 1.0 ? "" : fmt::format(" (of the dissatisfied times {})", factor);
  }

  template <class Text>
  std::string by_clock(const Clocked& clocked, Text text_of) const {
    std::string text = "by clock:";
    for (std::uint32_t level = clocked.first; level < clocked.first + clocked.count; ++level) {
      const double from = program_.clock_levels[level].from;
      text += fmt::format("{} from {:02}:{:02} {}", level == clocked.first ? "" : ";", static_cast<int>(from) / 3600,
                          static_cast<int>(from) / 60 % 60, text_of(program_.clock_levels[level]));
    }
    return text;
  }

  std::string choices(std::uint32_t first, std::uint32_t count) const {
    std::string text;
    for (std::uint32_t choice = first; choice < first + count; ++choice) {
      text += fmt::format("{}below {} to {}", choice == first ? "" : ", ", program_.choices[choice].threshold,
                          program_.choices[choice].target);
    }
    return text;
  }

  std::string guarded_choices(std::uint32_t first, std::uint32_t count) const {
    std::string text;
    for (std::uint32_t index = first; index < first + count; ++index) {
      const GuardedChoice& choice = program_.routes.guarded[index];
      text += fmt::format("{}{}{} to {}", index == first ? "" : ", ", choice.when.empty() ? "" : "where open ",
                          choice.share == no_index ? "the rest" : "share " + share(choice.share), choice.target);
    }
    return text;
  }

  static std::string together(const BatchTable& batch) {
    const bool waits_on = std::isinf(batch.longest_wait);
    return fmt::format("{} together{}", batch.size,
                       waits_on ? "" : fmt::format(", or after {:g} s", batch.longest_wait));
  }

  std::string pool(const Instruction& instruction) const { return catalog_.names.staff[instruction.pool].key; }

  std::string operands(const Instruction& instruction) const {
    switch (instruction.verb) {
      case Verb::reach:
        return instruction.a == no_index ? "" : "counting visits";
      case Verb::seize:
      case Verb::release:
      case Verb::wrapped_up:
      case Verb::leave_shared:
        return pool(instruction);
      case Verb::call:
        return called(instruction.step);
      case Verb::call_patient:
        return called(instruction.step) + until(instruction);
      case Verb::enter:
        return fmt::format("else to {}", instruction.b);
      case Verb::claim:
        return fmt::format("of step {}", catalog_.names.steps[instruction.a].key);
      case Verb::try_again: {
        const RetrialTable& retrial = program_.retrials[instruction.a];
        return fmt::format("share {}, after {}, to {}", share(retrial.share), law(retrial.after), retrial.target);
      }
      case Verb::assemble:
        return together(program_.batches[instruction.a]);
      case Verb::serve_called:
      case Verb::wrap_up_called:
      case Verb::take_together:
        return law(instruction.a);
      case Verb::escort:
        return instruction.a == no_index ? "" : "wrapping up after it: " + law(instruction.a);
      case Verb::end_step:
        return releases(program_.needs[instruction.a]);
      case Verb::seize_patient:
        return fmt::format("{}, patience {}, then {}", pool(instruction), patience(instruction.a), instruction.b);
      case Verb::serve:
      case Verb::serve_longer:
      case Verb::take_time:
      case Verb::take_longer:
      case Verb::delay:
      case Verb::recovery_time:
        return law(instruction.a);
      case Verb::judge_wait:
      case Verb::judge_abandonment:
        return fmt::format("limits {} to {}", instruction.a, instruction.a + instruction.b - 1);
      case Verb::wrap_up:
      case Verb::serve_shared:
        return fmt::format("{}, {}", pool(instruction), law(instruction.a));
      case Verb::fail:
        return failure(share(instruction.a) + of_the_dissatisfied([](const auto& windows) { return windows.failure; }),
                       program_.fallbacks[instruction.b]);
      case Verb::recover:
        return fmt::format("share {}, to {}", share(instruction.a), instruction.b);
      case Verb::lose:
      case Verb::repeat_visit:
        return fmt::format("share {}, to {}", share(instruction.a), program_.fallbacks[instruction.b].target);
      case Verb::repeat_time:
        return fmt::format("share {}, by {}", share(instruction.a), law(instruction.b));
      case Verb::pass:
      case Verb::jump:
        return fmt::format("to {}", instruction.a);
      case Verb::choose:
        return choices(instruction.a, instruction.b);
      case Verb::choose_by_clock: {
        const ClockedChoice& choice = program_.clocked_choices[instruction.a];
        return by_clock(choice.clock, [&](const ClockLevel& level) { return choices(level.sampler, choice.size); });
      }
      case Verb::choose_open:
        return guarded_choices(instruction.a, instruction.b);
      case Verb::choose_shortest: {
        std::string text;
        for (std::uint32_t line = instruction.a; line < instruction.a + instruction.b; ++line) {
          text += fmt::format("{}{} to {}", line == instruction.a ? "" : ", ",
                              catalog_.names.steps[program_.routes.lines[line].step].key,
                              program_.routes.lines[line].target);
        }
        return text;
      }
      case Verb::by_segment: {
        std::string text;
        for (std::size_t segment = 0; segment < program_.segments.size(); ++segment) {
          text += fmt::format("{}{} to {}", segment == 0 ? "" : ", ", catalog_.names.segments[segment].key,
                              program_.segment_targets[instruction.a + segment]);
        }
        return text;
      }
      case Verb::become: {
        const ChangeTable& change = program_.routes.changes[instruction.a];
        std::string text;
        for (const ChangeTable::Part& part : change.parts) {
          text += fmt::format("{}{} share {}", text.empty() ? "" : ", ", catalog_.names.segments[part.segment].key,
                              share(part.share));
        }
        return text;
      }
      case Verb::mark_from:
      case Verb::mark_to:
        return catalog_.names.stages[instruction.a].key;
      case Verb::leave:
        return std::string(name_of(static_cast<Exit>(instruction.a)));
      case Verb::fork:
        return branches(program_.forks[instruction.a]);
      case Verb::start_case:
      case Verb::await:
        return fmt::format(
            "of step {}",
            catalog_.names.steps[instruction.verb == Verb::await ? instruction.a : program_.starts[instruction.a].step]
                .key);
      case Verb::take_over:
      case Verb::set_off:
      case Verb::board:
      case Verb::disband:
      case Verb::ride:
      case Verb::alight:
      case Verb::gather:
      case Verb::join:
      case Verb::called_off:
      case Verb::yield:
      case Verb::guard:
      case Verb::take_none:
      case Verb::step_out:
      case Verb::step_in:
      case Verb::surge:
      case Verb::hold:
      case Verb::come:
      case Verb::judge_due:
      case Verb::stay:
      case Verb::leave_room:
      case Verb::finish:
      case Verb::served:
      case Verb::wrapped_up_called:
      case Verb::let_go:
        return "";
    }
    return "";
  }

  /// What ends a wait, but for an answer.
  std::string until(const Instruction& call) const {
    const StepTable& step = program_.steps[call.step];
    const Need& need = program_.needs[program_.lines[program_.step_lines[step.first_line]].need];
    std::string text;
    if (call.a != no_index) text += fmt::format(", patience {}, then {}", patience(call.a), call.b);
    if (need.relief) text += fmt::format(", relieved after {} s", *need.relief);
    return step.first_deadline == no_index ? text : text + ", until its deadline";
  }

  /// Whom the customers of a step call; where segments differ, those of the first that comes there.
  std::string called(std::uint32_t step) const {
    const std::uint32_t line = program_.step_lines[program_.steps[step].first_line];
    const Need& need = program_.needs[program_.lines[line].need];
    const char* const between = need.kind == StaffingKind::all ? " and " : " or ";
    std::string text = need.kind == StaffingKind::same_as ? "the same of " : "";
    for (const NeededPool& needed : need.pools) {
      text += fmt::format("{}{}{}", &needed == need.pools.data() ? "" : between, catalog_.names.staff[needed.pool].key,
                          needed.keeps ? " (kept)" : "");
    }
    return text;
  }

  std::string branches(const ForkTable& fork) const {
    std::string text;
    for (const BranchTable& branch : fork.branches) {
      text += fmt::format("{}share {} to {}", text.empty() ? "" : ", ", share(branch.share), branch.target);
    }
    return fork.wait_for == 0 ? text : fmt::format("{}; waits for {}", text, fork.wait_for);
  }

  std::string releases(const Need& need) const {
    std::string text;
    for (const std::uint32_t pool : need.releases) {
      text += fmt::format("{}{}", text.empty() ? "also " : ", ", catalog_.names.staff[pool].key);
    }
    return text;
  }

  static std::string failure(const std::string& share, const Fallback& fallback) {
    if (fallback.then == FailureThen::leave) return fmt::format("share {}, to {}", share, fallback.leave);
    if (fallback.attempts == 0) return fmt::format("share {}, to {}", share, fallback.target);
    return fmt::format("share {}, to {}, after {} services to {}", share, fallback.target, fallback.attempts,
                       fallback.leave);
  }

  const Program& program_;
  const Catalog& catalog_;
  std::string text_;
};

}  // namespace

std::string explain(const Model& model) {
  return Listing(model.program(), model.catalog()).write();
}

}  // namespace throughline
