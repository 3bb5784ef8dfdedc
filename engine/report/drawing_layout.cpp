// SPDX-License-Identifier: MIT
#include "report/drawing_layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/display_text.hpp"
#include "report/text_measure.hpp"

namespace throughline {
namespace {

using Sizes = DrawingSizes;

constexpr double strip = 16.0;           ///< beside a box: room for an arrowhead or the mark of a handoff
constexpr double strip_with_end = 24.0;  ///< also for the end of a journey
constexpr double least_vertical_gutter = 40.0;
constexpr double bare_gutter = 12.0;  ///< one that no route runs along, at the edge of the drawing
constexpr double phase_height = 24.0;
constexpr double gap = 8.0;
constexpr std::size_t most_name_lines = 3;
constexpr std::size_t most_evidence_lines = 2;

/// What a text of the ruler takes at most on one side of the middle of a column.
constexpr double ruler_text = 58.0;

struct Gutter {
  double begin = 0.0, end = 0.0;
  double near = 0.0, far = 0.0;  ///< where the first track on each side stands

  double at(const RouteLeg& leg) const {
    return leg.far_side ? far - Sizes::gutter_spacing * leg.track : near + Sizes::gutter_spacing * leg.track;
  }
};

/// Names of the pools that serve a step, as people call them.
std::string staff_names(const BlueprintSummary& blueprint, const StepSummary& step) {
  std::string names = step.staff;
  const std::vector<std::string> pools = pools_of(step);
  if (pools.empty()) return names;
  names.clear();
  const char* const separator = step.staff.find(" / ") == std::string::npos ? " + " : " / ";
  for (const std::string& pool : pools) {
    const auto found = std::find_if(blueprint.staff.begin(), blueprint.staff.end(),
                                    [&pool](const NamedKey& named) { return named.key == pool; });
    if (!names.empty()) names += separator;
    names += found == blueprint.staff.end() ? pool : found->name;
  }
  return names;
}

class Layouter {
 public:
  Layouter(const BlueprintSummary& blueprint, const DrawingGrid& grid, const DrawingFigures& figures, RoutePlans plans)
      : blueprint_(blueprint), grid_(grid), figures_(figures), plans_(std::move(plans)) {
    layout_.steps.resize(grid.places.size());
    place_columns();
    write_names();
    place_header();
    place_rows();
    place_boxes();
    place_routes();
  }

  DrawingLayout layout() && { return std::move(layout_); }

 private:
  void place_columns() {
    std::vector<bool> has_end(grid_.columns, false);
    for (const auto& [step, end] : grid_.ends) has_end[grid_.places[step].column] = true;
    double x = Sizes::margin + Sizes::lane_names;
    for (std::size_t number = 0; number <= grid_.columns; ++number) {
      const GutterTracks& tracks = plans_.vertical[number];
      const double before = number > 0 && has_end[number - 1] ? strip_with_end : strip;
      double size = before + Sizes::gutter_spacing * (tracks.near + tracks.far) + strip;
      if (number > 0 && number < grid_.columns) size = std::max(size, least_vertical_gutter);
      if (number == 0 && tracks.near + tracks.far == 0) size = bare_gutter;
      Gutter& gutter = vertical_.emplace_back(Gutter{x, x + size, 0.0, 0.0});
      gutter.near = gutter.begin + before + Sizes::gutter_spacing / 2.0;
      gutter.far = gutter.end - strip - Sizes::gutter_spacing / 2.0;
      x = gutter.end;
      if (number == grid_.columns) break;
      const double half = Sizes::column_spacing * plans_.column_reach[number] + Sizes::column_spacing;
      const double width = std::max(Sizes::box_width, 2.0 * (half + (figures_.are_known ? ruler_text : 0.0)));
      layout_.columns.push_back({x, 0.0, width, 0.0});
      x += width;
    }
    layout_.width = std::max(x + Sizes::margin, Sizes::least_width);
  }

