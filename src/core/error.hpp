// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace wardscope::core {

/// What kind of failure it is; decides the exit status and whether a caller may try something else.
enum class ErrorCode {
  cancelled,         ///< the user stopped it; exit status 130
  invalid_argument,  ///< a parameter is out of its range; exit status 2
  not_found,         ///< no such file, ward, layer or operation
  malformed,         ///< the data is not what it says it is
  unsupported,       ///< we know what it is and don't handle it, or a newer version wrote it
  conflict,          ///< somebody else holds it, or it exists already
  io,                ///< reading or writing failed: disk full, permission, device
  graphics,          ///< no display, OpenGL too old, context lost
  internal,          ///< a library failed in a way that we did not foresee
};

/// A failure as a value. The message names the thing, the place and the remedy; it never holds personal data.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;

  /// The same error, seen from further out: `error.within("reading wards.gpkg")` reads "reading wards.gpkg: …".
  [[nodiscard]] Error within(std::string_view place) const {
    std::string text(place);
    text.append(": ").append(message);
    return {code, std::move(text)};
  }

  friend bool operator==(const Error&, const Error&) = default;
};

inline Error cancelled() { return {ErrorCode::cancelled, "stopped"}; }
inline Error invalid_argument(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }
inline Error not_found(std::string message) { return {ErrorCode::not_found, std::move(message)}; }
inline Error malformed(std::string message) { return {ErrorCode::malformed, std::move(message)}; }
inline Error unsupported(std::string message) { return {ErrorCode::unsupported, std::move(message)}; }
inline Error conflict(std::string message) { return {ErrorCode::conflict, std::move(message)}; }
inline Error io_error(std::string message) { return {ErrorCode::io, std::move(message)}; }
inline Error graphics_error(std::string message) { return {ErrorCode::graphics, std::move(message)}; }
inline Error internal_error(std::string message) { return {ErrorCode::internal, std::move(message)}; }

}  // namespace wardscope::core
