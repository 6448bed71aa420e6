// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "geo/shapes.hpp"

/// Mathematics whose every digit is the same on every machine: only the operations that IEEE 754 rounds exactly
/// (+ - * / and the square root), never libm's transcendental functions. The module is compiled with
/// -ffp-contract=off, so that no compiler fuses a product and a sum.
namespace wardscope::sample {

/// sqrt(x^2 + y^2), m.
double exact_length(geo::Point vector);
/// The vector with length 1. @pre it is not zero
geo::Point unit(geo::Point vector);
/// The vector turned a quarter to the left.
inline geo::Point left_of(geo::Point vector) { return {-vector.y, vector.x}; }
/// Grid vector of length 1 of a bearing in degrees clockwise from north: (sin, cos), to 1e-12.
geo::Point direction_of_bearing(double degrees);
/// Bearing of a vector, 0 <= bearing < 360, to 1e-9 degrees. @pre it is not zero
double bearing_of_direction(geo::Point vector);
/// The vector turned anticlockwise by an angle.
geo::Point turned(geo::Point vector, double degrees);
/// Rounded to hundredths: the last digit of every coordinate that leaves the module, 0.01 m.
double to_centimetre(double value);
geo::Point to_centimetre(geo::Point point);

/// Smooth noise in [-1, 1] of one or two coordinates (value noise with a cubic blend), period-free.
/// `channel` tells independent noises apart.
double noise(double x, std::uint64_t channel);
double noise(geo::Point p, std::uint64_t channel);

}  // namespace wardscope::sample
