// SPDX-License-Identifier: MIT
#include "report/drawing_crossings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "report/drawing_geometry.hpp"

namespace throughline {
namespace {

// Pairs of pieces that are looked at, at the most, each time: some hundredths of a second.
constexpr std::size_t most_looks = 5'000'000;

// Gutter n lies between 2 n and 2 n + 1, row (column) n from there to 2 n + 2; tracks are far closer to each other.
constexpr double track_spacing = 1e-5;

double place_of(const RouteLeg& leg) {
  const double begin = 2.0 * static_cast<double>(leg.place);
  if (leg.kind == LegKind::along_row || leg.kind == LegKind::along_column)
    return begin + 1.5 + track_spacing * leg.track;
  return leg.far_side ? begin + 0.9 - track_spacing * leg.track : begin + 0.1 + track_spacing * leg.track;
}

DrawingRect cell_of(const GridPlace& place) {
  return {2.0 * static_cast<double>(place.column) + 1.0, 2.0 * static_cast<double>(place.row) + 1.0, 1.0, 1.0};
}

/// A straight piece of a route: at `at`, from one place to another across.
struct Piece {
  bool is_horizontal = false;
  double at = 0.0, first = 0.0, last = 0.0;

  bool crosses(const Piece& other) const noexcept {
    return is_horizontal != other.is_horizontal && other.first < at && at < other.last && first < other.at &&
           other.at < last;
  }
};

using Pieces = std::vector<Piece>;

Pieces pieces_of(const DrawingGrid& grid, const RoutePlans& plans, std::size_t route) {
  const GridRoute& ends = grid.routes[route];
  const auto corners =
      corners_of(plans.routes[route], cell_of(grid.places[ends.from]), cell_of(grid.places[ends.to]), place_of);
  Pieces pieces;
  for (std::size_t corner = 1; corner < corners.size(); ++corner) {
    const DrawingPoint& from = corners[corner - 1];
    const DrawingPoint& to = corners[corner];
    const bool is_horizontal = plans.routes[route].legs[corner - 1].is_horizontal();
    pieces.push_back(is_horizontal ? Piece{true, from.y, std::min(from.x, to.x), std::max(from.x, to.x)}
                                   : Piece{false, from.x, std::min(from.y, to.y), std::max(from.y, to.y)});
  }
  return pieces;
}

std::size_t crossings_between(const Pieces& ones, const Pieces& others) {
  std::size_t count = 0;
  for (const Piece& one : ones) {
    for (const Piece& other : others) count += one.crosses(other) ? 1 : 0;
  }
  return count;
}

/// Legs that run along the same thing: of their tracks none is taken twice in the same place.
struct Bundle {
  std::vector<std::pair<std::size_t, RouteLeg*>> legs;  ///< with the routes that they are of
  std::vector<const RouteLeg*> fixed;                   ///< of ends

  bool is_free(const RouteLeg& leg, bool far_side, int track, const RouteLeg* but) const {
    const auto collides = [&](const RouteLeg* other) {
      return other != &leg && other != but && other->far_side == far_side && other->track == track &&
             other->first <= leg.last && leg.first <= other->last;
    };
    return std::none_of(legs.begin(), legs.end(), [&](const auto& each) { return collides(each.second); }) &&
           std::none_of(fixed.begin(), fixed.end(), collides);
  }
};

class Untangler {
 public:
  Untangler(const DrawingGrid& grid, RoutePlans& plans) : grid_(grid), plans_(plans) {
    for (std::size_t route = 0; route < plans.routes.size(); ++route) {
      pieces_.push_back(pieces_of(grid, plans, route));
      all_pieces_ += pieces_.back().size();
    }
    const std::array sizes{grid.rows(), grid.columns, grid.columns + 1, grid.rows() + 1};
    for (std::size_t kind = 0; kind < sizes.size(); ++kind) bundles_[kind].resize(sizes[kind]);
    for (std::size_t route = 0; route < plans.routes.size(); ++route) {
      for (RouteLeg& leg : plans.routes[route].legs) bundle_of(leg).legs.emplace_back(route, &leg);
    }
    for (const RouteLeg& leg : plans.ends) bundle_of(leg).fixed.push_back(&leg);
  }

  void untangle() {
    bool better = true;
    while (better && looks_ < most_looks) {
      better = false;
      for (auto& kind : bundles_) {
        for (Bundle& bundle : kind) better = improve(bundle) || better;
      }
    }
    measure();
  }

