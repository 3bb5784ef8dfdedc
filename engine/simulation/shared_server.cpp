// SPDX-License-Identifier: MIT
#include "simulation/shared_server.hpp"

#include <algorithm>

namespace throughline {

void SharedServer::clear() {
  present_.clear();
  people_ = served_ = until_ = busy_ = 0.0;
  timed_ = nobody;
  record_ = {};
}

void SharedServer::set_people(double now, double people, TimerList& timers) {
  serve_until(now);
  record_.on_duty.add(now, people - people_);
  people_ = people;
  go_on(now, timers);
}

void SharedServer::join(double now, std::uint32_t journey, double work, TimerList& timers) {
  serve_until(now);
  present_.start(served_ + work, Rank::service_end, journey);
  go_on(now, timers);
}

void SharedServer::leave_first(double now, TimerList& timers) {
  // Not by the clock: whoever has as much work left is done at the same instant, whatever was rounded.
  served_ = present_.pop().time();
  until_ = now;
  timed_ = nobody;
  go_on(now, timers);
}

void SharedServer::break_off(double now, std::uint32_t journey, TimerList& timers) {
  serve_until(now);
  present_.call_off(journey);
  go_on(now, timers);
}

double SharedServer::at_work() const noexcept {
  return std::min(people_, static_cast<double>(present_.size()));
}

void SharedServer::serve_until(double now) {
  if (present_.empty()) {
    served_ = 0.0;
  } else if (timed_ != nobody) {
    // No further than to the end of the first, which may be due at this very instant.
    served_ = std::min(served_ + (now - until_) * speed(), present_.peek().time());
  }
  until_ = now;
}

void SharedServer::go_on(double now, TimerList& timers) {
  if (timed_ != nobody) timers.call_off(timed_);
  timed_ = nobody;
  record_.busy.add(now, at_work() - busy_);
  busy_ = at_work();
  if (!(busy_ > 0.0)) return;
  const Event first = present_.peek();
  timed_ = first.payload();
  timers.start(now + (first.time() - served_) / speed(), Rank::service_end, timed_);
}

}  // namespace throughline
