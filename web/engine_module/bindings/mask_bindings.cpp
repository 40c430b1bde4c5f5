// mask_bindings.cpp: masks of every granularity, what they do to values, and how often each cell is dropped.
#include "dropout/drop_path.h"
#include "dropout/noise_dropout.h"
#include "exports.h"
#include "settings.h"

namespace engine_module {

using dropout::Mode;

// --- one mask for the units of a layer -----------------------------------------------------------------------------

ENGINE_EXPORT(mask_draw) void mask_draw(const double* key, double drop_rate, std::uint8_t* mask, int units) {
  Fields fields(key);
  dropout::draw_mask(mask_key(fields), drop_rate, span_of(mask, units));
}
ENGINE_EXPORT(mask_scale) double mask_scale(double drop_rate, int scheme, int mode) {
  return dropout::dropout_scale({drop_rate, static_cast<dropout::Scheme>(scheme)}, static_cast<Mode>(mode));
}

// --- the family: settings hold the member, then the shape ----------------------------------------------------------

struct Member {
  explicit Member(const double* settings)
      : fields(settings), dropout(granular_dropout(fields)), shape(tensor_shape(fields)) {}
  Fields fields;
  dropout::GranularDropout dropout;
  dropout::TensorShape shape;
};

ENGINE_EXPORT(granular_valid) int granular_valid(const double* settings) {
  const Member member(settings);
  return dropout::is_valid(member.dropout, member.shape) ? 1 : 0;
}
ENGINE_EXPORT(granular_shape) void granular_shape(const double* settings, double* out) {
  const Member member(settings);
  const dropout::TensorShape shape = dropout::mask_shape(member.dropout, member.shape);
  out[0] = shape.samples;
  out[1] = shape.channels;
  out[2] = shape.height;
  out[3] = shape.width;
}
// Mean and standard deviation of the dropped share, and the number of decisions.
ENGINE_EXPORT(granular_law) void granular_law(const double* settings, double* out) {
  const Member member(settings);
  const dropout::ShareLaw law = dropout::dropped_share(member.dropout, member.shape);
  out[0] = law.mean;
  out[1] = law.sd;
}
ENGINE_EXPORT(granular_decisions) double granular_decisions(const double* settings) {
  const Member member(settings);
  return static_cast<double>(dropout::decision_count(member.dropout, member.shape));
}
// After the shape: the key. sample_ids may be empty.
ENGINE_EXPORT(granular_draw)
void granular_draw(const double* settings, std::uint8_t* mask, int size, const std::uint32_t* sample_ids,
                   int sample_count) {
  Member member(settings);
  dropout::draw_granular_mask(member.dropout, member.shape, mask_key(member.fields), span_of(mask, size),
                              span_of(sample_ids, sample_count));
}
// settings: the shape of the mask, then the full shape.
ENGINE_EXPORT(mask_broadcast)
void mask_broadcast(const double* settings, const std::uint8_t* mask, std::uint8_t* full) {
  Fields fields(settings);
  const dropout::TensorShape small = tensor_shape(fields), large = tensor_shape(fields);
  dropout::broadcast_mask({mask, small.cell_count()}, small, large, {full, large.cell_count()});
}
// In place.
ENGINE_EXPORT(granular_forward)
void granular_forward(const double* settings, int mode, const std::uint8_t* mask, int mask_size, double* values) {
  const Member member(settings);
  const std::span<double> cells(values, member.shape.cell_count());
  dropout::granular_forward<double>(member.dropout, static_cast<Mode>(mode), member.shape, span_of(mask, mask_size),
                                    cells, cells);
}
ENGINE_EXPORT(granular_backward)
void granular_backward(const double* settings, int mode, const std::uint8_t* mask, int mask_size, double* values) {
  const Member member(settings);
  const std::span<double> cells(values, member.shape.cell_count());
  dropout::granular_backward<double>(member.dropout, static_cast<Mode>(mode), member.shape, span_of(mask, mask_size),
                                     cells, cells);
}

// --- DropBlock: settings hold block, height, width, drop rate ------------------------------------------------------

struct BlockMap {
  explicit BlockMap(const double* settings)
      : fields(settings),
        block(block_shape(fields)),
        height(fields.integer()),
        width(fields.integer()),
        drop_rate(fields.number()) {}
  Fields fields;
  dropout::BlockShape block;
  int height, width;
  double drop_rate;
};

ENGINE_EXPORT(block_gamma) double block_gamma(const double* settings) {
  const BlockMap map(settings);
  return dropout::drop_block_gamma(map.block, map.height, map.width, map.drop_rate);
}
ENGINE_EXPORT(block_start_count) double block_start_count(const double* settings) {
  const BlockMap map(settings);
  return static_cast<double>(dropout::block_start_count(map.block, map.height, map.width));
}
ENGINE_EXPORT(block_probabilities) void block_probabilities(const double* settings, double* probabilities) {
  const BlockMap map(settings);
  dropout::drop_block_probabilities(map.block, map.height, map.width, map.drop_rate,
                                    span_of(probabilities, map.height * map.width));
}
ENGINE_EXPORT(block_share) void block_share(const double* settings, double* out) {
  const BlockMap map(settings);
  const dropout::BlockShare share = dropout::drop_block_share(map.block, map.height, map.width, map.drop_rate);
  out[0] = share.mean;
  out[1] = share.sd;
}
// After the drop rate: the number of channels, the key.
ENGINE_EXPORT(block_draw)
void block_draw(const double* settings, std::uint8_t* mask, int size, std::uint8_t* starts, int start_count) {
  BlockMap map(settings);
  const int channels = map.fields.integer();
  dropout::draw_block_mask(map.block, channels, map.height, map.width, map.drop_rate, mask_key(map.fields),
                           span_of(mask, size), span_of(starts, start_count));
}

// --- stochastic depth ----------------------------------------------------------------------------------------------

ENGINE_EXPORT(depth_rates) void depth_rates(int rule, int blocks, double last_drop_rate, double* rates) {
  for (int block = 0; block < blocks; ++block)
    rates[block] = dropout::depth_drop_rate(static_cast<dropout::DepthRule>(rule), block, blocks, last_drop_rate);
}
// key: layer is the block, sample is not read.
ENGINE_EXPORT(path_active) int path_active(const double* key, double drop_rate) {
  Fields fields(key);
  const dropout::MaskKey block = mask_key(fields);
  return dropout::batch_path_is_active(block.seed, block.layer, block.step, drop_rate) ? 1 : 0;
}
// y = x + factor f for each row whose branch is active; the result takes the place of x.
ENGINE_EXPORT(path_rows)
void path_rows(double drop_rate, int scheme, int mode, const std::uint8_t* rows, int row_count, double* x,
               const double* f, int size) {
  dropout::drop_path_rows<double>({drop_rate, static_cast<dropout::Scheme>(scheme)}, static_cast<Mode>(mode),
                                  span_of(rows, row_count), span_of<const double>(x, size), span_of(f, size),
                                  span_of(x, size));
}

// --- noise instead of zeros ----------------------------------------------------------------------------------------

ENGINE_EXPORT(gaussian_factors)
void gaussian_factors(const double* key, double drop_rate, double* factors, int units) {
  Fields fields(key);
  dropout::draw_gaussian_factors(mask_key(fields), drop_rate, span_of(factors, units));
}
ENGINE_EXPORT(selu) double selu(double x) { return dropout::selu(x); }
ENGINE_EXPORT(selu_slope) double selu_slope(double x) { return dropout::selu_slope(x); }
ENGINE_EXPORT(alpha_map) void alpha_map(double drop_rate, double* out) {
  const dropout::AlphaDropoutMap map = dropout::alpha_dropout_map(drop_rate);
  out[0] = map.a;
  out[1] = map.b;
  out[2] = map.dropped;
}
// In place.
ENGINE_EXPORT(alpha_forward)
void alpha_forward(double drop_rate, int mode, const std::uint8_t* mask, double* values, int size) {
  dropout::alpha_dropout_forward<double>(drop_rate, static_cast<Mode>(mode), span_of(mask, size),
                                         span_of(values, size), span_of(values, size));
}
ENGINE_EXPORT(alpha_backward)
void alpha_backward(double drop_rate, int mode, const std::uint8_t* mask, double* values, int size) {
  dropout::alpha_dropout_backward<double>(drop_rate, static_cast<Mode>(mode), span_of(mask, size),
                                          span_of(values, size), span_of(values, size));
}

ENGINE_EXPORT(scheduled_rate) double scheduled_rate(const double* settings, double share_done) {
  Fields fields(settings);
  return dropout::scheduled_drop_rate(schedule(fields), share_done);
}

}  // namespace engine_module
