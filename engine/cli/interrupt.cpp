// SPDX-License-Identifier: MIT
#include "cli/interrupt.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace throughline {
namespace {

// A signal handler reaches nothing but what is static.
std::atomic<bool> asked{false};
std::atomic<int> received{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

constexpr std::array signals{SIGINT, SIGTERM};

void restore() {
  for (const int each : signals) ::signal(each, SIG_DFL);
}

void on_signal(int signal) {
  if (received.load() != 0) {
    restore();
    ::raise(signal);
    return;
  }
  received.store(signal);
  asked.store(true);
  constexpr std::string_view text = "\nending early; once more to stop at once\n";
  // What standard error does not take is lost.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

Interrupt::Interrupt() {
  asked.store(false);
  received.store(0);
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  for (const int each : signals) ::sigaction(each, &action, nullptr);
}

Interrupt::~Interrupt() {
  restore();
}

const std::atomic<bool>& Interrupt::flag() const noexcept {
  return asked;
}

int Interrupt::signal() const noexcept {
  return received.load();
}

}  // namespace throughline
