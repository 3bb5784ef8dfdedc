// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace throughline {

/// The word as a POSIX shell reads it: as it is where nothing in it is special, else in single quotes.
std::string shell_word(std::string_view word);

}  // namespace throughline
