// engine_mutants.mjs: known mistakes for the engine: in `file`, where `from` stands once, `to` is put.
export const engineMutants = [
  {
    name: 'keep and drop flipped',
    file: 'engine/src/mask.cpp',
    from: 'reinterpret_cast<Words>(words >= threshold)',
    to: 'reinterpret_cast<Words>(words < threshold)',
  },
  {
    name: 'no scale in backward',
    file: 'engine/src/mlp.cpp',
    from: 'row[j] = y[j] > Scalar(0) ? row[j] * scale_ : Scalar(0);',
    to: 'row[j] = y[j] > Scalar(0) ? row[j] : Scalar(0);',
  },
  {
    name: 'no scale in backward, vector part',
    file: 'engine/src/mlp.cpp',
    from: 'load(row + j) * scale_));\n  for (; j < width; ++j) row[j] = y[j]',
    to: 'load(row + j)));\n  for (; j < width; ++j) row[j] = y[j]',
  },
  {
    name: 'mask of another example in backward, tanh',
    file: 'engine/src/mlp.cpp',
    from: 'std::span(trace.mask).subspan(first, width)',
    to: 'std::span(trace.mask).subspan(0, width)',
  },
  {
    name: 'mask of another example in backward, ReLU',
    file: 'engine/src/mlp.cpp',
    from: 'const Scalar* y = trace.outputs.data() + first;',
    to: 'const Scalar* y = trace.outputs.data();',
  },
  {
    name: 'scale in float from 1 - p twice',
    file: 'engine/src/mlp.cpp',
    from: 'scale_ = static_cast<Scalar>(dropout_scale({drop_rate_, Scheme::inverted}, Mode::train));',
    to: 'scale_ = Scalar(1.0f / (1.0f - (1.0f - (1.0f - static_cast<float>(drop_rate_)))));',
  },
  {
    name: 'scale of the rule in float from 1 - p twice',
    file: 'engine/src/dropout_rule.cpp',
    from: 'const double keep_rate = 1.0 - rule.drop_rate;',
    to: 'const double keep_rate = 1.0f - (1.0f - (1.0f - static_cast<float>(rule.drop_rate)));',
  },
  {
    name: 'DropBlock gamma without F / (F - b + 1)',
    file: 'engine/src/drop_block.cpp',
    from: 'return drop_rate * (h * w) / (b * b * (h - b + 1.0) * (w - b + 1.0));',
    to: 'return drop_rate / (b * b) * ((h - w) * 0.0 + 1.0);',
  },
  {
    name: 'stochastic depth scaled in training and in eval mode',
    file: 'engine/src/drop_path.cpp',
    from: 'return dropout_scale(rule, mode);',
    to: 'return dropout_scale({rule.drop_rate, Scheme::inverted}, Mode::train);',
  },
  {
    name: 'stochastic depth scaled in training (inverted) and by the survival rate in eval mode',
    file: 'engine/src/drop_path.cpp',
    from: 'return dropout_scale(rule, mode);',
    to: 'return mode == Mode::eval ? 1.0 - rule.drop_rate : dropout_scale({rule.drop_rate, Scheme::inverted}, mode);',
  },
  {
    name: 'batch norm uses batch statistics in eval mode',
    file: 'engine/src/batch_norm.cpp',
    from: '  const Scalar eps = static_cast<Scalar>(epsilon);\n  for (std::size_t j = 0; j < width_; ++j) {\n    const Scalar inverse_sd = Scalar(1) / std::sqrt(running_variance_[j] + eps);\n    for (std::size_t at = j; at < z.size(); at += width_)\n      y[at] = gain[j] * ((z[at] - running_mean_[j]) * inverse_sd) + shift[j];',
    to: '  const Scalar eps = static_cast<Scalar>(epsilon);\n  const Scalar n = static_cast<Scalar>(z.size() / width_);\n  for (std::size_t j = 0; j < width_; ++j) {\n    Scalar mean = 0, squares = 0;\n    for (std::size_t at = j; at < z.size(); at += width_) mean += z[at] / n;\n    for (std::size_t at = j; at < z.size(); at += width_) squares += (z[at] - mean) * (z[at] - mean) / n;\n    const Scalar inverse_sd = Scalar(1) / std::sqrt(squares + eps);\n    for (std::size_t at = j; at < z.size(); at += width_) y[at] = gain[j] * ((z[at] - mean) * inverse_sd) + shift[j];',
  },
  {
    name: 'NWGM replaced by the arithmetic mean',
    file: 'engine/src/ensemble.cpp',
    from: 'means.geometric = 1.0 / (1.0 + exp(log_g_other - log_g));',
    to: 'means.geometric = means.arithmetic + 0.0 * (log_g_other - log_g);',
  },
  {
    name: 'biased variance in a t interval',
    file: 'engine/src/statistics.cpp',
    from: 'std::sqrt(squares / (count - 1.0) / count)',
    to: 'std::sqrt(squares / count / count)',
  },
  {
    name: 'RNG counter without the layer',
    file: 'engine/src/mask.cpp',
    from: 'round_1.high ^ words_of(layer) ^ keys.key_1[0]',
    to: 'round_1.high ^ words_of(layer * 0u) ^ keys.key_1[0]',
  },
  {
    name: 'RNG counter without the layer, single words',
    file: 'engine/src/mask.cpp',
    from: 'philox4x32({unit / 4, key.sample, key.step, key.layer}',
    to: 'philox4x32({unit / 4, key.sample, key.step, 0u}',
  },
];
