// SPDX-License-Identifier: MIT
#include "cli/stored_file.hpp"

#include <fmt/format.h>

#include "text/input_files.hpp"
#include "throughline/baseline.hpp"

namespace throughline {

std::string stored_text(const std::string& name) {
  constexpr std::size_t largest = std::size_t{64} << 20U;
  std::string text = read_file(name, largest);
  if (text.size() > largest) throw InvalidStoredResult(fmt::format("{}: more than 64 MiB", name));
  return text;
}

}  // namespace throughline
