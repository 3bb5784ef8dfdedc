// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <set>
#include <string>
#include <string_view>

#include "text/format.hpp"
#include "throughline/document.hpp"

namespace throughline {
namespace {

std::string in_json(std::string_view text) {
  std::string quoted = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') quoted += '\\';
    quoted += character;
  }
  return quoted + '"';
}

std::string reference(std::string_view definition) {
  return fmt::format("{{\"$ref\": \"#/$defs/{}\"}}", definition);
}

std::string any_of(std::string_view one, std::string_view other) {
  return fmt::format("{{\"anyOf\": [{}, {}]}}", one, other);
}

std::string list_of(std::string_view items) {
  return fmt::format("{{\"type\": \"array\", \"minItems\": 1, \"items\": {}}}", items);
}

std::string table_of(std::string_view values) {
  return fmt::format("{{\"type\": \"object\", \"minProperties\": 1, \"additionalProperties\": {}}}", values);
}

/// `changed`: within a scenario, where nothing is required and "none" removes a key.
std::string definition_name(std::string_view table, bool changed) {
  return (changed ? "change_of_" : "") + (table.empty() ? std::string("file") : std::string(table));
}

/// The definitions of values: every kind but those that are tables of the format.
constexpr std::string_view value_definitions = R"json(
    "text": {"type": "string"},
    "key": {"type": "string", "minLength": 1, "pattern": "^[^\\s.()\\[\\]{}\"']+$"},
    "keys": {"anyOf": [{"$ref": "#/$defs/key"}, {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/$defs/key"}}]},
    "count": {"type": "integer", "minimum": 0},
    "number": {"type": "number", "minimum": 0},
    "shape": {"type": "number", "exclusiveMinimum": 0},
    "share": {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": "^\\s*[0-9.eE+-]+\\s*%?\\s*$"}]},
    "rate": {"type": "string", "pattern": "^\\s*-?[0-9.eE+-]+\\s*(per\\s|/)\\s*[a-z]+\\s*$"},
    "duration": {"anyOf": [{"type": "string", "pattern": "^\\s*([0-9.eE+-]+\\s*[a-z]*\\s*)+$"}, {"type": "number", "minimum": 0, "description": "with time_unit"}]},
    "signed_duration": {"anyOf": [{"type": "string", "pattern": "^\\s*-?([0-9.eE+-]+\\s*[a-z]*\\s*)+$"}, {"type": "number", "description": "with time_unit"}]},
    "clock": {"type": "string", "pattern": "^\\s*([A-Za-z]+\\s+)?[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?\\s*$"},
    "day": {"type": "string", "pattern": "^[A-Za-z ,-]+$"},
    "dates": {"type": "string", "pattern": "^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*([.][.]\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*)?$"},
    "money": {"type": ["number", "string"]},
    "expression": {"type": "string", "pattern": "^\\s*[<>]=?.+$"},
    "condition": {"type": "string", "minLength": 1, "maxLength": 2000},
    "queue_condition": {"type": "string", "pattern": "^\\s*queue\\s*[<>]=?.+$"},
    "share_or_rest": {"anyOf": [{"const": "rest"}, {"$ref": "#/$defs/share_by_clock"}]},
    "share_by_clock": {"anyOf": [{"$ref": "#/$defs/share"}, {"type": "object", "required": ["by_clock"], "additionalProperties": false, "properties": {"by_clock": {"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/share"}}}}]},
    "law_or_duration": {"anyOf": [{"$ref": "#/$defs/duration"}, {"$ref": "#/$defs/law"}]},
    "law_by_clock": {"anyOf": [{"$ref": "#/$defs/law_or_duration"}, {"type": "object", "required": ["by_clock"], "additionalProperties": false, "properties": {"by_clock": {"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/law_or_duration"}}}}]})json";

/// Writes the definitions of the tables of the format, each once, starting with the file itself.
class SchemaWriter {
 public:
  std::string write() {
    const std::string root = table_definition("", false);
    return fmt::format(
        "{{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"Throughline "
        "blueprint\",\n"
        "  \"$ref\": \"#/$defs/file\",\n  \"$defs\": {{{},{}\n    \"file\": {}\n  }}\n}}\n",
        value_definitions, definitions_, root);
  }

 private:
  /// A reference to the table, defined on first use.
  std::string table(const std::string& name, bool changed) {
    const std::string definition = definition_name(name, changed);
    if (defined_.insert(definition).second) {
      const std::string text = table_definition(name, changed);
      definitions_ += fmt::format("\n    {}: {},", in_json(definition), text);
    }
    return reference(definition);
  }

  std::string table_definition(std::string_view name, bool changed) {
    std::string properties;
    std::string required;
    std::string others = "false";
    for (const KeyInfo& key : format_keys()) {
      if (key.table != name || !key.built) continue;
      std::string value = value_schema(name, key, changed);
      if (changed) value = any_of(value, "{\"const\": \"none\"}");
      if (key.key == "*") {
        others = value;
        continue;
      }
      properties +=
          fmt::format("{}\n      {}: {{\"description\": {}{}, \"allOf\": [{}]}}", properties.empty() ? "" : ",",
                      in_json(key.key), in_json(key.meaning), standard(key), value);
      if (key.required && !changed) required += (required.empty() ? "" : ", ") + in_json(key.key);
    }
    const std::string demanded = required.empty() ? std::string() : fmt::format("\"required\": [{}], ", required);
    return fmt::format("{{\"type\": \"object\", \"additionalProperties\": {}, {}\"properties\": {{{}}}}}", others,
                       demanded, properties);
  }

  static std::string standard(const KeyInfo& key) {
    return key.standard.empty()
               ? std::string()
               : fmt::format(", \"$comment\": {}", in_json(fmt::format("without it: {}", key.standard)));
  }

  std::string named(const std::string& name, bool changed) {
    const std::string value = table(name, changed);
    return fmt::format("{{\"type\": \"object\", \"additionalProperties\": {}}}",
                       changed ? any_of(value, "{\"const\": \"none\"}") : value);
  }

  std::string choice(const KeyInfo& key) {
    std::string words;
    for (const std::string& word : choices_of(key.table, key.key)) words += (words.empty() ? "" : ", ") + in_json(word);
    return fmt::format("{{\"enum\": [{}]}}", words);
  }

  /// Levels by the clock, or the columns of a csv, which the table of the format describes.
  std::string levels(std::string_view name, const KeyInfo& key, std::string_view value) {
    const std::string owner = std::string(name) + "." + std::string(key.key);
    return any_of(table(owner, false), table_of(value));
  }

  std::string value_schema(std::string_view name, const KeyInfo& key, bool changed) {
    const std::string behind = table_behind(name, key);
    switch (key.kind) {
      case ValueKind::version:
        return "{\"const\": 1}";
      case ValueKind::text:
      case ValueKind::date:
      case ValueKind::file:
        return reference("text");
      case ValueKind::key:
        return reference("key");
      case ValueKind::keys:
        return reference("keys");
      case ValueKind::staffing:
        return any_of(reference("keys"), table("steps.*.staff", false));
      case ValueKind::shift_end:
        return any_of("{\"enum\": [\"finish\", \"interrupt\"]}", table("staff.*.on_shift_end", false));
      case ValueKind::when_full:
        return any_of("{\"enum\": [\"turn_away\", \"block\"]}", table("steps.*.when_full", false));
      case ValueKind::speeds:
        return "{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^step\\\\.\"}, \"additionalProperties\": "
               "{\"$ref\": "
               "\"#/$defs/shape\"}}";
      case ValueKind::choice:
        return choice(key);
      case ValueKind::choices:
        return any_of(choice(key), list_of(choice(key)));
      case ValueKind::switch_or_text:
        return any_of("{\"type\": \"boolean\"}", reference("key"));
      case ValueKind::flag:
        return "{\"type\": \"boolean\"}";
      case ValueKind::count:
        return reference("count");
      case ValueKind::number:
        return reference("number");
      case ValueKind::shape:
        return reference("shape");
      case ValueKind::share:
        return reference("share");
      case ValueKind::shares:
        return list_of(reference("share"));
      case ValueKind::fraction:
        return "{\"type\": \"string\", \"pattern\": \"^\\\\s*[0-9]+\\\\s*/\\\\s*[0-9]+\\\\s*$\"}";
      case ValueKind::numbers:
        return list_of(reference("shape"));
      case ValueKind::share_by_clock:
        return reference("share_by_clock");
      case ValueKind::share_or_rest:
        return key.key == "*" ? any_of(reference("share_or_rest"), table("steps.*.next.*", false))
                              : reference("share_or_rest");
      case ValueKind::rate:
        return reference("rate");
      case ValueKind::rates_by_clock:
        return levels(name, key, reference("rate"));
      case ValueKind::counts_by_clock:
        return any_of(reference("count"), levels(name, key, reference("count")));
      case ValueKind::rate_matrix:
        return list_of(list_of("{\"type\": [\"string\", \"number\"]}"));
      case ValueKind::duration:
        return reference("duration");
      case ValueKind::duration_or_auto:
        return any_of("{\"const\": \"auto\"}", reference("duration"));
      case ValueKind::signed_duration:
        return reference("signed_duration");
      case ValueKind::durations:
        return list_of(reference("duration"));
      case ValueKind::law:
        table("law", false);
        return reference("law_or_duration");
      case ValueKind::law_by_clock:
        table("law", false);
        return reference("law_by_clock");
      case ValueKind::signed_law:
        return any_of(reference("signed_duration"), table("law", false));
      case ValueKind::integer_law:
        return any_of(reference("count"), table("integer_law", false));
      case ValueKind::counts_by_step:
        return table_of(reference("count"));
      case ValueKind::shares_by_number:
        return "{\"type\": \"object\", \"minProperties\": 1, \"propertyNames\": {\"pattern\": \"^[0-9]+$\"}, "
               "\"additionalProperties\": {\"$ref\": \"#/$defs/share\"}}";
      case ValueKind::speeds_by_number:
        return "{\"type\": \"object\", \"minProperties\": 1, \"propertyNames\": {\"pattern\": \"^[0-9]+$\"}, "
               "\"additionalProperties\": {\"$ref\": \"#/$defs/shape\"}}";
      case ValueKind::mixture:
        return list_of(table("law.mixture.*", false));
      case ValueKind::clock:
        return reference("clock");
      case ValueKind::days:
        return any_of(reference("day"), list_of(reference("day")));
      case ValueKind::dates:
        return any_of(reference("dates"), list_of(reference("dates")));
      case ValueKind::money:
      case ValueKind::money_rate:
        return reference("money");
      case ValueKind::points:
        return any_of(reference("text"), list_of(reference("text")));
      case ValueKind::priority:
        return list_of("{\"type\": \"string\", \"pattern\": \"^(segment|step)[.].+$\"}");
      case ValueKind::expressions:
        return any_of(reference("expression"), list_of(reference("expression")));
      case ValueKind::attributes:
        return table_of(
            any_of(reference("share"), any_of(table("law", false), R"({"type": "object", "required": ["choice"],
 "additionalProperties": false, "properties": {"choice": {"type": "object", "minProperties": 1,
 "additionalProperties": {"$ref": "#/$defs/share"}}}})")));
      case ValueKind::condition:
        return reference("condition");
      case ValueKind::queue_condition:
        return reference("queue_condition");
      case ValueKind::queue_condition_or_duration:
        return any_of(reference("queue_condition"), reference("duration"));
      case ValueKind::shares_by_key:
        return table_of(reference("share_by_clock"));
      case ValueKind::wait_for:
        return any_of("{\"enum\": [\"all\", \"any\"]}", "{\"type\": \"integer\", \"minimum\": 1}");
      case ValueKind::levels:
        return table_of("true");
      case ValueKind::routes:
        return any_of(reference("key"), table(behind, false));
      case ValueKind::arrivals:
        return table(behind, false);
      case ValueKind::table:
        return table(behind, changed);
      case ValueKind::tables:
        // A segment changes a step as a scenario does.
        return named(behind, changed || key.key == "for");
      case ValueKind::shifts:
        return any_of(table(std::string(name) + "." + std::string(key.key), false), named(behind, changed));
      case ValueKind::overlay:
        return value_schema("", *find_key("", key.key), true);
      case ValueKind::uncertainty:
        return any_of(reference("share"),
                      "{\"type\": \"array\", \"minItems\": 2, \"maxItems\": 2, \"items\": {\"type\": [\"string\", "
                      "\"number\"]}}");
      case ValueKind::precision:
        return any_of(reference("share"), table_of(reference("share")));
      case ValueKind::anything:
        break;
    }
    return "true";
  }

  std::set<std::string> defined_;
  std::string definitions_;
};

}  // namespace

std::string document_schema() {
  return SchemaWriter().write();
}

}  // namespace throughline
