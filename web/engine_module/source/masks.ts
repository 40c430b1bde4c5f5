// masks.ts: masks of every granularity: drawing, their law, and what they do to values.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import type { NumberList } from './net.ts';
import * as settings from './settings.ts';
import type { Granularity, Mode, Scheme, Seed } from './settings.ts';

const largestWord = 2 ** 32 - 1;

/** What a mask depends on, and nothing else: the same key gives the same mask in every order of evaluation. */
export interface MaskKey {
  /** Default 1. */
  seed?: Seed;
  /** Default 0. */
  layer?: number;
  /** Default 0. */
  step?: number;
  /** The number of the example. Default 0. */
  sample?: number;
}

export function writeKey(fields: Fields, where: string, key: MaskKey | undefined): Fields {
  const {
    seed = 1,
    layer = 0,
    step = 0,
    sample = 0,
  } = check.settings<MaskKey>(where, key, ['seed', 'layer', 'step', 'sample']);
  return fields
    .seed(check.seed(`${where}.seed`, seed))
    .number(check.integer(`${where}.layer`, layer, 0, 2 ** 31 - 1))
    .number(check.integer(`${where}.step`, step, 0, largestWord))
    .number(check.integer(`${where}.sample`, sample, 0, largestWord));
}

/** 1 (kept) or 0 (dropped) for each of `units` units, each dropped with probability `dropRate`. */
export function drawMask(units: number, dropRate: number, key?: MaskKey): Uint8Array {
  check.integer('drawMask.units', units, 0, 2 ** 28);
  check.rate('drawMask.dropRate', dropRate);
  const fields = writeKey(new Fields(), 'drawMask.key', key);
  return borrowing(lender => {
    const mask = lender.bytes(units);
    call('mask_draw', lender.doubles(fields.values).at, dropRate, mask.at, units);
    return mask.copy();
  });
}

/** The factor on kept units; 0 at a drop rate of 1, where 1 / k does not exist. */
export function dropoutScale(dropRate: number, scheme: Scheme = 'inverted', mode: Mode = 'train'): number {
  return call(
    'mask_scale',
    check.rate('dropoutScale.dropRate', dropRate),
    settings.scheme('dropoutScale.scheme', scheme),
    settings.mode('dropoutScale.mode', mode),
  );
}

/** DropBlock's squares. */
export interface BlockOptions {
  /** b, in 1 .. min(height, width). Default 3. */
  size?: number;
  /** A square starts where it fits (the paper), or anywhere, cut off by the border (timm). Default 'fit'. */
  starts?: 'fit' | 'anywhere';
  /** One mask for all channels, or one each. Default false. */
  sharedByChannels?: boolean;
  /** Kept cells are scaled by count / kept, over one example or over the batch. Default 'sample'. */
  normalization?: 'sample' | 'batch';
}

// Returns the size.
export function writeBlock(fields: Fields, where: string, block: BlockOptions | undefined): number {
  const keys = ['size', 'starts', 'sharedByChannels', 'normalization'];
  const given = check.settings<BlockOptions>(where, block, keys);
  const { size = 3, starts = 'fit', sharedByChannels = false, normalization = 'sample' } = given;
  fields
    .number(check.integer(`${where}.size`, size, 1, 4096))
    .number(check.choice(`${where}.starts`, starts, ['fit', 'anywhere']))
    .number(check.flag(`${where}.sharedByChannels`, sharedByChannels) ? 1 : 0)
    .number(check.choice(`${where}.normalization`, normalization, ['sample', 'batch']));
  return size;
}

/** (N, C, H, W), row-major. Dense layers: channels = units. Weights: channels = outputs, height = inputs. */
export interface TensorShape {
  samples?: number;
  channels?: number;
  height?: number;
  width?: number;
}

/** One member of the family. */
export interface DropoutOptions {
  /** Default 'element'. */
  granularity?: Granularity;
  /** Default 0.5. */
  dropRate?: number;
  /** Default 'inverted'. For blocks 'inverted' (scaled by count / kept) or 'naive'. */
  scheme?: Scheme;
  /** Read by 'block' alone. */
  block?: BlockOptions;
}

type Extents = { samples: number; map: number; cells: number };

function writeShape(fields: Fields, where: string, shape: TensorShape | undefined): Extents {
  const names = ['samples', 'channels', 'height', 'width'] as const;
  const given = check.settings<TensorShape>(where, shape, names);
  const extents = names.map(name => check.integer(`${where}.${name}`, given[name] ?? 1, 1, 2 ** 24));
  for (const extent of extents) fields.number(extent);
  const cells = extents.reduce((product, extent) => product * extent, 1);
  if (cells > 2 ** 26) throw new RangeError(`${where}: ${cells} cells are more than ${2 ** 26}`);
  return { samples: extents[0]!, map: extents[2]! * extents[3]!, cells };
}

// A member and a shape, judged together.
function memberFields(
  where: string,
  dropout: DropoutOptions,
  shape: TensorShape,
): { fields: Fields; extents: Extents; granularity: Granularity } {
  const at = `${where}.dropout`;
  const given = check.settings<DropoutOptions>(at, dropout, ['granularity', 'dropRate', 'scheme', 'block']);
  const { granularity = 'element', dropRate = 0.5, scheme = 'inverted', block } = given;
  const fields = new Fields()
    .number(check.choice(`${at}.granularity`, granularity, settings.granularities))
    .number(check.rate(`${at}.dropRate`, dropRate))
    .number(settings.scheme(`${at}.scheme`, scheme));
  // Elsewhere the squares are not read, so they need not fit.
  const size = writeBlock(fields, `${at}.block`, granularity === 'block' ? block : { size: 1 });
  const extents = writeShape(fields, `${where}.shape`, shape);
  if (!borrowing(lender => call('granular_valid', lender.doubles(fields.values).at)))
    throw new RangeError(
      scheme === 'testScaled' && granularity === 'block'
        ? `${at}.scheme: nobody has defined test-scaled blocks; use 'inverted' or 'naive'`
        : `${at}.block.size: ${size} is larger than the map`,
    );
  return { fields, extents, granularity };
}

