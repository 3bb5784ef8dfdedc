// SPDX-License-Identifier: MIT
#include "blueprint/loops.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace throughline {

std::vector<std::vector<std::size_t>> loops_downstream(const std::vector<std::vector<std::size_t>>& sources) {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph(sources.size());
  for (std::size_t to = 0; to < sources.size(); ++to) {
    for (const std::size_t from : sources[to]) boost::add_edge(from, to, graph);
  }
  std::vector<std::size_t> component(sources.size());
  const std::size_t count = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::vector<std::size_t>> loops(count);
  // Tarjan (1972) numbers a component after everything that it leads to.
  for (std::size_t vertex = 0; vertex < sources.size(); ++vertex)
    loops[count - 1 - component[vertex]].push_back(vertex);
  return loops;
}

}  // namespace throughline
