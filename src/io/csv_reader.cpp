// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/csv_reader.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <array>
#include <cassert>
#include <deque>
#include <utility>

#include "core/text.hpp"
#include "io/csv_delimiter.hpp"
#include "io/line_source.hpp"
#include "io/utf8_validator.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kLongestSpan = std::size_t{1} << 20U;  // bytes that a quoted value may run over several lines
constexpr std::size_t kSampleLines = 30;                     // that the delimiter is guessed from
constexpr std::size_t kShownValue = 200;                     // characters of a rejected row in the reject file
constexpr int kInsideField = 2;                              // libcsv's FIELD_BEGUN, which its header does not name

/// A line that had to be kept because a row spans several.
struct KeptLine {
  std::int64_t number = 0;
  std::string text;
  std::string terminator;
};

/// libcsv with its buffers, for one row at a time.
class RowParser {
 public:
  explicit RowParser(char delimiter) : delimiter_(delimiter) { start(); }
  RowParser(const RowParser&) = delete;
  RowParser& operator=(const RowParser&) = delete;
  ~RowParser() { csv_free(&parser_); }

  /// @returns false at a quote that does not fit.
  bool feed(std::string_view bytes) {
    const std::size_t used =
        csv_parse(&parser_, bytes.data(), bytes.size(), &RowParser::on_field, &RowParser::on_row, this);
    return used == bytes.size();
  }
  [[nodiscard]] bool inside_quotes() const { return parser_.pstate == kInsideField && parser_.quoted != 0; }
  [[nodiscard]] bool in_quoted_field() const { return parser_.quoted != 0; }
  [[nodiscard]] bool row_ended() const { return row_ended_; }
  [[nodiscard]] std::size_t field_count() const { return ends_.size(); }
  [[nodiscard]] std::string_view field(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(begin, ends_[index] - begin);
  }
  void next_row() {
    text_.clear();
    ends_.clear();
    row_ended_ = false;
  }
  /// After a quote that does not fit, or to forget a row half read.
  void restart() {
    csv_free(&parser_);
    start();
    next_row();
  }

 private:
  void start() {
    [[maybe_unused]] const int failed = csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    assert(failed == 0);
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
    csv_set_term_func(&parser_, [](unsigned char c) { return c == CSV_LF ? 1 : 0; });
  }
  static void on_field(void* bytes, std::size_t count, void* self) {
    auto& parser = *static_cast<RowParser*>(self);
    if (bytes != nullptr) parser.text_.append(static_cast<const char*>(bytes), count);
    parser.ends_.push_back(parser.text_.size());
  }
  static void on_row(int, void* self) { static_cast<RowParser*>(self)->row_ended_ = true; }

  csv_parser parser_{};
  char delimiter_;
  std::string text_;
  std::vector<std::size_t> ends_;
  bool row_ended_ = false;
};

std::string shown(std::string_view text) {
  std::string kept(text.substr(0, kShownValue));
  for (char& c : kept) {
    if (c == '\0') c = ' ';
  }
  if (text.size() > kShownValue) {  // not inside a character
    while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0x80U) != 0) kept.pop_back();
  }
  if (core::is_utf8(kept)) return kept;
  std::string replaced;
  for (const char c : kept) {
    if ((static_cast<unsigned char>(c) & 0x80U) == 0)
      replaced += c;
    else
      replaced += "\xEF\xBF\xBD";  // U+FFFD, for every byte beyond ASCII: which of them are whole is not known
  }
  return replaced;
}

/// The text up to the first byte that is not UTF-8.
std::string_view valid_part(std::string_view text) {
  Utf8Validator validator;
  for (std::size_t i = 0; i < text.size(); ++i) {
    validator.add(text.substr(i, 1));
    if (!validator.valid()) return text.substr(0, i);
  }
  return text;
}

}  // namespace

struct CsvReader::State {
  explicit State(LineSource lines) : source(std::move(lines)) {}

  LineSource source;
  std::int64_t line_number = 0;  ///< of the last line taken from the source
  std::deque<KeptLine> replay;   ///< lines to read again before the source goes on
  KeptLine from_replay;

