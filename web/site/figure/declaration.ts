// declaration.ts: what a figure of a page is made of: its widget's declaration, the lesson's block, its state.
import type { Declaration, LooseValues, Numbers, Texts, Values } from '../compute/declaration.js';
import type { PlayState } from '../compute/model.js';

export { panelSet } from '../compute/declaration.js';
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

// A count of ticks from whatever a caller gave.
export function wholeTicks(ticks: unknown): number {
  const count = Math.round(Number(ticks));
  return Number.isFinite(count) ? Math.min(1e9, Math.max(0, count)) : 0;
}
