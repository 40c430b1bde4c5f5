// drop_block.ts: the geometry of DropBlock: how often each cell falls into a dropped square, exactly.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import { checkMapOfLaw, writeBlock, writeKey, type BlockOptions, type MaskKey } from './masks.ts';

/** A feature map and the squares that are dropped in it. */
export interface BlockMap {
  height: number;
  width: number;
  /** Default 0.5. */
  dropRate?: number;
  block?: BlockOptions;
}

type JudgedMap = { fields: Fields; height: number; width: number; cells: number };

function judgedMap(where: string, map: BlockMap): JudgedMap {
  const given = check.settings<BlockMap>(where, map, ['height', 'width', 'dropRate', 'block']);
  const fields = new Fields();
  const size = writeBlock(fields, `${where}.block`, given.block);
  const height = check.integer(`${where}.height`, given.height, 1, 1024);
  const width = check.integer(`${where}.width`, given.width, 1, 1024);
  if (size > Math.min(height, width))
    throw new RangeError(`${where}.block.size: ${size} is larger than the map of ${height} x ${width}`);
  fields
    .number(height)
    .number(width)
    .number(check.rate(`${where}.dropRate`, given.dropRate ?? 0.5));
  return { fields, height, width, cells: height * width };
}

/** The probability with which a square starts at a place, so that cells are dropped with about the drop rate. */
export function blockGamma(map: BlockMap): number {
  const { fields } = judgedMap('blockGamma', map);
  return borrowing(lender => call('block_gamma', lender.doubles(fields.values).at));
}

/** [height, width] the exact probability of each cell to be dropped. */
export function blockDropProbabilities(map: BlockMap): Float64Array {
  const { fields, cells } = judgedMap('blockDropProbabilities', map);
  return doublesFrom(cells, (at, lender) => call('block_probabilities', lender.doubles(fields.values).at, at));
}

/** Mean and exact standard deviation of the dropped share of one map, of at most 4096 cells. */
export function blockDroppedShare(map: BlockMap): { mean: number; sd: number } {
  const { fields, cells } = judgedMap('blockDroppedShare', map);
  checkMapOfLaw('blockDroppedShare', cells);
  const [mean = 0, sd = 0] = doublesFrom(2, (at, lender) =>
    call('block_share', lender.doubles(fields.values).at, at),
  );
  return { mean, sd };
}

/** The masks [channels, height, width] of one example, and where their squares start (row-major, one row a channel). */
export function drawBlockMask(
  map: BlockMap,
  channels: number = 1,
  key?: MaskKey,
): { mask: Uint8Array; starts: Uint8Array } {
  const where = 'drawBlockMask';
  const { fields, cells } = judgedMap(where, map);
  const starts = borrowing(lender => call('block_start_count', lender.doubles(fields.values).at));
  check.integer(`${where}.channels`, channels, 1, 4096);
  check.integer(`${where}: channels x height x width`, channels * cells, 1, 2 ** 26);
  writeKey(fields.number(channels), `${where}.key`, key);
  return borrowing(lender => {
    const mask = lender.bytes(channels * cells);
    const at = lender.bytes(channels * starts);
    call('block_draw', lender.doubles(fields.values).at, mask.at, mask.length, at.at, at.length);
    return { mask: mask.copy(), starts: at.copy() };
  });
}