  std::unique_ptr<RowParser> parser;
  char delimiter = ',';
  std::vector<std::string> header;
  std::vector<std::string_view> values;
  std::int64_t row_line = 0;
  RejectedRow rejection;
  std::int64_t read = 0;
  std::int64_t rejected = 0;
  bool check_utf8 = true;

  core::Result<bool> next_line(Line& line, std::int64_t& number);
  core::Result<Step> parse_row();
  core::Result<Step> finish_span(std::deque<KeptLine> span);
  Step reject(std::string_view line_text, std::string reason, std::string remedy);
  [[nodiscard]] std::string column_at(std::size_t index) const;
  [[nodiscard]] std::pair<std::string, std::string> quote_trouble() const;
  [[nodiscard]] std::pair<std::string, std::string> count_trouble() const;
  core::Status guess_delimiter();
  core::Status read_header(const std::string& name);
};

core::Result<bool> CsvReader::State::next_line(Line& line, std::int64_t& number) {
  if (!replay.empty()) {
    from_replay = std::move(replay.front());
    replay.pop_front();
    line = {from_replay.text, from_replay.terminator, false};
    number = from_replay.number;
    return true;
  }
  auto found = source.next(line);
  if (found && *found) number = ++line_number;
  return found;
}

std::string CsvReader::State::column_at(std::size_t index) const {
  return index < header.size() ? header[index] : fmt::format("value {}", index + 1);
}

CsvReader::Step CsvReader::State::reject(std::string_view line_text, std::string reason, std::string remedy) {
  rejection = {row_line, column_at(parser->field_count()), shown(line_text), std::move(reason), std::move(remedy)};
  parser->restart();
  ++read;
  ++rejected;
  return Step::rejected;
}

std::pair<std::string, std::string> CsvReader::State::quote_trouble() const {
  if (parser->in_quoted_field()) {
    return {"there is text between a closing quote and the next separator", "double every quote inside a quoted value"};
  }
  return {"there is a quote inside a value that does not begin with one",
          "put the whole value in quotes and double the quote inside"};
}

std::pair<std::string, std::string> CsvReader::State::count_trouble() const {
  return {fmt::format("it has {} values and the header names {}", parser->field_count(), header.size()),
          "quote values that hold the separator, or add the missing separators"};
}

/// One row or rejection from the next line (or lines, where a quoted value runs on).
core::Result<CsvReader::Step> CsvReader::State::parse_row() {
  for (;;) {
    Line line;
    parser->next_row();
    auto found = next_line(line, row_line);
    if (!found) return found.error();
    if (!*found) return Step::end;
    if (line.too_long) return reject({}, "the line is longer than 8 MiB", "check that the file is a table of text");
    if (line.text.empty()) continue;
    if (line.text.find('\0') != std::string_view::npos) {
      return reject(line.text, "the line holds NUL bytes", "export the file again as text");
    }
    if (check_utf8 && !core::is_utf8(line.text)) {
      parser->feed(valid_part(line.text));  // up to the column that holds the byte
      return reject(line.text, "the line is not valid UTF-8",
                    "name the encoding of the file, for instance windows-1252");
    }
    const std::string_view text = line.text;
    if (!parser->feed(text)) {
      const auto [reason, remedy] = quote_trouble();
      return reject(text, reason, remedy);
    }
    if (parser->inside_quotes()) {
      std::deque<KeptLine> span;
      span.push_back({row_line, std::string(text), std::string(line.terminator)});
      return finish_span(std::move(span));
    }
    parser->feed("\n");
    if (!parser->row_ended()) continue;  // blanks only
    if (!header.empty() && parser->field_count() != header.size()) {
      const std::string_view whole = text;
      const auto [reason, remedy] = count_trouble();
      Step step = reject(whole, reason, remedy);
      rejection.column.clear();
      return step;
    }
    return Step::row;
  }
}

