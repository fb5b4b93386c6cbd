// What fast_layers.py puts in the place of slow layers while a net trains, on a processor.
//
// Small nets of depthwise layers are bound by memory, not by arithmetic: batch norm and ReLU6 in one read and write each
// map half as often as the two layers do, and a depthwise layer's two gradients are made in one pass.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/library.h>

namespace {

using Half = uint16_t;  // the bits of a bfloat16

inline float widen(Half value) {
  uint32_t bits = uint32_t(value) << 16;
  float result;
  std::memcpy(&result, &bits, 4);
  return result;
}

inline float widen(float value) { return value; }

template <typename T>
T narrow(float value) {
  if constexpr (std::is_same_v<T, float>) {
    return value;
  } else {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    return T((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);  // to nearest, ties to even
  }
}

// A map seen as rows of channels. Narrow maps take several rows as one, so that the inner loops fill a register.
struct Rows {
  int64_t count, width, channels;
  explicit Rows(const at::Tensor& map) : channels(map.size(1)) {
    count = map.numel() / channels;
    width = channels;
    while (width < 64 && count % 2 == 0) {
      width *= 2;
      count /= 2;
    }
  }
  std::vector<float> spread(const float* perChannel) const {
    std::vector<float> wide(width);
    for (int64_t i = 0; i < width; ++i) wide[i] = perChannel[i % channels];
    return wide;
  }
};

constexpr int64_t kBlock = 64;  // rows that are summed in float before they go into a double

template <typename Add>
std::vector<double> sums(const Rows& rows, Add add) {
  int threads = at::get_num_threads();
  std::vector<std::vector<double>> partial(threads, std::vector<double>(2 * rows.channels, 0.0));
  at::parallel_for(0, rows.count, kBlock, [&](int64_t begin, int64_t end) {
    auto& own = partial[at::get_thread_num()];
    std::vector<float> first(rows.width), second(rows.width);
    for (int64_t block = begin; block < end; block += kBlock) {
      std::fill(first.begin(), first.end(), 0.f);
      std::fill(second.begin(), second.end(), 0.f);
      for (int64_t row = block; row < std::min(block + kBlock, end); ++row) add(row, first.data(), second.data());
      for (int64_t i = 0; i < rows.width; ++i) {
        own[i % rows.channels] += first[i];
        own[rows.channels + i % rows.channels] += second[i];
      }
    }
  });
  for (int t = 1; t < threads; ++t)
    for (size_t i = 0; i < partial[0].size(); ++i) partial[0][i] += partial[t][i];
  return partial[0];
}

template <typename T>
const T* values(const at::Tensor& map) { return static_cast<const T*>(map.const_data_ptr()); }
template <typename T>
T* values(at::Tensor& map) { return static_cast<T*>(map.mutable_data_ptr()); }

// Calls `run` with a value of the type that the maps hold.
template <typename Run>
auto asHeld(const at::Tensor& map, Run run) {
  TORCH_CHECK(map.scalar_type() == at::kBFloat16 || map.scalar_type() == at::kFloat, "fast layers: expected bfloat16 or float32, got ", map.scalar_type());
  return map.scalar_type() == at::kFloat ? run(float{}) : run(Half{});
}

template <typename T>
std::vector<at::Tensor> normForwardOf(at::Tensor x, at::Tensor gamma, at::Tensor beta, at::Tensor runningMean, at::Tensor runningVar,
                                      double momentum, double eps, bool act) {
  Rows rows(x);
  const T* in = values<T>(x);
  const int64_t width = rows.width, channels = rows.channels;
  auto total = sums(rows, [=](int64_t row, float* __restrict first, float* __restrict second) {
    const T* __restrict line = in + row * width;
    for (int64_t i = 0; i < width; ++i) {
      float value = widen(line[i]);
      first[i] += value;
      second[i] += value * value;
    }
  });
  auto mean = at::empty({channels}, gamma.options()), inverse = at::empty_like(mean);
  std::vector<float> scale(channels), shift(channels);
  const double n = double(x.numel()) / channels;
  for (int64_t c = 0; c < channels; ++c) {
    double m = total[c] / n, variance = std::max(0.0, total[channels + c] / n - m * m);
    float inv = float(1 / std::sqrt(variance + eps));
    mean.data_ptr<float>()[c] = float(m);
    inverse.data_ptr<float>()[c] = inv;
    scale[c] = gamma.data_ptr<float>()[c] * inv;
    shift[c] = beta.data_ptr<float>()[c] - float(m) * scale[c];
    float& rm = runningMean.data_ptr<float>()[c];
    float& rv = runningVar.data_ptr<float>()[c];
    rm += float(momentum) * (float(m) - rm);
    rv += float(momentum) * (float(variance * n / (n - 1)) - rv);
  }
  auto y = at::empty_like(x);
  T* out = values<T>(y);
  auto wideScale = rows.spread(scale.data()), wideShift = rows.spread(shift.data());
  const float low = act ? 0.f : -3e38f, high = act ? 6.f : 3e38f;
  at::parallel_for(0, rows.count, kBlock, [&](int64_t begin, int64_t end) {
    const float *__restrict a = wideScale.data(), *__restrict b = wideShift.data();
    for (int64_t row = begin; row < end; ++row) {
      const T* __restrict line = in + row * width;
      T* __restrict written = out + row * width;
      for (int64_t i = 0; i < width; ++i) {
        float value = widen(line[i]) * a[i] + b[i];
        value = value < low ? low : value;
        value = value > high ? high : value;
        written[i] = narrow<T>(value);
      }
    }
  });
  return {y, mean, inverse};
}

template <typename T>
std::vector<at::Tensor> normBackwardOf(at::Tensor dy, at::Tensor x, at::Tensor gamma, at::Tensor beta, at::Tensor mean, at::Tensor inverse, bool act) {
  dy = dy.contiguous(at::MemoryFormat::ChannelsLast);
  Rows rows(x);
  const T *in = values<T>(x), *gradient = values<T>(dy);
  const int64_t width = rows.width, channels = rows.channels;
  std::vector<float> scale(channels), shift(channels);
  const float *m = mean.data_ptr<float>(), *inv = inverse.data_ptr<float>();
  for (int64_t c = 0; c < channels; ++c) {
    scale[c] = gamma.data_ptr<float>()[c] * inv[c];
    shift[c] = beta.data_ptr<float>()[c] - m[c] * scale[c];
  }
  auto wideScale = rows.spread(scale.data()), wideShift = rows.spread(shift.data()), wideMean = rows.spread(m);
  const float low = act ? 0.f : -3e38f, high = act ? 6.f : 3e38f;
  const float *a = wideScale.data(), *b = wideShift.data(), *center = wideMean.data();
  auto total = sums(rows, [=](int64_t row, float* __restrict first, float* __restrict second) {
    const T *__restrict line = in + row * width, *__restrict slope = gradient + row * width;
    const float *__restrict scales = a, *__restrict shifts = b, *__restrict means = center;
    for (int64_t i = 0; i < width; ++i) {
      float value = widen(line[i]), z = value * scales[i] + shifts[i];
      float arrived = widen(slope[i]), passed = (z > low) & (z < high) ? arrived : 0.f;
      first[i] += passed;
      second[i] += passed * (value - means[i]);
    }
  });
  auto dGamma = at::empty_like(gamma), dBeta = at::empty_like(beta);
  std::vector<float> byValue(channels), constant(channels);
  const double n = double(x.numel()) / channels;
  for (int64_t c = 0; c < channels; ++c) {
    double sum = total[c], dot = total[channels + c];
    dBeta.data_ptr<float>()[c] = float(sum);
    dGamma.data_ptr<float>()[c] = float(dot * inv[c]);
    byValue[c] = float(-scale[c] * dot * inv[c] * inv[c] / n);
    constant[c] = float(-scale[c] * sum / n) - byValue[c] * m[c];
  }
  auto dx = at::empty_like(x);
  T* out = values<T>(dx);
  auto wideValue = rows.spread(byValue.data()), wideConstant = rows.spread(constant.data());
  at::parallel_for(0, rows.count, kBlock, [&](int64_t begin, int64_t end) {
    const float *__restrict k = wideValue.data(), *__restrict c0 = wideConstant.data();
    const float *__restrict scales = a, *__restrict shifts = b;
    for (int64_t row = begin; row < end; ++row) {
      const T *__restrict line = in + row * width, *__restrict slope = gradient + row * width;
      T* __restrict written = out + row * width;
      for (int64_t i = 0; i < width; ++i) {
        float value = widen(line[i]), z = value * scales[i] + shifts[i];
        float arrived = widen(slope[i]), passed = (z > low) & (z < high) ? arrived : 0.f;
        written[i] = narrow<T>(passed * scales[i] + value * k[i] + c0[i]);
      }
    }
  });
  return {dx, dGamma, dBeta};
}

template <int Lanes>
struct Types;
template <>
struct Types<8> {
  typedef float Floats __attribute__((vector_size(32)));
  typedef uint32_t Words __attribute__((vector_size(32)));
  typedef Half Halves __attribute__((vector_size(16)));
};
template <>
struct Types<16> {
  typedef float Floats __attribute__((vector_size(64)));
  typedef uint32_t Words __attribute__((vector_size(64)));
  typedef Half Halves __attribute__((vector_size(32)));
};

template <int Lanes>
struct Vector {
  using Floats = typename Types<Lanes>::Floats;
  using Words = typename Types<Lanes>::Words;
  using Halves = typename Types<Lanes>::Halves;
  static Floats load(const float* from) {
    Floats value;
    std::memcpy(&value, from, sizeof value);
    return value;
  }
  static void store(Floats value, float* to) { std::memcpy(to, &value, sizeof value); }
  static Floats load(const Half* from) {
    Halves halves;
    std::memcpy(&halves, from, sizeof halves);
    return (Floats)(__builtin_convertvector(halves, Words) << 16);
  }
  static void store(Floats value, Half* to) {
    Words word = (Words)value;
    Halves halves = __builtin_convertvector((word + 0x7fff + ((word >> 16) & 1)) >> 16, Halves);
    std::memcpy(to, &halves, sizeof halves);
  }
};

struct Planes {
  int64_t channels, height, width, outHeight, outWidth, stride, padding;
};

// One picture, `Lanes` channels of it: the gradient of the input, and what it adds to the gradient of the kernel.
template <int Lanes, int Side, typename T>
void depthwiseOf(const Planes& p, const T* slope, const T* in, const float* kernel, T* out, float* kernelGradient,
                 typename Vector<Lanes>::Floats* plane) {
  using V = Vector<Lanes>;
  typename V::Floats taps[Side * Side], added[Side * Side];
  for (int t = 0; t < Side * Side; ++t) {
    added[t] = typename V::Floats{};
    for (int lane = 0; lane < Lanes; ++lane) taps[t][lane] = kernel[lane * Side * Side + t];
  }
  std::fill(plane, plane + p.height * p.width, typename V::Floats{});
  for (int64_t oy = 0; oy < p.outHeight; ++oy) {
    for (int64_t ox = 0; ox < p.outWidth; ++ox) {
      const auto arrived = V::load(slope + (oy * p.outWidth + ox) * p.channels);
      const int64_t top = oy * p.stride - p.padding, left = ox * p.stride - p.padding;
      const bool inside = top >= 0 && left >= 0 && top + Side <= p.height && left + Side <= p.width;
#pragma GCC unroll 25
      for (int t = 0; t < Side * Side; ++t) {
        const int64_t y = top + t / Side, x = left + t % Side;
        if (!inside && (y < 0 || x < 0 || y >= p.height || x >= p.width)) continue;
        const int64_t at = y * p.width + x;
        plane[at] += arrived * taps[t];
        added[t] += arrived * V::load(in + at * p.channels);
      }
    }
  }
  for (int64_t i = 0; i < p.height * p.width; ++i) V::store(plane[i], out + i * p.channels);
  for (int t = 0; t < Side * Side; ++t)
    for (int lane = 0; lane < Lanes; ++lane) kernelGradient[lane * Side * Side + t] += added[t][lane];
}

template <int Lanes, int Side, typename T>
void depthwiseAll(const Planes& p, int64_t count, const T* slope, const T* in, const float* kernel, T* out, float* kernelGradient) {
  const int threads = at::get_num_threads();
  const int64_t taps = p.channels * Side * Side;
  std::vector<std::vector<float>> partial(threads, std::vector<float>(taps, 0.f));
  at::parallel_for(0, count, 1, [&](int64_t begin, int64_t end) {
    auto* plane = static_cast<typename Vector<Lanes>::Floats*>(std::aligned_alloc(64, (p.height * p.width * Lanes * 4 + 63) / 64 * 64));
    auto& own = partial[at::get_thread_num()];
    for (int64_t n = begin; n < end; ++n)
      for (int64_t c = 0; c < p.channels; c += Lanes)
        depthwiseOf<Lanes, Side>(p, slope + n * p.outHeight * p.outWidth * p.channels + c, in + n * p.height * p.width * p.channels + c,
                                 kernel + c * Side * Side, out + n * p.height * p.width * p.channels + c, own.data() + c * Side * Side, plane);
    std::free(plane);
  });
  for (auto& own : partial)
    for (int64_t i = 0; i < taps; ++i) kernelGradient[i] += own[i];
}

}  // namespace

// Batch norm over N x C x H x W, bfloat16 or float32, channels last, with ReLU6 behind it where `act`. Returns y, mean,
// inverse deviation; moves the running statistics.
std::vector<at::Tensor> normForward(at::Tensor x, at::Tensor gamma, at::Tensor beta, at::Tensor runningMean, at::Tensor runningVar,
                                    double momentum, double eps, bool act) {
  return asHeld(x, [&](auto held) { return normForwardOf<decltype(held)>(x, gamma, beta, runningMean, runningVar, momentum, eps, act); });
}

// Gradients of x, gamma and beta.
std::vector<at::Tensor> normBackward(at::Tensor dy, at::Tensor x, at::Tensor gamma, at::Tensor beta, at::Tensor mean, at::Tensor inverse, bool act) {
  return asHeld(x, [&](auto held) { return normBackwardOf<decltype(held)>(dy, x, gamma, beta, mean, inverse, act); });
}

// Gradients of a depthwise convolution's input (N x C x H x W, bfloat16 or float32, channels last) and kernel (C x 1 x K x K,
// K 3 or 5).
std::vector<at::Tensor> depthwiseBackward(at::Tensor dy, at::Tensor x, at::Tensor kernel, int64_t stride, int64_t padding) {
  dy = dy.contiguous(at::MemoryFormat::ChannelsLast);
  at::Tensor taps = kernel.to(at::kFloat).contiguous();
  const Planes p{x.size(1), x.size(2), x.size(3), dy.size(2), dy.size(3), stride, padding};
  auto dx = at::empty_like(x);
  auto dKernel = at::zeros_like(taps);
  const int64_t side = kernel.size(2);
  TORCH_CHECK(p.channels % 8 == 0 && (side == 3 || side == 5), "depthwise: expected channels in eights and a side of 3 or 5");
  asHeld(x, [&](auto held) {
    using T = decltype(held);
    auto run = [&](auto all) { all(p, x.size(0), values<T>(std::as_const(dy)), values<T>(std::as_const(x)), taps.data_ptr<float>(), values<T>(dx), dKernel.data_ptr<float>()); };
    if (p.channels % 16 == 0) side == 3 ? run(depthwiseAll<16, 3, T>) : run(depthwiseAll<16, 5, T>);
    else side == 3 ? run(depthwiseAll<8, 3, T>) : run(depthwiseAll<8, 5, T>);
  });
  return {dx, dKernel};
}

TORCH_LIBRARY(facet, m) {
  m.def("norm_forward", &normForward);
  m.def("norm_backward", &normBackward);
  m.def("depthwise_backward", &depthwiseBackward);
}