  void write_names() {
    for (std::size_t step = 0; step < layout_.steps.size(); ++step) {
      const StepSummary& summary = blueprint_.steps[step];
      const double room = layout_.columns[grid_.places[step].column].width - 2.0 * Sizes::box_padding;
      LaidStep& laid = layout_.steps[step];
      laid.name = wrap_to_width(harmless(summary.name), Sizes::name_font, room, most_name_lines);
      laid.staff = harmless(staff_names(blueprint_, summary));
    }
  }

  void place_header() {
    double y = Sizes::head;
    if (!blueprint_.phases.empty()) {
      place_phases(y);
      y += phase_height + gap;
    }
    place_evidence(y);
    if (layout_.evidence_row.height > 0.0) y = layout_.evidence_row.bottom();
    body_ = y;
  }

  /// The phase of a column is that of its first action.
  std::string phase_of(std::size_t column) const {
    std::string phase;
    bool of_action = false;
    for (const auto& [row, step] : grid_.in_column[column]) {
      if (blueprint_.steps[step].phase.empty()) continue;
      if (phase.empty() || (grid_.is_action[step] && !of_action)) phase = blueprint_.steps[step].phase;
      of_action = of_action || grid_.is_action[step];
    }
    return phase;
  }

  void place_phases(double y) {
    std::string last;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const DrawingRect& place = layout_.columns[column];
      const std::string phase = phase_of(column);
      if (!phase.empty() && phase == last) {
        layout_.phases.back().box.width = place.right() - layout_.phases.back().box.x;
      } else if (!phase.empty()) {
        layout_.phases.push_back({phase, {place.x, y, place.width, phase_height}});
      }
      last = phase;
    }
  }

  void place_evidence(double y) {
    std::vector<double> filled(grid_.columns, y);
    for (std::size_t row = 0; row < grid_.rows(); ++row) {
      for (const auto& [column, step] : grid_.in_row[row]) {
        if (blueprint_.steps[step].evidence.empty()) continue;
        const DrawingRect& place = layout_.columns[column];
        LaidEvidence evidence;
        evidence.step = step;
        evidence.lines = wrap_to_width(harmless(blueprint_.steps[step].evidence), Sizes::small_font,
                                       place.width - 2.0 * Sizes::box_padding, most_evidence_lines);
        evidence.box = {place.x, filled[column], place.width,
                        Sizes::small_line * static_cast<double>(evidence.lines.size()) + Sizes::box_padding};
        filled[column] = evidence.box.bottom() + gap / 2.0;
        layout_.evidence.push_back(std::move(evidence));
      }
    }
    if (layout_.evidence.empty()) return;
    double end = y;
    for (const LaidEvidence& evidence : layout_.evidence) end = std::max(end, evidence.box.bottom());
    layout_.evidence_row = {Sizes::margin, y, layout_.width - 2.0 * Sizes::margin, end - y};
  }

  bool has_badges(std::size_t step) const {
    if (figures_.are_known) return figures_.steps[step].wait || figures_.steps[step].failure;
    return true;
  }

  double row_height(std::size_t row) const {
    std::size_t lines = 1;
    bool staff = false;
    bool bars = false;
    bool badges = false;
    for (const auto& [column, step] : grid_.in_row[row]) {
      lines = std::max(lines, layout_.steps[step].name.size());
      staff = staff || !layout_.steps[step].staff.empty();
      bars = bars || !figures_.steps[step].occupancy.empty();
      badges = badges || has_badges(step);
    }
    double height = 2.0 * Sizes::box_padding + Sizes::name_line * static_cast<double>(lines);
    if (staff) height += Sizes::small_line;
    if (bars) height += Sizes::bar_height + 3.0;
    if (badges) height += Sizes::badge_height + 4.0;
    return std::max(height, 2.0 * (Sizes::row_spacing * plans_.row_reach[row] + gap));
  }

