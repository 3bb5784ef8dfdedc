// SPDX-License-Identifier: MIT
#include "cli/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "report/display_text.hpp"

namespace throughline {
namespace {

int descriptor_of(Stream stream) {
  return stream == Stream::output ? STDOUT_FILENO : STDERR_FILENO;
}

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool terminal_knows_colors() {
  const char* const kind = std::getenv("TERM");
  return kind != nullptr && std::string_view(kind) != "dumb";
}

}  // namespace

bool is_terminal(Stream stream) {
  return ::isatty(descriptor_of(stream)) == 1;
}

Page page_of(Stream stream, ColorChoice choice) {
  constexpr std::size_t narrowest = 60;
  Page page;
  const bool automatic = is_terminal(stream) && !is_set("NO_COLOR") && terminal_knows_colors();
  page.color = choice == ColorChoice::always || (choice == ColorChoice::automatic && automatic);
  winsize size{};
  if (is_terminal(stream) && ::ioctl(descriptor_of(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    page.width = std::max<std::size_t>(size.ws_col, narrowest);
  }
  return page;
}

void write(Stream stream, std::string_view text) {
  while (!text.empty()) {
    const ::ssize_t written = ::write(descriptor_of(stream), text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      if (stream == Stream::error) return;
      throw std::system_error(errno, std::generic_category(), "standard output");
    }
  }
}

void complain(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines += harmless(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  write(Stream::error, lines);
}

}  // namespace throughline
