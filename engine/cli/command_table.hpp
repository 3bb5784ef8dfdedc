// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace throughline {

/// What a shell may offer in the place of a value.
enum class Offer : std::uint8_t { nothing, file, color, shell, blueprint_template };

struct OptionRule {
  std::string_view name;   ///< `--json`
  std::string_view value;  ///< `FILE`; empty: a flag
  std::string_view help;
  Offer offer = Offer::nothing;
  bool repeatable = false;
  std::string_view letter = {};  ///< `-h`; empty: none
};

struct CommandRule {
  std::string_view name;
  std::string_view argument;  ///< `FILE`, `FILE...` where it takes several, `FILE SURVEY`; empty: takes none
  Offer offer = Offer::nothing;
  std::string_view help;
  std::span<const OptionRule> options;

  constexpr bool takes_several() const noexcept { return argument.ends_with("..."); }
  /// The names of its arguments, one by one.
  std::vector<std::string_view> arguments() const;
};

/// The one table of commands and their options: what is read, helped with, suggested and completed comes from here.
std::span<const CommandRule> command_table() noexcept;

/// nullptr where there is no such command.
const CommandRule* find_command(std::string_view name) noexcept;

/// Options of every command, and of none: --help, --version.
std::span<const OptionRule> common_options() noexcept;

// Promised for later versions: they are refused as such, not as mistakes.
bool is_unbuilt_command(std::string_view name) noexcept;
bool is_unbuilt_option(std::string_view name) noexcept;

std::vector<std::string> command_names();
/// With the common ones.
std::vector<std::string> option_names(const CommandRule& command);

/// The words of `Offer::color`, `Offer::shell` and `Offer::blueprint_template`; none for others.
std::span<const std::string_view> offered_words(Offer offer) noexcept;

}  // namespace throughline
