// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "limits/draw.hpp"
#include "limits/heaps.hpp"
#include "limits/models.hpp"

namespace limits {

/// The model by hand: no names, no features, no statistics but the mean time in the system.
template <class Model, class List>
Outcome simulate(std::uint64_t seed, std::uint64_t customers) {
  constexpr std::uint32_t none = ~0U;
  constexpr std::uint32_t arrival = 0xFFFFFFU;
  struct Customer {
    double arrived;
    std::uint32_t station, next;
  };
  struct Station {
    std::uint32_t free, first = none, last = none;
    double mean, again;
  };
  Draw draw(seed);
  List list;
  std::uint64_t sequence = 0, arrived = 0, left = 0, events = 0;
  std::vector<Customer> pool;
  std::uint32_t vacant = none;
  std::array<Station, Model::stations> stations;
  for (std::size_t s = 0; s < Model::stations; ++s) {
    stations[s].free = Model::servers(s);
    stations[s].mean = Model::mean(s);
    stations[s].again = Model::again(s);
  }
  double sum = 0.0;
  list.push(key_at(draw.exponential() / Model::arrivals, sequence++, arrival));
  while (left < customers) {
    const Key key = list.least();
    const double now = time_of(key);
    const std::uint32_t payload = payload_of(key);
    bool replaced = true;
    std::uint32_t index = payload;
    std::size_t to = 0;
    ++events;
    if (payload == arrival) {
      if (vacant == none) {
        vacant = static_cast<std::uint32_t>(pool.size());
        pool.push_back({0.0, 0, none});
      }
      index = vacant;
      vacant = pool[index].next;
      pool[index].arrived = now;
      if (++arrived < customers) {
        list.replace_least(key_at(now + draw.exponential() / Model::arrivals, sequence++, arrival));
      } else {
        list.drop_least();
      }
    } else {
      const std::size_t from = pool[index].station;
      Station& station = stations[from];
      if (station.first != none) {
        const std::uint32_t next = station.first;
        station.first = pool[next].next;
        list.replace_least(key_at(now + station.mean * draw.exponential(), sequence++, next));
      } else {
        ++station.free;
        replaced = false;
      }
      const bool again = Model::again(from) > 0.0 && draw.uniform() < station.again;
      to = again ? 0 : from + 1;
      if (to == Model::stations) {
        sum += now - pool[index].arrived;
        ++left;
        pool[index].next = vacant;
        vacant = index;
        if (!replaced) list.drop_least();
        continue;
      }
    }
    Customer& customer = pool[index];
    customer.station = static_cast<std::uint32_t>(to);
    Station& station = stations[to];
    if (station.free > 0) {
      --station.free;
      const Key end = key_at(now + station.mean * draw.exponential(), sequence++, index);
      replaced ? list.push(end) : list.replace_least(end);
      continue;
    }
    customer.next = none;
    (station.first == none ? station.first : pool[station.last].next) = index;
    station.last = index;
    if (!replaced) list.drop_least();
  }
  return {sum / static_cast<double>(customers), events};
}

/// A customer's wait from the wait before it (Lindley, 1952): the single queue without any event.
inline Outcome lindley(std::uint64_t seed, std::uint64_t customers) {
  Draw draw(seed);
  double wait = 0.0, sum = 0.0;
  for (std::uint64_t customer = 0; customer < customers; ++customer) {
    const double service = draw.exponential() * SingleQueue::mean(0);
    sum += wait + service;
    const double next = wait + service - draw.exponential() / SingleQueue::arrivals;
    wait = next > 0.0 ? next : 0.0;
  }
  return {sum / static_cast<double>(customers), 2 * customers};
}

}  // namespace limits
