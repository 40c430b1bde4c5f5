// drop_connect.ts: dropout on weights, and the noise that units, weights or channels put on what comes after.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import { writeKey, type MaskKey } from './masks.ts';
import type { NumberList } from './net.ts';
import * as settings from './settings.ts';
import type { Mode, Scheme } from './settings.ts';

/** u = c + s (M * W) v: a layer with weights W [outputs, inputs] row-major, each of which may be dropped. */
export interface DropConnectLayer {
  outputs: number;
  inputs: number;
  /** Default 0.5. */
  dropRate?: number;
  /** Default 'inverted'. */
  scheme?: Scheme;
  /** A mask for each example, or one for the batch. Default 'sample'. */
  maskPer?: 'sample' | 'batch';
}

type JudgedLayer = {
  fields: Fields;
  outputs: number;
  inputs: number;
  weightCount: number;
  maskPer: 'sample' | 'batch';
};

function judgedLayer(where: string, layer: DropConnectLayer): JudgedLayer {
  const keys = ['outputs', 'inputs', 'dropRate', 'scheme', 'maskPer'];
  const given = check.settings<DropConnectLayer>(where, layer, keys);
  const { dropRate = 0.5, scheme = 'inverted', maskPer = 'sample' } = given;
  const outputs = check.integer(`${where}.outputs`, given.outputs, 1, 4096);
  const inputs = check.integer(`${where}.inputs`, given.inputs, 1, 4096);
  const fields = new Fields()
    .number(outputs)
    .number(inputs)
    .number(check.rate(`${where}.dropRate`, dropRate))
    .number(settings.scheme(`${where}.scheme`, scheme))
    .number(check.choice(`${where}.maskPer`, maskPer, ['sample', 'batch']));
  return { fields, outputs, inputs, weightCount: outputs * inputs, maskPer };
}

function sampleCount(where: string, samples: unknown, layer: JudgedLayer): number {
  const count = check.integer(where, samples, 1, settings.mostPoints);
  check.integer(`${where} x outputs x inputs`, count * layer.weightCount, 1, 2 ** 26);
  return count;
}

function maskSize(layer: JudgedLayer, samples: number): number {
  return (layer.maskPer === 'batch' ? 1 : samples) * layer.weightCount;
}

/** 1 kept, 0 dropped: [samples, outputs, inputs], or [outputs, inputs] with one mask for the batch. */
export function drawDropConnectMask(
  layer: DropConnectLayer,
  samples: number = 1,
  key?: MaskKey,
  sampleIds?: NumberList,
): Uint8Array {
  const where = 'drawDropConnectMask';
  const own = judgedLayer(`${where}.layer`, layer);
  const count = sampleCount(`${where}.samples`, samples, own);
  writeKey(own.fields, `${where}.key`, key);
  const ids = sampleIds
    ? check.integers(`${where}.sampleIds`, sampleIds, { length: count, is: 'one an example' }, 0, 2 ** 32 - 1)
    : [];
  return borrowing(lender => {
    const mask = lender.bytes(maskSize(own, count));
    const at = lender.doubles(own.fields.values).at;
    call('connect_draw', at, count, mask.at, mask.length, lender.words(ids).at, ids.length);
    return mask.copy();
  });
}

type LayerValues = {
  own: JudgedLayer;
  mode: number;
  samples: number;
  bits: check.Numbers;
  weights: check.Numbers;
  inputs: check.Numbers;
};

function layerValues(
  where: string,
  layer: DropConnectLayer,
  mode: Mode,
  mask: NumberList,
  weights: NumberList,
  inputs: NumberList,
): LayerValues {
  const own = judgedLayer(`${where}.layer`, layer);
  const inMode = settings.mode(`${where}.mode`, mode);
  const x = check.anyNumbers(`${where}.inputs`, inputs, { multipleOf: own.inputs, is: 'the inputs of each example' });
  const samples = sampleCount(`${where}.inputs: the number of examples`, x.length / own.inputs, own);
  const size = mode === 'train' ? { length: maskSize(own, samples), is: 'see drawDropConnectMask' } : {};
  const bits = check.bits(`${where}.mask`, mask, size);
  const w = check.anyNumbers(`${where}.weights`, weights, { length: own.weightCount, is: 'outputs x inputs' });
  return { own, mode: inMode, samples, bits, weights: w, inputs: x };
}

/** Pre-activations [samples, outputs] of inputs [samples, inputs]. Biases are never dropped. */
export function dropConnectForward(
  layer: DropConnectLayer,
  mode: Mode,
  mask: NumberList,
  weights: NumberList,
  biases: NumberList,
  inputs: NumberList,
): Float64Array {
  const where = 'dropConnectForward';
  const given = layerValues(where, layer, mode, mask, weights, inputs);
  const { own, samples, bits } = given;
  const c = check.anyNumbers(`${where}.biases`, biases, { length: own.outputs, is: 'one an output' });
  return doublesFrom(samples * own.outputs, (at, lender) =>
    call(
      'connect_forward',
      lender.doubles(own.fields.values).at,
      given.mode,
      samples,
      lender.bytes(bits).at,
      bits.length,
      lender.doubles(given.weights).at,
      lender.doubles(c).at,
      lender.doubles(given.inputs).at,
      at,
    ),
  );
}