  void place_rows() {
    double y = body_;
    const std::size_t ruler_at = grid_.first_row[1];
    for (std::size_t number = 0; number <= grid_.rows(); ++number) {
      const GutterTracks& tracks = plans_.horizontal[number];
      const bool at_edge = (number == 0 || number == grid_.rows()) && tracks.near + tracks.far == 0;
      const double side = at_edge ? bare_gutter : strip;
      Gutter gutter{y, y, y + side + Sizes::gutter_spacing / 2.0, 0.0};
      y += side + Sizes::gutter_spacing * tracks.near;
      if (number == ruler_at && figures_.are_known) {
        layout_.ruler = {Sizes::margin, y, layout_.width - 2.0 * Sizes::margin, Sizes::ruler_height};
        y += Sizes::ruler_height;
      }
      for (std::size_t line = 0; line < layout_.lines.size(); ++line) {
        if (grid_.first_row[line + 1] != number) continue;
        y += Sizes::line_band;
        layout_.lines[line] = y;
      }
      y += Sizes::gutter_spacing * tracks.far;
      gutter.far = y - Sizes::gutter_spacing / 2.0;
      y += side;
      gutter.end = y;
      horizontal_.push_back(gutter);
      if (number == grid_.rows()) break;
      rows_.push_back({0.0, y, 0.0, row_height(number)});
      y = rows_.back().bottom();
    }
    layout_.height = y;
    for (std::size_t lane = 0; lane < layout_.lanes.size(); ++lane) {
      if (grid_.first_row[lane] == grid_.first_row[lane + 1]) continue;
      const double top = rows_[grid_.first_row[lane]].y;
      layout_.lanes[lane] = {Sizes::margin, top, Sizes::lane_names,
                             rows_[grid_.first_row[lane + 1] - 1].bottom() - top};
    }
    for (DrawingRect& column : layout_.columns) {
      column.y = body_;
      column.height = layout_.height - body_;
    }
  }

  void place_boxes() {
    for (std::size_t step = 0; step < layout_.steps.size(); ++step) {
      const DrawingRect& column = layout_.columns[grid_.places[step].column];
      const DrawingRect& row = rows_[grid_.places[step].row];
      layout_.steps[step].box = {column.x, row.y, column.width, row.height};
    }
  }

  /// Where a leg runs: y of a horizontal one, x of a vertical one.
  double place_of(const RouteLeg& leg) const {
    switch (leg.kind) {
      case LegKind::along_row:
        return rows_[leg.place].y + rows_[leg.place].height / 2.0 + Sizes::row_spacing * leg.track;
      case LegKind::along_column:
        return layout_.columns[leg.place].x + layout_.columns[leg.place].width / 2.0 +
               Sizes::column_spacing * leg.track;
      case LegKind::along_vertical_gutter:
        return vertical_[leg.place].at(leg);
      case LegKind::along_horizontal_gutter:
        break;
    }
    return horizontal_[leg.place].at(leg);
  }

  void place_routes() {
    for (std::size_t number = 0; number < grid_.routes.size(); ++number) {
      const GridRoute& route = grid_.routes[number];
      layout_.routes.push_back(corners_of(plans_.routes[number], layout_.steps[route.from].box,
                                          layout_.steps[route.to].box,
                                          [this](const RouteLeg& leg) { return place_of(leg); }));
    }
    constexpr double away = 8.0;
    for (std::size_t number = 0; number < grid_.ends.size(); ++number) {
      const DrawingRect& box = layout_.steps[grid_.ends[number].first].box;
      const double y = place_of(plans_.ends[number]);
      layout_.end_stubs.push_back({box.right(), y});
      layout_.ends.push_back({box.right() + away + Sizes::end_radius, y});
    }
  }

  const BlueprintSummary& blueprint_;
  const DrawingGrid& grid_;
  const DrawingFigures& figures_;
  RoutePlans plans_;
  DrawingLayout layout_;
  std::vector<Gutter> vertical_, horizontal_;
  std::vector<DrawingRect> rows_;
  double body_ = 0.0;  ///< below phases and evidence
};

}  // namespace

DrawingLayout lay_out(const BlueprintSummary& blueprint, const DrawingGrid& grid, const DrawingFigures& figures,
                      RoutePlans plans) {
  return Layouter(blueprint, grid, figures, std::move(plans)).layout();
}

}  // namespace throughline
