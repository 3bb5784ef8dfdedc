// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace throughline {

enum class ColorChoice : std::uint8_t { automatic, always, never };

enum class Stream : std::uint8_t { output, error };

/// How text looks best where a stream ends.
struct Page {
  bool color = false;
  std::size_t width = 100;  ///< columns
};

/// Colors only on a terminal that knows them and where NO_COLOR does not forbid them, unless the choice says otherwise;
/// as wide as the terminal, but never narrower than 60.
Page page_of(Stream stream, ColorChoice choice);

bool is_terminal(Stream stream);

/// Writes all of it now. Throws std::system_error where standard output does not take it; what standard error does not
/// take is lost, for there is nowhere left to say so.
void write(Stream stream, std::string_view text);

/// `throughline: no such thing`, to standard error; the text is made harmless line by line.
void complain(std::string_view text);

}  // namespace throughline
