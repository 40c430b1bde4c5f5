// drop_path.ts: stochastic depth: which blocks run, how often, and what a dropped branch leaves.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import { writeKey } from './masks.ts';
import type { NumberList } from './net.ts';
import * as settings from './settings.ts';
import type { DepthRule, Mode, Scheme, Seed } from './settings.ts';

/** The drop rates of all blocks, the first one at the input. */
export function depthDropRates(rule: DepthRule, blocks: number, lastDropRate: number): Float64Array {
  const at = settings.depthRule('depthDropRates.rule', rule);
  const count = check.integer('depthDropRates.blocks', blocks, 1, 100_000);
  const rate = check.rate('depthDropRates.lastDropRate', lastDropRate);
  return doublesFrom(count, out => call('depth_rates', at, count, rate, out));
}

/** Does this block (from 0) run in this step, when one draw serves the batch? */
export function blockIsActive(dropRate: number, key?: { seed?: Seed; block?: number; step?: number }): boolean {
  const where = 'blockIsActive';
  const rate = check.rate(`${where}.dropRate`, dropRate);
  const { block = 0, ...rest } = check.settings(`${where}.key`, key, ['seed', 'block', 'step']);
  const layer = check.integer(`${where}.key.block`, block, 0, 2 ** 31 - 1);
  const fields = writeKey(new Fields(), `${where}.key`, { ...rest, layer });
  return borrowing(lender => call('path_active', lender.doubles(fields.values).at, rate)) !== 0;
}

/** y = x + s m f, with one decision m for each row of x and f [rows, width]; f was computed for all rows. */
export function dropPathRows(
  options: { dropRate: number; scheme?: Scheme; mode?: Mode },
  rowMask: NumberList,
  x: NumberList,
  f: NumberList,
): Float64Array {
  const where = 'dropPathRows';
  const given = check.settings(`${where}.options`, options, ['dropRate', 'scheme', 'mode']);
  const rate = check.rate(`${where}.options.dropRate`, given.dropRate);
  const scheme = settings.scheme(`${where}.options.scheme`, given.scheme ?? 'inverted');
  const mode = settings.mode(`${where}.options.mode`, given.mode ?? 'train');
  const rows = check.bits(`${where}.rowMask`, rowMask, { minLength: 1 });
  const values = check.anyNumbers(`${where}.x`, x, { multipleOf: rows.length, is: 'rows x width' });
  const branch = check.anyNumbers(`${where}.f`, f, { length: values.length, is: 'as many as x' });
  return borrowing(lender => {
    const result = lender.doubles(values);
    const at = lender.bytes(rows).at;
    call('path_rows', rate, scheme, mode, at, rows.length, result.at, lender.doubles(branch).at, values.length);
    return result.copy();
  });
}
