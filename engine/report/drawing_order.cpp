// SPDX-License-Identifier: MIT
#include "report/drawing_order.hpp"

#include <algorithm>
#include <cstdint>

namespace throughline {
namespace {

/// A depth-first search that keeps the order in which it left the steps, and which routes led back.
class JourneySearch {
 public:
  explicit JourneySearch(const std::vector<std::vector<std::size_t>>& next)
      : next_(next), state_(next.size(), State::unseen), followed_(next.size()) {}

  void visit(std::size_t begin) {
    if (state_[begin] != State::unseen) return;
    std::vector<Visit> open{{begin, 0}};
    state_[begin] = State::open;
    while (!open.empty()) {
      Visit& visit = open.back();
      if (visit.route == next_[visit.step].size()) {
        state_[visit.step] = State::left;
        left_.push_back(visit.step);
        open.pop_back();
        continue;
      }
      const std::size_t step = visit.step;
      const std::size_t to = next_[step][visit.route++];
      if (state_[to] == State::open) continue;  // leads back
      followed_[step].push_back(to);
      if (state_[to] == State::left) continue;
      state_[to] = State::open;
      open.push_back({to, 0});
    }
  }

  std::vector<std::size_t> ranks() const {
    std::vector<std::size_t> ranks(next_.size(), 0);
    for (auto step = left_.rbegin(); step != left_.rend(); ++step) {
      for (const std::size_t to : followed_[*step]) ranks[to] = std::max(ranks[to], ranks[*step] + 1);
    }
    return ranks;
  }

 private:
  enum class State : std::uint8_t { unseen, open, left };

  struct Visit {
    std::size_t step = 0;
    std::size_t route = 0;  ///< the next to follow
  };

  const std::vector<std::vector<std::size_t>>& next_;
  std::vector<State> state_;
  std::vector<std::vector<std::size_t>> followed_;
  std::vector<std::size_t> left_;
};

}  // namespace

std::vector<std::size_t> journey_ranks(std::size_t steps,
                                       const std::vector<std::pair<std::size_t, std::size_t>>& main_routes,
                                       const std::vector<std::pair<std::size_t, std::size_t>>& other_routes) {
  std::vector<std::vector<std::size_t>> next(steps);
  std::vector<bool> begins(steps, true);
  for (const auto& [from, to] : main_routes) {
    next[from].push_back(to);
    if (from != to) begins[to] = false;
  }
  for (const auto& [from, to] : other_routes) next[from].push_back(to);
  JourneySearch search(next);
  for (std::size_t step = 0; step < steps; ++step) {
    if (begins[step]) search.visit(step);
  }
  for (std::size_t step = 0; step < steps; ++step) search.visit(step);
  return search.ranks();
}

}  // namespace throughline