 private:
  Bundle& bundle_of(const RouteLeg& leg) { return bundles_[static_cast<std::size_t>(leg.kind)][leg.place]; }

  std::size_t crossings_of(std::size_t route) {
    looks_ += pieces_[route].size() * all_pieces_;
    std::size_t count = 0;
    for (std::size_t other = 0; other < pieces_.size(); ++other) {
      if (other != route) count += crossings_between(pieces_[route], pieces_[other]);
    }
    return count;
  }

  /// Of both, those with each other once.
  std::size_t crossings_of(std::size_t one, std::size_t other) {
    if (one == other) return crossings_of(one);
    return crossings_of(one) + crossings_of(other) - crossings_between(pieces_[one], pieces_[other]);
  }

  void renew(std::size_t route) { pieces_[route] = pieces_of(grid_, plans_, route); }

  bool improve(Bundle& bundle) {
    bool better = false;
    for (std::size_t one = 0; one < bundle.legs.size() && looks_ < most_looks; ++one) {
      better = move(bundle, one) || better;
      for (std::size_t other = one + 1; other < bundle.legs.size() && looks_ < most_looks; ++other)
        better = exchange(bundle, one, other) || better;
    }
    return better;
  }

  /// Tries every track that is free; gutters may grow by one.
  bool move(Bundle& bundle, std::size_t which) {
    const auto [route, leg] = bundle.legs[which];
    const std::size_t before = crossings_of(route);
    if (before == 0) return false;
    const bool is_gutter = leg->kind == LegKind::along_vertical_gutter || leg->kind == LegKind::along_horizontal_gutter;
    int reach = 0;
    for (const auto& [other_route, other] : bundle.legs) reach = std::max(reach, std::abs(other->track));
    const std::pair was(leg->far_side, leg->track);
    std::pair best = was;
    std::size_t least = before;
    for (const bool far_side : {false, true}) {
      if (far_side && !is_gutter) continue;
      for (int track = is_gutter ? 0 : -reach; track <= (is_gutter ? reach + 1 : reach); ++track) {
        if (std::pair(far_side, track) == was || !bundle.is_free(*leg, far_side, track, nullptr)) continue;
        std::tie(leg->far_side, leg->track) = std::pair(far_side, track);
        renew(route);
        const std::size_t count = crossings_of(route);
        if (count >= least) continue;
        least = count;
        best = {far_side, track};
      }
    }
    std::tie(leg->far_side, leg->track) = best;
    renew(route);
    return least < before;
  }

  bool exchange(Bundle& bundle, std::size_t one, std::size_t other) {
    const std::size_t route = bundle.legs[one].first;
    const std::size_t other_route = bundle.legs[other].first;
    RouteLeg* const leg = bundle.legs[one].second;
    RouteLeg* const other_leg = bundle.legs[other].second;
    const std::pair here(leg->far_side, leg->track);
    const std::pair there(other_leg->far_side, other_leg->track);
    if (here == there || !bundle.is_free(*leg, there.first, there.second, other_leg) ||
        !bundle.is_free(*other_leg, here.first, here.second, leg))
      return false;
    const std::size_t before = crossings_of(route, other_route);
    if (before == 0) return false;
    const auto set = [&](const std::pair<bool, int>& mine, const std::pair<bool, int>& others) {
      std::tie(leg->far_side, leg->track) = mine;
      std::tie(other_leg->far_side, other_leg->track) = others;
      renew(route);
      renew(other_route);
    };
    set(there, here);
    if (crossings_of(route, other_route) < before) return true;
    set(here, there);
    return false;
  }

  /// How much room the tracks take now.
  void measure() {
    const auto kind_of = [this](LegKind kind) -> const std::vector<Bundle>& {
      return bundles_[static_cast<std::size_t>(kind)];
    };
    for (const auto& [kind, reach] :
         {std::pair(LegKind::along_row, &plans_.row_reach), std::pair(LegKind::along_column, &plans_.column_reach)}) {
      for (std::size_t place = 0; place < reach->size(); ++place) {
        (*reach)[place] = 0;
        for (const auto& [route, leg] : kind_of(kind)[place].legs)
          (*reach)[place] = std::max((*reach)[place], std::abs(leg->track));
        for (const RouteLeg* leg : kind_of(kind)[place].fixed)
          (*reach)[place] = std::max((*reach)[place], std::abs(leg->track));
      }
    }
    for (const auto& [kind, gutters] : {std::pair(LegKind::along_vertical_gutter, &plans_.vertical),
                                        std::pair(LegKind::along_horizontal_gutter, &plans_.horizontal)}) {
      for (std::size_t place = 0; place < gutters->size(); ++place) {
        GutterTracks& tracks = (*gutters)[place];
        tracks = {};
        for (const auto& [route, leg] : kind_of(kind)[place].legs) {
          int& count = leg->far_side ? tracks.far : tracks.near;
          count = std::max(count, leg->track + 1);
        }
      }
    }
  }