/** The shape in which a mask is stored: extents of 1 are broadcast. */
export function maskShape(dropout: DropoutOptions, shape: TensorShape): Required<TensorShape> {
  const { fields } = memberFields('maskShape', dropout, shape);
  return shapeOf(fields);
}

function shapeOf(fields: Fields): Required<TensorShape> {
  const [samples = 1, channels = 1, height = 1, width = 1] = doublesFrom(4, (at, lender) =>
    call('granular_shape', lender.doubles(fields.values).at, at),
  );
  return { samples, channels, height, width };
}

function sizeOf(shape: Required<TensorShape>): number {
  return shape.samples * shape.channels * shape.height * shape.width;
}

/** The number of independent random decisions behind one mask. */
export function decisionCount(dropout: DropoutOptions, shape: TensorShape): number {
  const { fields } = memberFields('decisionCount', dropout, shape);
  return borrowing(lender => call('granular_decisions', lender.doubles(fields.values).at));
}

// The exact law of squares takes a time that grows with the square of the cells.
export function checkMapOfLaw(where: string, cells: number): void {
  check.integer(`${where}: height x width`, cells, 1, 4096);
}

/** Mean and standard deviation of the share of cells that one mask drops, exactly; blocks in maps of at most 4096 cells. */
export function droppedShare(dropout: DropoutOptions, shape: TensorShape): { mean: number; sd: number } {
  const { fields, extents, granularity } = memberFields('droppedShare', dropout, shape);
  if (granularity === 'block') checkMapOfLaw('droppedShare.shape', extents.map);
  const [mean = 0, sd = 0] = doublesFrom(2, (at, lender) =>
    call('granular_law', lender.doubles(fields.values).at, at),
  );
  return { mean, sd };
}

/**
 * A mask of any granularity in its own shape: 1 kept, 0 dropped. Examples are numbered from key.sample on, unless
 * sampleIds names each of them.
 */
export function drawGranularMask(
  dropout: DropoutOptions,
  shape: TensorShape,
  key?: MaskKey,
  sampleIds?: NumberList,
): { mask: Uint8Array; shape: Required<TensorShape> } {
  const where = 'drawGranularMask';
  const { fields, extents } = memberFields(where, dropout, shape);
  const own = shapeOf(fields);
  writeKey(fields, `${where}.key`, key);
  const length = { length: extents.samples, is: 'one an example' };
  const ids = sampleIds ? check.integers(`${where}.sampleIds`, sampleIds, length, 0, largestWord) : [];
  const mask = borrowing(lender => {
    const cells = lender.bytes(sizeOf(own));
    call('granular_draw', lender.doubles(fields.values).at, cells.at, cells.length, lender.words(ids).at, ids.length);
    return cells.copy();
  });
  return { mask, shape: own };
}

/** Repeats a mask over the extents in which it has size 1. */
export function broadcastMask(mask: NumberList, ownShape: TensorShape, shape: TensorShape): Uint8Array {
  const where = 'broadcastMask';
  const fields = new Fields();
  const { cells: size } = writeShape(fields, `${where}.ownShape`, ownShape);
  const { cells } = writeShape(fields, `${where}.shape`, shape);
  for (let at = 0; at < 4; at += 1) {
    const [own = 1, full = 1] = [fields.values[at], fields.values[at + 4]];
    if (own !== 1 && own !== full)
      throw new RangeError(`${where}.ownShape: an extent of ${own} can not be repeated to ${full}`);
  }
  const values = check.bits(`${where}.mask`, mask, { length: size });
  return borrowing(lender => {
    const all = lender.bytes(cells);
    call('mask_broadcast', lender.doubles(fields.values).at, lender.bytes(values).at, all.at);
    return all.copy();
  });
}

function applied(
  name: 'granular_forward' | 'granular_backward',
  where: string,
  dropout: DropoutOptions,
  mode: Mode,
  shape: TensorShape,
  mask: NumberList,
  values: NumberList,
): Float64Array {
  const { fields, extents } = memberFields(where, dropout, shape);
  const inMode = settings.mode(`${where}.mode`, mode);
  const bits = check.bits(
    `${where}.mask`,
    mask,
    mode === 'train' ? { length: sizeOf(shapeOf(fields)), is: 'see maskShape' } : {},
  );
  const x = check.anyNumbers(`${where}.values`, values, { length: extents.cells, is: 'one a cell' });
  return borrowing(lender => {
    const result = lender.doubles(x);
    call(name, lender.doubles(fields.values).at, inMode, lender.bytes(bits).at, bits.length, result.at);
    return result.copy();
  });
}

/** y = m ? scale x : 0 in training, y = scale x in evaluation, where the mask is not read and may be []. */
export function dropoutForward(
  dropout: DropoutOptions,
  mode: Mode,
  shape: TensorShape,
  mask: NumberList,
  x: NumberList,
): Float64Array {
  return applied('granular_forward', 'dropoutForward', dropout, mode, shape, mask, x);
}

/** dx = m ? scale dy : 0, the same mask and the same scale. */
export function dropoutBackward(
  dropout: DropoutOptions,
  mode: Mode,
  shape: TensorShape,
  mask: NumberList,
  dy: NumberList,
): Float64Array {
  return applied('granular_backward', 'dropoutBackward', dropout, mode, shape, mask, dy);
}
