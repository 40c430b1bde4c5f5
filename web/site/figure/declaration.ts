// declaration.ts: the shapes that cross the border between C++ and the page, and the few rules about values.

export interface ParamInfo {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly kind: 'slider' | 'stepper' | 'toggle' | 'choice';
  readonly place: 'main' | 'more' | 'picture';
  readonly effect: 'resets' | 'view';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly decimals: number;
  readonly choices?: readonly string[];
  readonly default: number;
  readonly help: string;
  readonly seed?: boolean;
}

export interface ReadoutInfo {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
  readonly help: string;
}

export interface ActionInfo {
  readonly id: string;
  readonly label: string;
  readonly help: string;
}

// One entry of widgets.json; lesson_declaration() returns the same.
export interface Declaration {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly hint: string;
  readonly params: readonly ParamInfo[];
  readonly readouts: readonly ReadoutInfo[];
  readonly actions: readonly ActionInfo[];
  readonly playback: {
    readonly max_ticks: number;
    readonly tick_label: string;
    readonly run_label: string;
    readonly step_label: string;
    readonly ticks_per_second: number;
  };
}

export type Values = Readonly<Record<string, number>>;

// What a reader, a link or a message may give for a parameter: a choice also by name, a toggle also as a boolean.
export type LooseValue = number | string | boolean;
export type LooseValues = Readonly<Record<string, LooseValue>>;

// What root.widget.snapshot() gives, and what the runtime needs besides.
export interface Snapshot {
  readonly values: Values;
  readonly readouts: Values;
  readonly sentence: string;
  readonly ticks: number;
  readonly running: boolean;
  readonly shown: Readonly<Record<string, string>>; // values and readouts as text with unit
}
export interface FullSnapshot extends Snapshot {
  readonly goal: number;
  readonly last_tick: number; // the end under the present values
  readonly relevant: Readonly<Record<string, boolean>>;
}

// The widget block of a lesson, as it stands in the page.
export interface WidgetBlock {
  readonly widget: string;
  readonly title?: string;
  readonly params?: LooseValues;
  readonly ticks?: number;
  readonly hide?: readonly string[];
  readonly lock?: readonly string[];
  readonly [other: string]: unknown;
}

export function findParam(declaration: Declaration, id: string): ParamInfo | undefined {
  return declaration.params.find(param => param.id === id);
}

export function seedParam(declaration: Declaration): ParamInfo | undefined {
  return declaration.params.find(param => param.seed === true);
}

// "New seed" is not chance: the next number, and after the last the first. So a lesson can be repeated.
export function nextSeed(param: ParamInfo, seed: number): number {
  return seed + 1 > param.max ? param.min : seed + 1;
}

// The value as a link writes it: choices by name, toggles 0 or 1, numbers with the decimals that the control shows.
export function linkText(param: ParamInfo, value: number): string {
  if (param.kind === 'choice') return param.choices?.[value] ?? String(value);
  if (param.kind === 'toggle') return value ? '1' : '0';
  return String(Number(value.toFixed(Math.max(param.decimals, decimalsOf(param.step)))));
}

function decimalsOf(step: number): number {
  const [, fraction = ''] = String(step).split('.');
  return Math.min(fraction.length, 10);
}
