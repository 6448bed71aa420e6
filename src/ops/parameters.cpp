// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/parameters.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/near_names.hpp"
#include "core/text.hpp"

namespace wardscope::ops {
namespace {

std::string number_text(double value) { return fmt::format("{}", value); }

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += text.empty() ? part : ", " + part;
  return text;
}

/// "; did you mean 'bandwidth'?", or a full stop.
std::string end_of(std::string_view name, const std::vector<std::string>& names) {
  const std::string near = core::did_you_mean(name, names);
  return near.empty() ? "." : near;
}

class Collector final : public core::ParameterVisitor {
 public:
  std::vector<ParameterDescription> found;

  void number(const core::ParameterSpec& spec, core::NumberRange range, double& value) override {
    add(spec, ParameterKind::number, number_text(value)).range = range;
  }
  void integer(const core::ParameterSpec& spec, core::NumberRange range, std::int64_t& value) override {
    add(spec, ParameterKind::integer, fmt::format("{}", value)).range = range;
  }
  void flag(const core::ParameterSpec& spec, bool& value) override {
    add(spec, ParameterKind::flag, value ? "true" : "false");
  }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    ParameterDescription& description =
        add(spec, ParameterKind::choice, index < choices.size() ? std::string(choices[index].word) : std::string());
    for (const core::Choice& choice : choices) description.choices.emplace_back(choice.word, choice.label);
  }
  void text(const core::ParameterSpec& spec, core::TextKind kind, std::string& value) override {
    add(spec, ParameterKind::text, value).text_kind = kind;
  }
  void texts(const core::ParameterSpec& spec, core::TextKind kind, std::vector<std::string>& values) override {
    add(spec, ParameterKind::texts, joined(values)).text_kind = kind;
  }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange range,
                       std::optional<double>& value) override {
    add(spec, ParameterKind::optional_number, value ? number_text(*value) : std::string("not known")).range = range;
  }

 private:
  ParameterDescription& add(const core::ParameterSpec& spec, ParameterKind kind, std::string default_text) {
    ParameterDescription description;
    description.name = spec.name;
    description.label = spec.label;
    description.summary = spec.summary;
    description.kind = kind;
    description.default_text = std::move(default_text);
    found.push_back(std::move(description));
    return found.back();
  }
};

/// Sets the one parameter whose name it was given; remembers what was wrong.
class Setter final : public core::ParameterVisitor {
 public:
  Setter(std::string_view name, const std::vector<std::string>& words) : name_(name), words_(words) {}

  core::Status status;
  bool found = false;

  void number(const core::ParameterSpec& spec, core::NumberRange range, double& value) override {
    if (const auto parsed = wanted(spec) ? one_number(range) : std::nullopt) value = *parsed;
  }
  void integer(const core::ParameterSpec& spec, core::NumberRange range, std::int64_t& value) override {
    if (!wanted(spec) || !one_number(range)) return;
    const auto whole = core::parse_integer(words_.front());
    if (whole) {
      value = *whole;
    } else {
      fail(fmt::format("'{}' is not a whole number", words_.front()));
    }
  }
  void flag(const core::ParameterSpec& spec, bool& value) override {
    if (!wanted(spec)) return;
    if (words_.empty() || words_.front() == "true") {
      value = true;
    } else if (words_.front() == "false") {
      value = false;
    } else {
      fail(fmt::format("'{}' is neither true nor false", words_.front()));
    }
  }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    if (!wanted(spec) || !one_word()) return;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (choices[i].word == words_.front()) {
        index = i;
        return;
      }
      words.emplace_back(choices[i].word);
    }
    fail(fmt::format("'{}' is not one of: {}{}", words_.front(), joined(words),
                     core::did_you_mean(words_.front(), words)));
  }
  void text(const core::ParameterSpec& spec, core::TextKind /*kind*/, std::string& value) override {
    if (wanted(spec) && one_word()) value = words_.front();
  }
  void texts(const core::ParameterSpec& spec, core::TextKind /*kind*/, std::vector<std::string>& values) override {
    if (wanted(spec)) values = words_;
  }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange range,
                       std::optional<double>& value) override {
    if (!wanted(spec) || !one_word()) return;
    if (words_.front().empty() || words_.front() == "unknown") {
      value.reset();
    } else if (const auto parsed = one_number(range)) {
      value = parsed;
    }
  }

 private:
  bool wanted(const core::ParameterSpec& spec) {
    if (spec.name != name_) return false;
    found = true;
    return true;
  }
  void fail(const std::string& what) { status = core::invalid_argument(fmt::format("--{}: {}", name_, what)); }
  bool one_word() {
    if (words_.size() == 1) return true;
    fail(fmt::format("wants one value, got {}", words_.size()));
    return false;
  }
  std::optional<double> one_number(core::NumberRange range) {
    if (!one_word()) return std::nullopt;
    const auto value = core::parse_number(words_.front());
    if (!value) {
      fail(fmt::format("'{}' is not a number", words_.front()));
    } else if (*value < range.least || *value > range.most) {
      fail(fmt::format("{} is out of range; write {}", words_.front(), range_in_words(range)));
    } else {
      return value;
    }
    return std::nullopt;
  }

  std::string_view name_;
  const std::vector<std::string>& words_;
};

