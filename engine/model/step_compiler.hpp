// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/catalog.hpp"
#include "model/law_tables.hpp"
#include "model/program.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {

/// Compiles the steps of a blueprint into programs: one short program per step, one per group of segments where they
/// differ. Emits only what the blueprint uses. Targets are labels until every step has its place.
class StepCompiler {
 public:
  StepCompiler(const Blueprint& blueprint, Program& program, Catalog& catalog);

  /// Requires: pools, step tables (addresses, pools), stages' count and wait limits of the program are filled.
  void compile();

 private:
  using Vertex = Blueprint::Vertex;
  using Edge = Blueprint::Graph::edge_descriptor;

  /// What the customers of a segment can do at a step: segments with equal ways share a program.
  struct Way {
    std::uint32_t behavior = 0;
    std::vector<Edge> next;
    std::optional<Edge> abandon;
    std::optional<Edge> failure;
    std::optional<Edge> divert;
    std::vector<Edge> branches;
    std::optional<Edge> join;
    std::optional<Edge> deadline;
    std::vector<Edge> starts;
  };

  bool wraps_up(std::size_t pool) const;
  void number_routes();
  void count_repeated_steps();
  Way way_of(Vertex step, std::uint32_t segment) const;
  std::vector<std::uint32_t> identity_of(const Way& way) const;

  void emit_segments();
  /// Where journeys that begin go to; its program counter.
  std::uint32_t emit_entry(std::uint32_t target, bool comes_again);
  void emit_step(Vertex step);
  void emit_way(Vertex step, const Way& way);
  void add_deadlines(Vertex step);
  void emit_service(Vertex step, const Way& way, const Behavior& behavior);
  void emit_called_service(Vertex step, const Way& way, const Behavior& behavior, std::uint32_t need);
  /// Of customers who are served together; those whom they need are dispatched.
  void emit_service_of_batch(Vertex step, const Way& way, const Behavior& behavior, std::optional<std::uint32_t> need);
  std::uint32_t batch_of(Vertex step, std::uint32_t behavior);
  /// The need of those who behave so at a step whose people are dispatched.
  std::optional<std::uint32_t> need_of(Vertex step, std::uint32_t behavior) const;
  void emit_failure(Vertex step, const Way& way, const Behavior& behavior);
  /// Before a failure is for good; changes where `fallback` leads then.
  void emit_recovery(std::uint32_t step, const Recovery& recovery, Fallback& fallback);
  void emit_refusal(Vertex step, const Way& way);
  /// After a good service.
  void emit_onward(Vertex step, const Way& way, const Behavior& behavior);
  /// The same for whoever has been served by `way`, and may go on as a customer of another segment.
  void emit_onward_of_all(Vertex step, const Way& way);
  std::vector<std::size_t> ways_after(Vertex step, const Way& way) const;
  void emit_fork(Vertex step, const Way& way, const ForkRule& rule);
  bool is_join(Vertex step) const;
  /// For the luck of what begins at `first`; no key holds a space.
  std::uint64_t address_of_part(Vertex from, Vertex first) const;
  void emit_routes(Vertex step, const std::vector<Edge>& edges);
  void emit_choice(Vertex step, const std::vector<Edge>& edges);
  void emit_open_choice(Vertex step, const std::vector<Edge>& edges);
  void emit_shortest(Vertex step, const std::vector<Edge>& edges);
  std::uint32_t add_choices(const std::vector<Edge>& edges, double clock);
  void emit_abandonment(Vertex step, const Way& way, std::size_t seize);
  void emit_marks(StagePoint::Event event, std::optional<StepId> step);

  std::uint32_t emit(Verb verb, std::uint32_t step, std::uint32_t a = 0, std::uint32_t b = 0, std::uint16_t pool = 0);
  std::uint32_t here() const { return static_cast<std::uint32_t>(program_.code.size()); }
  std::uint32_t route_number(Edge edge) const { return route_numbers_.at(&blueprint_.graph[edge]); }
  std::uint32_t add_route(Vertex from, Vertex to, const char* kind, bool handoff);
  /// Where an edge leads: a label of its handoff, of its target, or of the journey's end.
  std::uint32_t target_of(Edge edge);
  bool can_lengthen(Vertex step) const;
  void emit_handoffs();

  /// What stands between the end of a service and the way on, where that is more than the way itself: a place at the
  /// next step is claimed while its people still hold the customer, then they and the place here become free.
  struct Departure {
    bool leaves_room = false;
    bool holds = false;
    std::uint32_t need = 0;                ///< whose people are held
    std::optional<std::uint32_t> wrap_up;  ///< law
  };
  struct Stub {
    Vertex step = 0;
    std::optional<std::uint32_t> claimed;  ///< step
    bool stays = false;                    ///< at the same step
    bool warm = false;                     ///< whoever holds the customer stays on the way
    std::uint32_t target = 0;
  };
  bool blocks(Vertex step) const;
  Departure departure_of(Vertex step, const Way& way, std::optional<std::uint32_t> need);
  /// The way there by the departure of the service that is compiled.
  std::uint32_t departing(Vertex step, std::uint32_t target, std::optional<Vertex> to, bool stays = false,
                          bool warm = false);
  std::uint32_t departing(Edge edge);
  /// Customers may come with somebody who stays with them until they are served here, or go.
  bool is_escorted_to(Vertex step) const;
  void emit_departure(const Stub& stub);
  void emit_stubs();
  void resolve_labels();

  // A label stands for a program counter that is not known yet: label_bit and an index into `labels_`.
  enum class Place : std::uint8_t { step, step_at_once, handoff, stub };
  static constexpr std::uint32_t label_bit = 0x8000'0000U;
  std::uint32_t label(Place place, std::size_t index);
  void resolve(std::uint32_t& target) const;

  const Blueprint& blueprint_;
  Program& program_;
  Catalog& catalog_;
  LawTables laws_;
  std::unordered_map<const Route*, std::uint32_t> route_numbers_;
  std::vector<std::uint32_t> visit_slots_;    ///< by step
  std::vector<std::uint32_t> entry_;          ///< by step: where routes lead
  std::vector<std::uint32_t> entry_at_once_;  ///< by step: past `yield`
  std::vector<std::uint32_t> wrapped_up_;     ///< by pool; no_index where nobody wraps up
  std::uint32_t wrapped_up_called_ = no_index;
  std::vector<std::uint32_t> leave_;                                   ///< by Exit
  std::map<std::pair<Vertex, std::uint32_t>, std::uint32_t> batches_;  ///< by step and behavior
  std::vector<Edge> handoffs_;                                         ///< edges with effects, in order of first use
  std::vector<std::uint32_t> handoff_entry_;
  std::vector<Way> ways_;                    ///< of the step that is compiled
  std::vector<std::size_t> way_of_segment_;  ///< index into `ways_`
  Departure departure_;                      ///< of the service that is compiled
  std::vector<Stub> stubs_;
  std::vector<std::uint32_t> stub_entry_;
  std::vector<std::pair<Place, std::uint32_t>> labels_;
};

}  // namespace throughline
