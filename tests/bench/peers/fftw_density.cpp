// SPDX-License-Identifier: GPL-3.0-or-later
//
// The usual fast density, as a peer for bench_density: incidents counted by cell, the counts convolved with the quartic
// kernel by FFTW in single precision. Not part of the build; README.md says how to make it.
//
//   fftw_density POINTS.f64 COLUMNS ROWS CELL BANDWIDTH THREADS REPEATS
//
// Points are pairs of doubles; the grid's south-west corner is (430000, 330000). Time is from the points to the raster
// per km2: counting (on all threads), the kernel, two forward transforms and one back. Making the plans and allocating
// is not in it.
#include <fftw3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numbers>
#include <thread>
#include <vector>

namespace {

struct Grid {
  int columns, rows;
  double cell;
};

/// The next size that FFTW likes: no prime factor above 7.
int smooth_size(int at_least) {
  for (int size = at_least;; ++size) {
    int rest = size;
    for (const int prime : {2, 3, 5, 7}) {
      while (rest % prime == 0) rest /= prime;
    }
    if (rest == 1) return size;
  }
}

class BinnedDensity {
 public:
  BinnedDensity(const Grid& grid, double bandwidth, int threads)
      : grid_(grid), bandwidth_(bandwidth), threads_(threads) {
    const int reach = static_cast<int>(std::ceil(bandwidth / grid.cell));
    width_ = smooth_size(grid.columns + reach);
    height_ = smooth_size(grid.rows + reach);
    half_ = width_ / 2 + 1;
    counts_ = fftwf_alloc_real(size());
    kernel_ = fftwf_alloc_real(size());
    counts_transformed_ = fftwf_alloc_complex(half_size());
    kernel_transformed_ = fftwf_alloc_complex(half_size());
    fftwf_plan_with_nthreads(threads);
    forward_ = fftwf_plan_dft_r2c_2d(height_, width_, counts_, counts_transformed_, FFTW_MEASURE);
    back_ = fftwf_plan_dft_c2r_2d(height_, width_, counts_transformed_, counts_, FFTW_MEASURE);
    parts_.assign(static_cast<std::size_t>(threads), std::vector<float>(size()));
    result_.resize(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows));
  }

  const std::vector<float>& run(const std::vector<double>& points) {
    count(points);
    fill_kernel();
    fftwf_execute_dft_r2c(forward_, counts_, counts_transformed_);
    fftwf_execute_dft_r2c(forward_, kernel_, kernel_transformed_);
    for (std::size_t i = 0; i < half_size(); ++i) {
      const float re =
          counts_transformed_[i][0] * kernel_transformed_[i][0] - counts_transformed_[i][1] * kernel_transformed_[i][1];
      counts_transformed_[i][1] =
          counts_transformed_[i][0] * kernel_transformed_[i][1] + counts_transformed_[i][1] * kernel_transformed_[i][0];
      counts_transformed_[i][0] = re;
    }
    fftwf_execute(back_);
    for (int row = 0; row < grid_.rows; ++row) {
      std::copy_n(counts_ + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_), grid_.columns,
                  result_.begin() + static_cast<std::ptrdiff_t>(row) * grid_.columns);
    }
    return result_;
  }

 private:
  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_);
  }
  [[nodiscard]] std::size_t half_size() const {
    return static_cast<std::size_t>(half_) * static_cast<std::size_t>(height_);
  }

  void count(const std::vector<double>& points) {
    std::vector<std::thread> workers;
    const std::size_t all = points.size() / 2;
    for (int t = 0; t < threads_; ++t) {
      workers.emplace_back([&, t] {
        std::vector<float>& part = parts_[static_cast<std::size_t>(t)];
        std::fill(part.begin(), part.end(), 0.0F);
        const auto n = static_cast<std::size_t>(threads_);
        const auto k = static_cast<std::size_t>(t);
        for (std::size_t i = all * k / n; i < all * (k + 1) / n; ++i) {
          const int column = static_cast<int>((points[2 * i] - 430000.0) / grid_.cell);
          const int row = static_cast<int>((points[2 * i + 1] - 330000.0) / grid_.cell);
          if (column < 0 || row < 0 || column >= grid_.columns || row >= grid_.rows) continue;
          part[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(column)] +=
              1.0F;
        }
      });
    }
    for (std::thread& worker : workers) worker.join();
    std::copy(parts_[0].begin(), parts_[0].end(), counts_);
    for (std::size_t t = 1; t < parts_.size(); ++t) {
      for (std::size_t i = 0; i < size(); ++i) counts_[i] += parts_[t][i];
    }
  }

  void fill_kernel() {
    std::fill(kernel_, kernel_ + size(), 0.0F);
    const int reach = static_cast<int>(std::ceil(bandwidth_ / grid_.cell));
    // Per km2, and the transform's own factor.
    const double scale = 1e6 * 3.0 / (std::numbers::pi * bandwidth_ * bandwidth_) / static_cast<double>(size());
    for (int dy = -reach; dy <= reach; ++dy) {
      for (int dx = -reach; dx <= reach; ++dx) {
        const double q = (dx * dx + dy * dy) * grid_.cell * grid_.cell / (bandwidth_ * bandwidth_);
        if (q >= 1.0) continue;
        const int row = (dy + height_) % height_;
        const int column = (dx + width_) % width_;
        kernel_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(column)] =
            static_cast<float>(scale * (1.0 - q) * (1.0 - q));
      }
    }
  }

  Grid grid_;
  double bandwidth_;
  int threads_;
  int width_ = 0, height_ = 0, half_ = 0;
  float* counts_ = nullptr;
  float* kernel_ = nullptr;
  fftwf_complex* counts_transformed_ = nullptr;
  fftwf_complex* kernel_transformed_ = nullptr;
  fftwf_plan forward_ = nullptr, back_ = nullptr;
  std::vector<std::vector<float>> parts_;
  std::vector<float> result_;
};

std::vector<double> read_points(const char* path) {
  std::FILE* const file = std::fopen(path, "rb");
  if (file == nullptr) return {};
  std::fseek(file, 0, SEEK_END);
  std::vector<double> points(static_cast<std::size_t>(std::ftell(file)) / sizeof(double));
  std::rewind(file);
  if (std::fread(points.data(), sizeof(double), points.size(), file) != points.size()) points.clear();
  std::fclose(file);
  return points;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 8) {
    std::fprintf(stderr, "fftw_density POINTS.f64 COLUMNS ROWS CELL BANDWIDTH THREADS REPEATS\n");
    return 2;
  }
  const std::vector<double> points = read_points(argv[1]);
  fftwf_init_threads();
  BinnedDensity density({std::atoi(argv[2]), std::atoi(argv[3]), std::atof(argv[4])}, std::atof(argv[5]),
                        std::atoi(argv[6]));
  std::vector<double> milliseconds;
  float greatest = 0.0F;
  for (int repeat = 0; repeat < std::atoi(argv[7]); ++repeat) {
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<float>& result = density.run(points);
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    greatest = *std::max_element(result.begin(), result.end());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::printf("ms %.3f greatest=%.0f least_ms=%.3f\n", milliseconds[milliseconds.size() / 2],
              static_cast<double>(greatest), milliseconds.front());
}
