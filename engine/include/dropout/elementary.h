// elementary.h: exp, log, tanh, sine and cosine with the same bits on every compiler.
#pragma once

// libm differs between platforms in the last bits, and training is chaotic: one bit grows to another net. These
// functions use only operations that IEEE 754 rounds exactly (+ - * / and floor), in a fixed order.
// Bounds are measured against std:: by elementary_test.cpp; ulp = unit in the last place of the result.
// NaN goes in, NaN comes out.
namespace dropout {

double exp(double x);    // < 2 ulp; 0 below -745.2, infinity above 709.8
double log(double x);    // < 2 ulp; -infinity at 0, NaN below 0
double log1p(double x);  // log(1 + x) for x in [0, 1]: < 3 ulp
double tanh(double x);   // < 4 ulp, also for tiny x

float exp(float x);    // < 0.51 ulp: computed in double, rounded once
float log(float x);    // < 0.51 ulp
float log1p(float x);  // x in [0, 1]: < 0.51 ulp
float tanh(float x);   // < 0.51 ulp

struct SineCosine {
  double sine, cosine;
};

// Sine and cosine of 2 pi t. Turns instead of radians make the reduction exact; absolute error < 3e-16, |t| < 2^50.
SineCosine sine_cosine_of_turns(double turns);

// sigma(z) = 1 / (1 + e^-z), without overflow.
template <class Scalar>
Scalar logistic(Scalar z) {
  const Scalar e = exp(z < Scalar(0) ? z : -z);
  return (z < Scalar(0) ? e : Scalar(1)) / (Scalar(1) + e);
}

// log(1 + e^z), without overflow: max(z, 0) + log(1 + e^-|z|).
template <class Scalar>
Scalar softplus(Scalar z) {
  return (z > Scalar(0) ? z : Scalar(0)) + log1p(exp(z < Scalar(0) ? z : -z));
}

}  // namespace dropout