/// Goes on with a row whose quoted value runs over the end of its first line.
core::Result<CsvReader::Step> CsvReader::State::finish_span(std::deque<KeptLine> span) {
  std::size_t bytes = span.front().text.size();
  std::pair<std::string, std::string> trouble{"a quote that opens here is never closed", "add the closing quote"};
  for (;;) {
    parser->feed(span.back().terminator);
    Line line;
    std::int64_t number = 0;
    auto found = next_line(line, number);
    if (!found) return found.error();
    if (!*found) break;
    span.push_back({number, std::string(line.text), std::string(line.terminator)});
    bytes += line.text.size() + line.terminator.size();
    if (line.too_long || bytes > kLongestSpan || line.text.find('\0') != std::string_view::npos ||
        (check_utf8 && !core::is_utf8(line.text))) {
      break;
    }
    if (!parser->feed(span.back().text)) {
      trouble.first = "a quote that opens here is closed by a quote of a later line that does not fit";
      trouble.second = "add the closing quote, or double the quotes inside the value";
      break;
    }
    if (parser->inside_quotes()) continue;
    parser->feed("\n");
    if (header.empty() || parser->field_count() == header.size()) return Step::row;
    trouble = count_trouble();
    trouble.first += fmt::format(" once its quoted value has run on to line {}", number);
    break;
  }
  const std::string first = std::move(span.front().text);
  span.pop_front();
  replay.insert(replay.begin(), std::make_move_iterator(span.begin()), std::make_move_iterator(span.end()));
  const Step step = reject(first, trouble.first, trouble.second);
  rejection.column.clear();
  return step;
}

core::Status CsvReader::State::guess_delimiter() {
  std::vector<std::string> sample;
  while (sample.size() < kSampleLines) {
    Line line;
    std::int64_t number = 0;
    auto found = next_line(line, number);
    if (!found) return found.error();
    if (!*found) break;
    replay.push_back({number, std::string(line.text), std::string(line.terminator)});
    sample.emplace_back(line.text);
    if (sample.size() == replay.size() && line.too_long) break;
  }
  // next_line() took from the source alone, for the replay queue was empty when the first line was asked for.
  delimiter = io::guess_delimiter(sample);
  return {};
}

core::Status CsvReader::State::read_header(const std::string& name) {
  auto step = parse_row();
  if (!step) return step.error();
  if (*step == Step::end) return core::malformed("'" + name + "' is empty: it has no header and no rows");
  if (*step == Step::rejected) {
    return core::malformed(fmt::format("'{}', line {}: the header can't be read: {}. {}", name, rejection.line,
                                       rejection.reason, rejection.remedy));
  }
  for (std::size_t i = 0; i < parser->field_count(); ++i) header.emplace_back(core::trimmed(parser->field(i)));
  values.resize(header.size());
  return {};
}

CsvReader::CsvReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

core::Result<CsvReader> CsvReader::open(const std::filesystem::path& path, const CsvOptions& options) {
  auto source = LineSource::open(path, {options.encoding, options.mark_length});
  if (!source) return source.error();
  auto state = std::make_unique<State>(std::move(source).value());
  state->check_utf8 = core::lower_ascii(options.encoding) == "utf-8";
  state->delimiter = options.delimiter;
  if (options.delimiter == '\0') {
    if (const auto guessed = state->guess_delimiter(); !guessed) return guessed.error();
  }
  state->parser = std::make_unique<RowParser>(state->delimiter);
  if (const auto header = state->read_header(path.filename().string()); !header) return header.error();
  return CsvReader(std::move(state));
}

core::Result<CsvReader::Step> CsvReader::next() {
  State& state = *state_;
  auto step = state.parse_row();
  if (step && *step == Step::row) {
    ++state.read;
    for (std::size_t i = 0; i < state.values.size(); ++i) state.values[i] = state.parser->field(i);
  }
  return step;
}

const std::vector<std::string>& CsvReader::header() const { return state_->header; }
char CsvReader::delimiter() const { return state_->delimiter; }
const std::vector<std::string_view>& CsvReader::values() const { return state_->values; }
std::int64_t CsvReader::line() const { return state_->row_line; }
const RejectedRow& CsvReader::rejection() const { return state_->rejection; }
std::int64_t CsvReader::rows_read() const { return state_->read; }
std::int64_t CsvReader::rows_rejected() const { return state_->rejected; }
std::uintmax_t CsvReader::bytes_read() const { return state_->source.bytes_read(); }

}  // namespace wardscope::io
