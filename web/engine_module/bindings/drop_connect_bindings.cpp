// drop_connect_bindings.cpp: dropout on weights: masks, one layer forward and backward, its law, and the noise it makes.
#include <algorithm>

#include "dropout/covariance.h"
#include "exports.h"
#include "settings.h"

namespace engine_module {
namespace {

using dropout::DropConnect;
using dropout::Mode;

struct Layer {
  explicit Layer(const double* settings) : fields(settings), layer(drop_connect(fields)) {}
  int weight_count() const { return layer.output_count * layer.input_count; }
  Fields fields;
  DropConnect layer;
};

void write(const dropout::PreactivationMoments& moments, double* out) {
  out = std::copy(moments.mean.begin(), moments.mean.end(), out);
  std::copy(moments.covariance.begin(), moments.covariance.end(), out);
}

}  // namespace

// settings: the layer, then the key.
ENGINE_EXPORT(connect_draw)
void connect_draw(const double* settings, int samples, std::uint8_t* mask, int size, const std::uint32_t* sample_ids,
                  int id_count) {
  Layer at(settings);
  dropout::draw_drop_connect_mask(at.layer, samples, mask_key(at.fields), span_of(mask, size),
                                  span_of(sample_ids, id_count));
}
ENGINE_EXPORT(connect_forward)
void connect_forward(const double* settings, int mode, int samples, const std::uint8_t* mask, int mask_size,
                     const double* weights, const double* biases, const double* inputs, double* pre_activations) {
  const Layer at(settings);
  dropout::drop_connect_forward<double>(at.layer, static_cast<Mode>(mode), span_of(mask, mask_size),
                                        span_of(weights, at.weight_count()), span_of(biases, at.layer.output_count),
                                        span_of(inputs, samples * at.layer.input_count),
                                        span_of(pre_activations, samples * at.layer.output_count));
}
ENGINE_EXPORT(connect_backward)
void connect_backward(const double* settings, int mode, int samples, const std::uint8_t* mask, int mask_size,
                      const double* weights, const double* inputs, const double* upstream, double* weight_gradient,
                      double* bias_gradient, double* input_gradient) {
  const Layer at(settings);
  const int inputs_size = samples * at.layer.input_count;
  dropout::drop_connect_backward<double>(
      at.layer, static_cast<Mode>(mode), span_of(mask, mask_size), span_of(weights, at.weight_count()),
      span_of(inputs, inputs_size), span_of(upstream, samples * at.layer.output_count),
      {span_of(weight_gradient, at.weight_count()), span_of(bias_gradient, at.layer.output_count),
       span_of(input_gradient, inputs_size)});
}
// Means, then variances.
ENGINE_EXPORT(connect_law)
void connect_law(const double* settings, const double* weights, const double* biases, const double* input,
                 double* out) {
  const Layer at(settings);
  const dropout::PreActivationLaw law =
      dropout::drop_connect_law(at.layer, span_of(weights, at.weight_count()), span_of(biases, at.layer.output_count),
                                span_of(input, at.layer.input_count));
  out = std::copy(law.means.begin(), law.means.end(), out);
  std::copy(law.variances.begin(), law.variances.end(), out);
}

// settings: the layer, of which drop rate and scheme count. Means [out], then covariances [out, out].
ENGINE_EXPORT(preactivation_moments)
void preactivation_moments(const double* settings, int on_weights, int enumerated, const double* weights,
                           const double* v, double* out) {
  const Layer at(settings);
  using Moments = dropout::PreactivationMoments (*)(std::span<const double>, std::span<const double>,
                                                    const dropout::DropoutRule&);
  const Moments ways[2][2] = {{dropout::dropout_moments, dropout::enumerated_dropout_moments},
                              {dropout::dropconnect_moments, dropout::enumerated_dropconnect_moments}};
  write(ways[on_weights][enumerated](span_of(weights, at.weight_count()), span_of(v, at.layer.input_count),
                                     at.layer.rule),
        out);
}
ENGINE_EXPORT(element_patch_noise) double element_patch_noise(double drop_rate, int cells) {
  return dropout::element_patch_noise(drop_rate, cells);
}
ENGINE_EXPORT(channel_patch_noise) double channel_patch_noise(double drop_rate) {
  return dropout::channel_patch_noise(drop_rate);
}

}  // namespace engine_module
