// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/document.hpp"

namespace throughline {

/// How far an input may be from what the file says.
struct InputVariation {
  std::string path;             ///< as of --set
  std::optional<double> share;  ///< up and down by this share of itself
  std::string low, high;        ///< else its ends, as values of --set
  SourcePosition at;
};

/// An input and what makes it other than it is.
struct VariedInput {
  struct End {
    std::string words;  ///< `40 s`, `-10 %`
    Overlay::Setting setting;
  };
  std::string path;
  std::optional<End> low, high;  ///< absent: it has no such end
  std::string reason;            ///< why it has neither
};

/// What is asked for, or every input of a blueprint that matters: rates of arrivals, times, patience, probabilities of
/// failures and routes, people. Each as uncertain as it is asked for; else as its [sensitivity] says; else by `share`,
/// people one by one.
struct VariationRequest {
  std::vector<InputVariation> asked;  ///< empty: every input; those without a share or ends: as uncertain as the others
  double share = 0.1;
};

/// No more than this many inputs, of a file or a command line.
inline constexpr std::size_t most_inputs = 200;

/// The inputs of a text in one scenario, with the settings of the overlay, in the order of the file; `name` as for
/// read_document_text, which must have found the text right. Throws InvalidBlueprint where something is asked for that
/// there is not, or that cannot be varied so.
std::vector<VariedInput> read_varied_inputs(std::string_view text, const std::string& name, const Overlay& overlay,
                                            const VariationRequest& request);

}  // namespace throughline
