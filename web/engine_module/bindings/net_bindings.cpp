// net_bindings.cpp: any net, and a multilayer perceptron with its optimizer, for data of the caller's own.
#include <algorithm>

#include "dropout/hash.h"
#include "exports.h"
#include "nets.h"
#include "settings.h"

namespace engine_module {
namespace {

class OwnMlp final : public Net {
 public:
  OwnMlp(dropout::MlpShape shape, int batch_capacity) : net(std::move(shape), batch_capacity) {}
  std::span<float> parameters() override { return net.parameters(); }
  void logits(std::span<const float> inputs, std::span<float> logits) const override {
    net.forward_eval(inputs, logits);
  }
  const dropout::Mlp<float>* mlp() const override { return &net; }

  dropout::Mlp<float> net;
};

// What mlp_create() made, behind the address that JavaScript holds.
dropout::Mlp<float>& mlp_of(Net* own) { return static_cast<OwnMlp*>(own)->net; }
const dropout::Mlp<float>& mlp_of(const Net* own) { return static_cast<const OwnMlp*>(own)->net; }

template <class Values, class Value>
void copy_out(const Values& values, Value* out) {
  std::copy(values.begin(), values.end(), out);
}

}  // namespace

// --- any net -------------------------------------------------------------------------------------------------------

ENGINE_EXPORT(net_destroy) void net_destroy(Net* net) { delete net; }
ENGINE_EXPORT(net_parameter_count) int net_parameter_count(Net* net) {
  return static_cast<int>(net->parameters().size());
}
ENGINE_EXPORT(net_parameters) void net_parameters(Net* net, float* parameters) {
  copy_out(net->parameters(), parameters);
}
ENGINE_EXPORT(net_set_parameters) void net_set_parameters(Net* net, const float* parameters) {
  std::copy_n(parameters, net->parameters().size(), net->parameters().begin());
}
// inputs [count, input_count].
ENGINE_EXPORT(net_logits)
void net_logits(const Net* net, const float* inputs, int count, int input_count, float* logits) {
  net->logits(span_of(inputs, count * input_count), span_of(logits, count));
}
// The two halves of the hash as words, the low one first.
ENGINE_EXPORT(net_hash) void net_hash(Net* net, double* halves) {
  const std::uint64_t hash = dropout::hash_of(net->parameters());
  halves[0] = static_cast<double>(static_cast<std::uint32_t>(hash));
  halves[1] = static_cast<double>(static_cast<std::uint32_t>(hash >> 32));
}

// --- a multilayer perceptron ---------------------------------------------------------------------------------------

ENGINE_EXPORT(mlp_create) Net* mlp_create(const double* settings) {
  Fields fields(settings);
  dropout::MlpShape shape;
  shape.input_count = fields.integer();
  shape.hidden_widths = fields.integers();
  shape.activation = fields.choice<dropout::Activation>();
  const int batch_capacity = fields.integer();
  OwnMlp* own = new OwnMlp(std::move(shape), batch_capacity);
  own->net.initialize(fields.seed());
  return own;
}

// settings: drop rate, seed, step; sample_ids [count].
ENGINE_EXPORT(mlp_forward_train)
void mlp_forward_train(Net* own, const double* settings, const float* inputs, int count,
                       const std::uint32_t* sample_ids, float* logits) {
  Fields fields(settings);
  dropout::DropoutDraw draw;
  draw.drop_rate = fields.number();
  draw.seed = fields.seed();
  draw.step = fields.word();
  copy_out(mlp_of(own).forward_train(span_of(inputs, count * mlp_of(own).shape().input_count), draw,
                                     span_of(sample_ids, count)),
           logits);
}
ENGINE_EXPORT(mlp_backward) void mlp_backward(Net* own, const std::uint8_t* labels, int count, double decay) {
  mlp_of(own).backward(span_of(labels, count));
  mlp_of(own).add_weight_decay(static_cast<float>(decay));
}
ENGINE_EXPORT(mlp_gradient) void mlp_gradient(const Net* own, float* gradient) {
  copy_out(mlp_of(own).gradient(), gradient);
}
ENGINE_EXPORT(mlp_mask) void mlp_mask(const Net* own, int layer, std::uint8_t* mask) {
  copy_out(mlp_of(own).mask(layer), mask);
}
ENGINE_EXPORT(mlp_outputs) void mlp_outputs(const Net* own, int layer, float* outputs) {
  copy_out(mlp_of(own).outputs(layer), outputs);
}

ENGINE_EXPORT(mean_loss) double mean_loss(const float* logits, const std::uint8_t* labels, int count) {
  return dropout::mean_loss<float>(span_of(logits, count), span_of(labels, count));
}

// --- its optimizer -------------------------------------------------------------------------------------------------

ENGINE_EXPORT(optimizer_create) dropout::Optimizer* optimizer_create(const double* settings, int parameter_count) {
  Fields fields(settings);
  return new dropout::Optimizer(optimizer_config(fields), static_cast<std::size_t>(parameter_count));
}
ENGINE_EXPORT(optimizer_destroy) void optimizer_destroy(dropout::Optimizer* optimizer) { delete optimizer; }
ENGINE_EXPORT(optimizer_update) void optimizer_update(dropout::Optimizer* optimizer, Net* own) {
  optimizer->update(mlp_of(own).parameters(), mlp_of(own).gradient());
}

}  // namespace engine_module
