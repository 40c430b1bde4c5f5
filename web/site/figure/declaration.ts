// declaration.ts: what a figure of a page is made of: its widget's declaration, the lesson's block, its state.
import { longestValue } from '../compute/declaration.js';
import type { Declaration, LooseValue, LooseValues, Numbers, Texts, Values } from '../compute/declaration.js';
import type { PlayState } from '../compute/model.js';

export { longestValue, panelSet } from '../compute/declaration.js';
export type {
  Declaration,
  LooseValue,
  LooseValues,
  Numbers,
  ParamInfo,
  Texts,
  Values,
} from '../compute/declaration.js';

// What the controls, the words and whoever listens get to know.
export interface ModelState extends PlayState {
  readonly sentence: string;
  readonly description: string;
  readonly turn: number; // counts the commands; the response belongs to the last one
}

// What root.widget.snapshot() gives.
export interface Snapshot {
  readonly values: Values;
  readonly readouts: Numbers;
  readonly sentence: string;
  readonly ticks: number;
  readonly running: boolean;
  readonly shown: Texts; // values and readouts as text with unit
}

// The widget block of a lesson, as it stands in the page.
export interface WidgetBlock {
  readonly widget: string;
  readonly title?: string;
  readonly model?: string; // the block of an earlier figure, whose model this one shows
  readonly panels?: readonly string[];
  readonly params?: LooseValues;
  readonly ticks?: number;
  readonly hide?: readonly string[];
  readonly lock?: readonly string[];
  readonly [other: string]: unknown;
}

// "New seed" is not chance: the next number, and after the last the first. So a lesson can be repeated.
export function nextSeed(declaration: Declaration, values: Values): LooseValues | null {
  const param = declaration.params.find(({ seed }) => seed === true);
  if (!param) return null;
  const seed = Number(values[param.id] ?? param.default);
  return { [param.id]: seed + 1 > param.max ? param.min : seed + 1 };
}

// What a caller gave as values, copied once. What cannot be one never comes to the program.
export function usableValues(given: unknown): { values: LooseValues; refused: readonly string[] } {
  const values: Record<string, LooseValue> = {};
  const refused: string[] = [];
  for (const [id, value] of Object.entries(given ?? {}) as [string, unknown][])
    if (typeof value === 'string' && value.length > longestValue)
      refused.push(`the value of ${id.slice(0, 40)} has ${value.length} signs; ${longestValue} are the most`);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') values[id] = value;
    else refused.push(`the value of ${id.slice(0, 40)} is no number, text or boolean`);
  return { values, refused };
}

// A count of ticks from whatever a caller gave.
export function wholeTicks(ticks: unknown): number {
  const count = Math.round(Number(ticks));
  return Number.isFinite(count) ? Math.min(1e9, Math.max(0, count)) : 0;
}