class RangeChecker final : public core::ParameterVisitor {
 public:
  core::Status status;

  void number(const core::ParameterSpec& spec, core::NumberRange range, double& value) override {
    check(spec, range, value);
  }
  void integer(const core::ParameterSpec& spec, core::NumberRange range, std::int64_t& value) override {
    check(spec, range, static_cast<double>(value));
  }
  void flag(const core::ParameterSpec& /*spec*/, bool& /*value*/) override {}
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    if (index >= choices.size()) status = core::invalid_argument(fmt::format("--{}: no such choice", spec.name));
  }
  void text(const core::ParameterSpec& /*spec*/, core::TextKind /*kind*/, std::string& /*value*/) override {}
  void texts(const core::ParameterSpec& /*spec*/, core::TextKind /*kind*/,
             std::vector<std::string>& /*values*/) override {}
  void optional_number(const core::ParameterSpec& spec, core::NumberRange range,
                       std::optional<double>& value) override {
    if (value) check(spec, range, *value);
  }

 private:
  void check(const core::ParameterSpec& spec, core::NumberRange range, double value) {
    if (!status) return;
    if (std::isfinite(value) && value >= range.least && value <= range.most) return;
    status = core::invalid_argument(fmt::format("--{}: {} is out of range; write {}", spec.name,
                                                std::isfinite(value) ? number_text(value) : "what was given",
                                                range_in_words(range)));
  }
};

}  // namespace

std::vector<ParameterDescription> describe_parameters(const Operation& operation) {
  Collector collector;
  operation.clone()->describe(collector);
  return std::move(collector.found);
}

core::Status set_parameter(Operation& operation, std::string_view name, const std::vector<std::string>& words) {
  Setter setter(name, words);
  operation.describe(setter);
  if (setter.found) return setter.status;
  std::vector<std::string> names;
  for (const ParameterDescription& parameter : describe_parameters(operation)) names.push_back(parameter.name);
  return core::invalid_argument(fmt::format("'{}' has no parameter '{}'{} It has: {}", operation.info().name, name,
                                            end_of(name, names), names.empty() ? "none" : joined(names)));
}

core::Status check_parameters(const Operation& operation) {
  RangeChecker checker;
  operation.clone()->describe(checker);
  return checker.status;
}

std::string range_in_words(core::NumberRange range) {
  // Limits that only keep arithmetic sound are none that a reader would meet.
  constexpr double kPracticallyNothing = 1e-5;
  constexpr double kPracticallyEverything = 1e9;
  const bool positive = range.least > 0.0 && range.least < kPracticallyNothing;
  const bool has_least = std::isfinite(range.least) && range.least > -kPracticallyEverything;
  const bool has_most = std::isfinite(range.most) && range.most < kPracticallyEverything;
  if (positive) return has_most ? fmt::format("more than 0, up to {}", range.most) : "more than 0";
  if (has_least && has_most) return fmt::format("{} to {}", range.least, range.most);
  if (has_least) return fmt::format("{} or more", range.least);
  if (has_most) return fmt::format("{} or less", range.most);
  return "any number";
}

}  // namespace wardscope::ops