  const DrawingGrid& grid_;
  RoutePlans& plans_;
  std::vector<Pieces> pieces_;  ///< by route
  std::size_t all_pieces_ = 0;
  std::array<std::vector<Bundle>, 4> bundles_;  ///< by kind and place
  std::size_t looks_ = 0;
};

/// Whether a step may stand in a row, the other steps of its lane and column where they are: in the order of the
/// journey.
bool is_in_order(const DrawingGrid& grid, std::size_t column, std::size_t lane) {
  std::size_t rank = 0;
  for (const auto& [row, step] : grid.in_column[column]) {
    if (grid.places[step].lane != lane) continue;
    if (grid.places[step].rank < rank) return false;
    rank = grid.places[step].rank;
  }
  return true;
}

/// Exchanges what stands in two rows of a column, a step and nothing perhaps.
void exchange_rows(DrawingGrid& grid, std::size_t column, std::size_t one, std::size_t other) {
  auto& rows = grid.in_column[column];
  const auto take = [&](std::size_t row) {
    std::optional<std::size_t> step;
    if (const auto found = rows.find(row); found != rows.end()) {
      step = found->second;
      rows.erase(found);
      grid.in_row[row].erase(column);
    }
    return step;
  };
  const auto put = [&](std::size_t row, const std::optional<std::size_t>& step) {
    if (!step) return;
    rows.emplace(row, *step);
    grid.in_row[row].emplace(column, *step);
    grid.places[*step].row = row;
  };
  const std::optional<std::size_t> first = take(one);
  const std::optional<std::size_t> second = take(other);
  put(one, second);
  put(other, first);
}

}  // namespace

std::size_t count_crossings(const DrawingGrid& grid, const RoutePlans& plans) {
  std::vector<Pieces> pieces;
  for (std::size_t route = 0; route < plans.routes.size(); ++route) pieces.push_back(pieces_of(grid, plans, route));
  std::size_t count = 0;
  for (std::size_t one = 0; one < pieces.size(); ++one) {
    for (std::size_t other = one + 1; other < pieces.size(); ++other)
      count += crossings_between(pieces[one], pieces[other]);
  }
  return count;
}

void order_cells(DrawingGrid& grid) {
  std::size_t looks = 0;
  const auto crossings = [&] {
    const RoutePlans plans = plan_routes(grid);
    std::size_t pieces = 0;
    for (const RoutePlan& plan : plans.routes) pieces += plan.legs.size();
    looks += pieces * pieces / 2 + 1;
    return count_crossings(grid, plans);
  };
  // One count of the largest would take too long.
  if (grid.routes.size() > 1500) return;
  std::size_t least = crossings();
  bool better = true;
  while (better && least > 0) {
    better = false;
    for (std::size_t lane = 0; lane < DrawingGrid::lanes; ++lane) {
      for (std::size_t one = grid.first_row[lane]; one < grid.first_row[lane + 1]; ++one) {
        for (std::size_t other = one + 1; other < grid.first_row[lane + 1]; ++other) {
          for (std::size_t column = 0; column < grid.columns; ++column) {
            if (looks > most_looks) return;
            const auto& rows = grid.in_column[column];
            if (rows.count(one) + rows.count(other) == 0) continue;
            exchange_rows(grid, column, one, other);
            if (is_in_order(grid, column, lane)) {
              const std::size_t count = crossings();
              if (count < least) {
                least = count;
                better = true;
                continue;
              }
            }
            exchange_rows(grid, column, one, other);
          }
        }
      }
    }
  }
}

void untangle(const DrawingGrid& grid, RoutePlans& plans) {
  if (plans.routes.size() > 1) Untangler(grid, plans).untangle();
}

}  // namespace throughline
