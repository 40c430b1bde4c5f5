// declaration.ts: what a widget declares, as it stands in each page: widgets.json without its explanations; and the forms
// of values.

export interface ParamInfo {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly kind: 'slider' | 'stepper' | 'toggle' | 'choice' | 'set' | 'curve' | 'points' | 'cells';
  readonly place: 'main' | 'more' | 'picture';
  readonly effect: 'resets' | 'view';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly decimals: number;
  readonly choices?: readonly string[];
  readonly default: number | string;
  readonly seed?: boolean;
  readonly measured?: boolean; // filled by the reader's clock (page/clock.ts), so it stands in no link and no form
}

export interface ReadoutInfo {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
}

export interface ActionInfo {
  readonly id: string;
  readonly label: string;
}

export interface PanelInfo {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly string[]; // params and actions that matter to it; empty: all
}

// One entry of widgets.json, without summary, hint and help.
export interface Declaration {
  readonly id: string;
  readonly hash: number; // of the model program that this describes, see model.h
  readonly title: string;
  readonly params: readonly ParamInfo[];
  readonly readouts: readonly ReadoutInfo[];
  readonly actions: readonly ActionInfo[];
  readonly panels: readonly PanelInfo[];
  readonly playback: {
    readonly max_ticks: number;
    readonly tick_label: string;
    readonly ticks_each?: number | undefined; // so many ticks count as one of what the label says
    readonly run_label: string;
    readonly step_label: string;
    readonly ticks_per_second: number;
  };
}

// Values as they are read: a number (the place of a choice; 0 or 1), or a text for the kinds that are no number.
export type Values = Readonly<Record<string, number | string>>;
export type Numbers = Readonly<Record<string, number>>;
export type Texts = Readonly<Record<string, string>>;

// What a reader, a link or a message may give for a parameter: a choice also by name, a toggle also as a boolean.
export type LooseValue = number | string | boolean;
export type LooseValues = Readonly<Record<string, LooseValue>>;

// The longest text that can be a value: a painted parameter (longest_value_text in values.h).
export const longestValue = 300;

// A set of panels as the model takes it: bit i is panel i, 0 all. Unknown names are left out.
export function panelSet(declaration: Declaration, ids: readonly string[]): number {
  return declaration.panels.reduce((set, { id }, place) => (ids.includes(id) ? set | (1 << place) : set), 0);
}
