// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>

#include "limits/draw.hpp"
#include "limits/models.hpp"

namespace limits {

/// The engine that a good programmer writes in an afternoon: std::priority_queue of std::function.
template <class Model>
class PlainEngine {
 public:
  explicit PlainEngine(std::uint64_t seed) : draw_(seed) {
    for (std::size_t s = 0; s < Model::stations; ++s) free_[s] = Model::servers(s);
  }

  Outcome run(std::uint64_t customers) {
    customers_ = customers;
    schedule(draw_.exponential() / Model::arrivals, [this] { arrive(); });
    while (left_ < customers_) {
      Event event = std::move(const_cast<Event&>(events_.top()));
      events_.pop();
      now_ = event.time;
      ++count_;
      event.action();
    }
    return {sum_ / static_cast<double>(customers_), count_};
  }

 private:
  struct Event {
    double time;
    std::uint64_t sequence;
    std::function<void()> action;
    bool operator<(const Event& other) const {
      return time != other.time ? time > other.time : sequence > other.sequence;
    }
  };
  struct Customer {
    double arrived;
  };

  void schedule(double delay, std::function<void()> action) {
    events_.push({now_ + delay, sequence_++, std::move(action)});
  }
  void arrive() {
    if (++arrived_ < customers_) schedule(draw_.exponential() / Model::arrivals, [this] { arrive(); });
    enter(0, new Customer{now_});
  }
  void enter(std::size_t station, Customer* customer) {
    if (free_[station] > 0) {
      --free_[station];
      serve(station, customer);
    } else {
      lines_[station].push(customer);
    }
  }
  void serve(std::size_t station, Customer* customer) {
    schedule(Model::mean(station) * draw_.exponential(), [this, station, customer] { finish(station, customer); });
  }
  void finish(std::size_t station, Customer* customer) {
    if (lines_[station].empty()) {
      ++free_[station];
    } else {
      Customer* const next = lines_[station].front();
      lines_[station].pop();
      serve(station, next);
    }
    if (Model::again(station) > 0.0 && draw_.uniform() < Model::again(station)) {
      enter(0, customer);
    } else if (station + 1 < Model::stations) {
      enter(station + 1, customer);
    } else {
      sum_ += now_ - customer->arrived;
      ++left_;
      delete customer;
    }
  }

  Draw draw_;
  std::priority_queue<Event> events_;
  std::array<std::uint32_t, Model::stations> free_{};
  std::array<std::queue<Customer*>, Model::stations> lines_;
  double now_ = 0.0, sum_ = 0.0;
  std::uint64_t sequence_ = 0, customers_ = 0, arrived_ = 0, left_ = 0, count_ = 0;
};

}  // namespace limits