/** The gradients by weights, biases and inputs, from the gradient `upstream` [samples, outputs]. */
export function dropConnectBackward(
  layer: DropConnectLayer,
  mode: Mode,
  mask: NumberList,
  weights: NumberList,
  inputs: NumberList,
  upstream: NumberList,
): { weights: Float64Array; biases: Float64Array; inputs: Float64Array } {
  const where = 'dropConnectBackward';
  const given = layerValues(where, layer, mode, mask, weights, inputs);
  const { own, samples, bits } = given;
  const rule = { length: samples * own.outputs, is: 'samples x outputs' };
  const after = check.anyNumbers(`${where}.upstream`, upstream, rule);
  return borrowing(lender => {
    const byWeights = lender.doubles(own.weightCount);
    const byBiases = lender.doubles(own.outputs);
    const byInputs = lender.doubles(samples * own.inputs);
    call(
      'connect_backward',
      lender.doubles(own.fields.values).at,
      given.mode,
      samples,
      lender.bytes(bits).at,
      bits.length,
      lender.doubles(given.weights).at,
      lender.doubles(given.inputs).at,
      lender.doubles(after).at,
      byWeights.at,
      byBiases.at,
      byInputs.at,
    );
    return { weights: byWeights.copy(), biases: byBiases.copy(), inputs: byInputs.copy() };
  });
}

/** Mean and variance of each pre-activation of one example over all masks, exactly: what moment matching draws from. */
export function dropConnectLaw(
  layer: DropConnectLayer,
  weights: NumberList,
  biases: NumberList,
  input: NumberList,
): { means: Float64Array; variances: Float64Array } {
  const where = 'dropConnectLaw';
  const { fields, outputs, inputs, weightCount } = judgedLayer(`${where}.layer`, layer);
  const lists = [
    check.numbers(`${where}.weights`, weights, { length: weightCount, is: 'outputs x inputs' }),
    check.numbers(`${where}.biases`, biases, { length: outputs, is: 'one an output' }),
    check.numbers(`${where}.input`, input, { length: inputs }),
  ];
  const both = doublesFrom(2 * outputs, (at, lender) => {
    const [w, c, v] = lists.map(values => lender.doubles(values).at);
    call('connect_law', lender.doubles(fields.values).at, w!, c!, v!, at);
  });
  check.finiteResult(`${where}.weights, ${where}.biases, ${where}.input`, both);
  return { means: both.slice(0, outputs), variances: both.slice(outputs) };
}

/** How the pre-activations u = W y of a layer vary over all masks. */
export interface PreactivationMoments {
  /** [outputs] */
  mean: Float64Array;
  /** [outputs, outputs] row-major */
  covariance: Float64Array;
}

/** Settings of preactivationMoments. */
export interface MomentOptions {
  /** Dropout on the inputs, or DropConnect on the weights: equal variances, other covariances. Default 'units'. */
  on?: 'units' | 'weights';
  /** Default 0.5. */
  dropRate?: number;
  /** Default 'inverted'. */
  scheme?: Scheme;
  /** By the closed formula, or by summing over every mask (at most 16 decisions). Default false. */
  enumerated?: boolean;
}

/** Mean and covariance of W v, W [outputs, inputs] row-major, under dropout of units or of weights. */
export function preactivationMoments(
  weights: NumberList,
  v: NumberList,
  options?: MomentOptions,
): PreactivationMoments {
  const where = 'preactivationMoments';
  const given = check.settings<MomentOptions>(where, options, ['on', 'dropRate', 'scheme', 'enumerated']);
  const { on = 'units', dropRate = 0.5, scheme = 'inverted', enumerated = false } = given;
  const x = check.numbers(`${where}.v`, v, { minLength: 1, maxLength: 4096 });
  const inputs = x.length;
  const rule = { minLength: inputs, multipleOf: inputs, maxLength: 4096 * inputs, is: 'outputs x inputs' };
  const w = check.numbers(`${where}.weights`, weights, rule);
  const outputs = w.length / inputs;
  const onWeights = check.choice(`${where}.on`, on, ['units', 'weights']);
  const byHand = check.flag(`${where}.enumerated`, enumerated);
  const decisions = onWeights ? inputs * outputs : inputs;
  if (byHand) check.integer(`${where}.enumerated: the number of decisions`, decisions, 1, 16);
  const { fields } = judgedLayer(where, { outputs, inputs, dropRate, scheme });
  const both = doublesFrom(outputs + outputs * outputs, (at, lender) =>
    call(
      'preactivation_moments',
      lender.doubles(fields.values).at,
      onWeights,
      byHand ? 1 : 0,
      lender.doubles(w).at,
      lender.doubles(x).at,
      at,
    ),
  );
  check.finiteResult(`${where}.weights, ${where}.v`, both);
  return { mean: both.slice(0, outputs), covariance: both.slice(outputs) };
}

/** Variance over squared mean of the mean of `cells` equal cells: with a mask each, or one for the whole channel. */
export function patchNoise(granularity: 'element' | 'channel', dropRate: number, cells: number): number {
  check.choice('patchNoise.granularity', granularity, ['element', 'channel']);
  check.rateBelowOne('patchNoise.dropRate', dropRate);
  check.integer('patchNoise.cells', cells, 1, 2 ** 31 - 1);
  return granularity === 'element'
    ? call('element_patch_noise', dropRate, cells)
    : call('channel_patch_noise', dropRate);
}
