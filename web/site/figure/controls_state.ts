// controls_state.ts: what the controls of a figure need to know of a widget and of its model's state.

export type Value = number | string;

export interface ParamInfo {
  readonly id: string;
  readonly label: string;
  readonly kind: string; // slider, stepper, toggle, choice, set, curve, points, cells
  readonly decimals: number;
  readonly choices?: readonly string[] | undefined;
  readonly seed?: boolean | undefined;
}

export interface PanelInfo {
  readonly id: string;
  readonly title: string;
  readonly controls?: readonly string[] | undefined; // ids of the params and actions that matter to it; none: all
  readonly plays?: boolean | undefined; // false: Run, Step and timeline wait under "All controls"
}

export interface PlaybackInfo {
  readonly max_ticks: number;
  readonly tick_label: string;
  readonly ticks_each?: number | undefined;
  readonly run_label: string;
  readonly run_leads?: boolean | undefined; // false: the first action is the main button
}

export interface Declaration {
  readonly params: readonly ParamInfo[];
  readonly actions: readonly { readonly id: string }[];
  readonly panels?: readonly PanelInfo[] | undefined;
  readonly playback: PlaybackInfo;
}

export interface ControlsState {
  readonly values: Readonly<Record<string, Value>>;
  readonly shown: Readonly<Record<string, string>>; // values and readouts as text with unit
  readonly relevant: Readonly<Record<string, boolean>>;
  readonly sentence: string;
  readonly description?: string | undefined;
  readonly response?: string | undefined; // what the last command changed, the news first; "" if nothing did
  readonly ticks: number;
  readonly goal?: number | undefined;
  readonly last_tick: number;
  readonly reached: number; // the farthest tick since the last reset
  readonly running: boolean;
  readonly can_undo?: boolean | undefined;
}
