// Latencies in microseconds in log-linear buckets: 64 to each power of two, so a percentile is right to 1.6 %.
#ifndef HISTOGRAM_H
#define HISTOGRAM_H
#include <stdint.h>

enum { HISTOGRAM_SUB = 64, HISTOGRAM_POWERS = 32 };

struct histogram {
  uint64_t counts[HISTOGRAM_SUB * HISTOGRAM_POWERS];
  uint64_t total;
  uint64_t largest;
};

static inline unsigned histogram_bucket(uint64_t value) {
  if (value < HISTOGRAM_SUB) return (unsigned)value;
  unsigned power = 63 - (unsigned)__builtin_clzll(value) - 5;
  unsigned bucket = power * HISTOGRAM_SUB / 2 + (unsigned)(value >> power);
  return bucket < HISTOGRAM_SUB * HISTOGRAM_POWERS ? bucket : HISTOGRAM_SUB * HISTOGRAM_POWERS - 1;
}

static inline uint64_t histogram_value(unsigned bucket) {
  if (bucket < HISTOGRAM_SUB) return bucket;
  unsigned power = bucket / (HISTOGRAM_SUB / 2) - 1;
  return (uint64_t)(bucket - power * (HISTOGRAM_SUB / 2)) << power;
}

static inline void histogram_add(struct histogram *histogram, uint64_t value) {
  histogram->counts[histogram_bucket(value)] += 1;
  histogram->total += 1;
  if (value > histogram->largest) histogram->largest = value;
}

static inline uint64_t histogram_percentile(const struct histogram *histogram, double fraction) {
  uint64_t wanted = (uint64_t)(fraction * (double)histogram->total + 0.5), seen = 0;
  for (unsigned bucket = 0; bucket < HISTOGRAM_SUB * HISTOGRAM_POWERS; bucket++) {
    seen += histogram->counts[bucket];
    if (seen >= wanted && seen > 0) return histogram_value(bucket);
  }
  return histogram->largest;
}
#endif
