// batch_uniforms.h: the generator of a whole batch: the numbers of sample 0's units, then those of sample 1, and so on.
#pragma once
#include "dropout/mask.h"

// uniform() in [0, 1): word * 2^-32. How many numbers were taken tells how many decisions a mask made.
class BatchUniforms {
 public:
  BatchUniforms(const dropout::MaskKey& key, std::uint32_t units) : key_(key), units_(units) {}
  double uniform() {
    dropout::MaskKey key = key_;
    key.sample += taken_ / units_;
    return dropout::mask_word(key, taken_++ % units_) * 0x1p-32;
  }
  std::uint32_t taken() const { return taken_; }

 private:
  dropout::MaskKey key_;
  std::uint32_t units_, taken_ = 0;
};
