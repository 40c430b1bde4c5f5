// noise_dropout.ts: two members that do not write zeros: Gaussian dropout, and AlphaDropout with SELU.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import { writeKey, type MaskKey } from './masks.ts';
import type { NumberList } from './net.ts';
import * as settings from './settings.ts';
import type { Mode } from './settings.ts';

/** Factors from N(1, p / k), one a unit; in training y = x times its factor, in evaluation y = x. */
export function drawGaussianFactors(units: number, dropRate: number, key?: MaskKey): Float64Array {
  check.integer('drawGaussianFactors.units', units, 0, 2 ** 24);
  check.rateBelowOne('drawGaussianFactors.dropRate', dropRate);
  const fields = writeKey(new Fields(), 'drawGaussianFactors.key', key);
  return doublesFrom(units, (at, lender) =>
    call('gaussian_factors', lender.doubles(fields.values).at, dropRate, at, units),
  );
}

/** The self-normalizing activation. */
export function selu(x: number): number {
  return check.finiteResult('selu.x', call('selu', check.number('selu.x', x)));
}

export function seluSlope(x: number): number {
  return call('selu_slope', check.number('seluSlope.x', x));
}

/** y = a x + b for kept units; dropped ones get `dropped`. */
export function alphaDropoutMap(dropRate: number): { a: number; b: number; dropped: number } {
  check.rate('alphaDropoutMap.dropRate', dropRate);
  const [a = 0, b = 0, dropped = 0] = doublesFrom(3, at => call('alpha_map', dropRate, at));
  return { a, b, dropped };
}

function alpha(
  name: 'alpha_forward' | 'alpha_backward',
  where: string,
  rate: number,
  mode: Mode,
  mask: NumberList,
  values: NumberList,
): Float64Array {
  check.rate(`${where}.dropRate`, rate);
  const inMode = settings.mode(`${where}.mode`, mode);
  const x = check.anyNumbers(`${where}.values`, values);
  const bits = check.bits(`${where}.mask`, mask, { length: x.length, is: 'one a value' });
  return borrowing(lender => {
    const result = lender.doubles(x);
    call(name, rate, inMode, lender.bytes(bits).at, result.at, x.length);
    return result.copy();
  });
}

/** In training y = a (m ? x : alpha') + b, which keeps mean 0 and variance 1; in evaluation y = x. */
export function alphaDropoutForward(dropRate: number, mode: Mode, mask: NumberList, x: NumberList): Float64Array {
  return alpha('alpha_forward', 'alphaDropoutForward', dropRate, mode, mask, x);
}

/** dx = m ? a dy : 0. */
export function alphaDropoutBackward(dropRate: number, mode: Mode, mask: NumberList, dy: NumberList): Float64Array {
  return alpha('alpha_backward', 'alphaDropoutBackward', dropRate, mode, mask, dy);
}
