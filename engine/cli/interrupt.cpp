// SPDX-License-Identifier: MIT
#include "cli/interrupt.hpp"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace throughline {
namespace {

// A signal handler reaches nothing but what is static.
std::atomic<bool> asked{false};
std::atomic<int> received{0};
std::atomic<bool> out_of_time{false};
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

void on_alarm(int /*signal*/) {
  out_of_time.store(true);
  asked.store(true);
}

}  // namespace

Interrupt::Interrupt(std::optional<double> time_limit) {
  asked.store(false);
  received.store(0);
  out_of_time.store(false);
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  for (const int each : signals) ::sigaction(each, &action, nullptr);
  if (!time_limit) return;
  action.sa_handler = on_alarm;
  ::sigaction(SIGALRM, &action, nullptr);
  double whole = 0.0;
  const double part = std::modf(*time_limit, &whole);
  itimerval timer{};
  timer.it_value.tv_sec = static_cast<time_t>(whole);
  // A timer of zero would never ring.
  timer.it_value.tv_usec = std::max<suseconds_t>(whole > 0.0 ? 0 : 1, static_cast<suseconds_t>(part * 1e6));
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

Interrupt::~Interrupt() {
  const itimerval none{};
  ::setitimer(ITIMER_REAL, &none, nullptr);
  restore();
}

const std::atomic<bool>& Interrupt::flag() const noexcept {
  return asked;
}

int Interrupt::signal() const noexcept {
  return received.load();
}

bool Interrupt::is_out_of_time() const noexcept {
  return out_of_time.load() && received.load() == 0;
}

}  // namespace throughline
