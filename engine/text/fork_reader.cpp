// SPDX-License-Identifier: MIT
#include "text/fork_reader.hpp"

#include <fmt/format.h>

#include "text/format.hpp"
#include "text/key.hpp"
#include "text/schedule_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_branches = 100;

/// `all`, `any`, or how many.
std::optional<std::uint32_t> read_wait_for(const Node& node, const std::string& label, Reading& reading) {
  if (node.is_string() && node.text == "all") return 0;
  if (node.is_string() && node.text == "any") return 1;
  if (node.is_string()) {
    reading.expected(node, label, {"\"all\", \"any\" or a number of branches", {}});
    return std::nullopt;
  }
  const auto count = WholeNumber{1, most_branches}(node, label, reading);
  return count ? std::optional(static_cast<std::uint32_t>(*count)) : std::nullopt;
}

}  // namespace

std::optional<ForkSection> read_fork(const FieldReader& step) {
  const auto branches = step.read("fork", SharesByName{"{ lab = \"65 %\", imaging = \"35 %\" }", most_branches});
  ForkSection fork;
  fork.join = step.read("join", read_key);
  fork.rule.wait_for = step.read("wait_for", read_wait_for).value_or(fork.rule.wait_for);
  if (const auto others = step.read("others", WordOf{choices_of("steps.*", "others")})) {
    fork.rule.cancels = *others == 1;
  }
  for (const char* const key : {"join", "wait_for", "others"}) {
    if (step.has("fork") || !step.has(key)) continue;
    step.reading().fail(step.find(key)->at, step.label_of(key), "goes with fork, which is not there");
  }
  if (!branches) return std::nullopt;
  fork.at = step.find("fork")->at;
  fork.branches = *branches;
  if (fork.rule.wait_for > fork.branches.size()) {
    step.reading().fail(step.find("wait_for")->at, step.label_of("wait_for"),
                        fmt::format("there are only {} branches", fork.branches.size()));
  }
  if (fork.rule.cancels && fork.rule.wait_for == 0) {
    step.reading().fail(step.find("others")->at, step.label_of("others"),
                        "there are no others where all are waited for", "wait_for = \"any\"");
  }
  if (step.has("next")) {
    step.reading().fail(step.find("next")->at, step.label_of("next"),
                        "stands beside fork, and customers cannot go both ways", "join says where branches lead");
  }
  return fork;
}

}  // namespace throughline
