// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/edge_correction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "analysis/star_land.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

constexpr KernelShape kShapes[] = {KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov};

/// Integral of the kernel along a row at distance dy, from x1 to x2 (both from its centre), 1/m.
double row_integral(const DensityKernel& kernel, double dy, double x1, double x2) {
  const double h = kernel.bandwidth;
  if (kernel.shape == KernelShape::gaussian) {
    const double along = 0.5 * (std::erf(x2 / (h * std::sqrt(2.0))) - std::erf(x1 / (h * std::sqrt(2.0))));
    return along * std::exp(-0.5 * dy * dy / (h * h)) / (h * std::sqrt(2.0 * std::numbers::pi));
  }
  const double a = 1.0 - dy * dy / (h * h);
  if (a <= 0.0) return 0.0;
  const double half = std::sqrt(a);
  const auto primitive = [&](double t) {
    t = std::clamp(t / h, -half, half);
    if (kernel.shape == KernelShape::epanechnikov) return a * t - t * t * t / 3.0;
    return a * a * t - 2.0 * a * t * t * t / 3.0 + t * t * t * t * t / 5.0;
  };
  return kernel.peak() * h * (primitive(x2) - primitive(x1));
}

/// The twin: rows of the land, exact along each, midpoint rule across them.
double mass_by_rows(const LandBoundary& land, const DensityKernel& kernel, geo::Point u) {
  constexpr int kRows = 20000;
  const double reach = kernel.reach();
  const double step = 2.0 * reach / kRows;
  double sum = 0.0;
  for (int i = 0; i < kRows; ++i) {
    const double dy = -reach + (i + 0.5) * step;
    for (const auto& [from, to] : land.row_spans(u.y + dy))
      sum += step * row_integral(kernel, dy, from - u.x, to - u.x);
  }
  return sum;
}

TEST(MassOnLand, AgreesWithTheErrorFunctionOverARectangle) {
  const LandBoundary land({geo::to_polygon({407000, 91000, 408000, 91800})});
  const DensityKernel kernel{KernelShape::gaussian, 100.0};
  const auto phi = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  for (std::uint64_t i = 0; i < 2000; ++i) {
    core::CounterRng rng(4, i);
    const geo::Point u{rng.uniform(406900, 408100), rng.uniform(90900, 91900)};
    const double expected =
        (phi((408000 - u.x) / 100) - phi((407000 - u.x) / 100)) * (phi((91800 - u.y) / 100) - phi((91000 - u.y) / 100));
    ASSERT_NEAR(mass_on_land(land, kernel, u), expected, 1e-12) << u.x << " " << u.y;
  }
}

TEST(MassOnLand, AgreesWithRowByRowIntegrationOverARaggedIsland) {
  const LandBoundary land(test::star_land({5000, 5000}, 600.0, 70, 21));
  for (const KernelShape shape : kShapes) {
    for (std::uint64_t i = 0; i < 12; ++i) {
      core::CounterRng rng(9, i);
      const DensityKernel kernel{shape, rng.uniform(40.0, 500.0)};
      const geo::Point u{rng.uniform(4400, 5600), rng.uniform(4400, 5600)};
      EXPECT_NEAR(mass_on_land(land, kernel, u), mass_by_rows(land, kernel, u), 2e-6)
          << "shape " << static_cast<int>(shape) << " bandwidth " << kernel.bandwidth << " at " << u.x << " " << u.y;
    }
  }
}

TEST(MassOnLand, DoesNotDependOnHowFinelyAStraightBorderIsDrawn) {
  // A long edge takes the quadrature with panels, short ones near by that with angles, short ones afar that without.
  const geo::Ring corners = geo::to_polygon({407000, 91000, 408000, 91800}).exterior;
  const LandBoundary coarse({geo::Polygon{corners, {}}});
  for (const double step : {3.0, 11.0, 40.0}) {
    geo::Ring fine;
    for (std::size_t i = 1; i < corners.size(); ++i) {
      const int pieces = static_cast<int>(geo::distance(corners[i - 1], corners[i]) / step);
      for (int piece = 0; piece < pieces; ++piece) {
        fine.push_back(corners[i - 1] + (corners[i] - corners[i - 1]) * (static_cast<double>(piece) / pieces));
      }
    }
    fine.push_back(fine.front());
    const LandBoundary detailed({geo::Polygon{fine, {}}});
    for (const KernelShape shape : kShapes) {
      const DensityKernel kernel{shape, shape == KernelShape::gaussian ? 100.0 : 280.0};
      for (std::uint64_t i = 0; i < 150; ++i) {
        core::CounterRng rng(14, i);
        const geo::Point u{rng.uniform(406900, 408100), rng.uniform(90900, 91900)};
        ASSERT_NEAR(mass_on_land(detailed, kernel, u), mass_on_land(coarse, kernel, u), 1e-12) << u.x << " " << u.y;
      }
    }
  }
}

TEST(MassOnLand, IsAHalfOnAStraightBorderAndAQuarterAtACorner) {
  const LandBoundary land({geo::to_polygon({0, 0, 10000, 10000})});
  for (const KernelShape shape : kShapes) {
    const DensityKernel kernel{shape, 200.0};
    for (const geo::Point side : {geo::Point{5000, 0}, {5000, 10000}, {0, 5000}, {10000, 5000}}) {
      EXPECT_NEAR(mass_on_land(land, kernel, side), 0.5, 1e-12);
    }
    for (const geo::Point corner : {geo::Point{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}}) {
      EXPECT_NEAR(mass_on_land(land, kernel, corner), 0.25, 1e-12);
    }
    EXPECT_NEAR(mass_on_land(land, kernel, {5000, 5000}), 1.0, 1e-15);
    EXPECT_EQ(mass_on_land(land, kernel, {-5000, 5000}), 0.0);
  }
}

TEST(MassOnLand, HasNoJumpAtAVertexOfTheCoast) {
  const geo::MultiPolygon shape = test::star_land({5000, 5000}, 600.0, 40, 2);
  const LandBoundary land(shape);
  for (const KernelShape kind : kShapes) {
    const DensityKernel kernel{kind, 150.0};
    for (const geo::Point vertex : shape.front().exterior) {
      const double on = mass_on_land(land, kernel, vertex);
      for (const double hair : {1e-9, 1e-7}) {
        for (const geo::Point step : {geo::Point{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}}) {
          ASSERT_NEAR(mass_on_land(land, kernel, vertex + step * hair), on, 1e-8);
        }
      }
    }
  }
}

TEST(MassOnLand, OfTwoIslandsIsTheSumOfTheirs) {
  const geo::Polygon one = geo::to_polygon({0, 0, 100, 300});
  const geo::Polygon two = geo::to_polygon({150, 0, 250, 300});
  const DensityKernel kernel{KernelShape::quartic, 120.0};
  const geo::Point u{130, 140};
  EXPECT_NEAR(mass_on_land(LandBoundary({one, two}), kernel, u),
              mass_on_land(LandBoundary({one}), kernel, u) + mass_on_land(LandBoundary({two}), kernel, u), 1e-14);
}

}  // namespace
}  // namespace wardscope::analysis
