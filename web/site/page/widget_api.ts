// widget_api.ts: the public property `widget` of a live figure, as far as the page around it uses it.

export interface Snapshot {
  readonly values: Readonly<Record<string, number>>;
  readonly readouts: Readonly<Record<string, number>>;
  readonly sentence: string;
  readonly ticks: number;
  readonly running?: boolean;
  readonly shown?: Readonly<Record<string, string>>;
}

export type Values = Readonly<Record<string, number | boolean | string>>;

// The methods may answer at once or by a promise: a figure that sleeps is woken first.
export interface WidgetApi {
  set(values: Values): unknown;
  reset(): unknown;
  step(ticks: number): unknown;
  snapshot(): Snapshot | Promise<Snapshot>;
}

export function figureById(id: string): HTMLElement | null {
  const element = document.getElementById(id);
  return element?.matches('[data-widget]') ? element : null;
}

export const widgetOf = (figure: HTMLElement): WidgetApi | undefined =>
  (figure as HTMLElement & { widget?: WidgetApi }).widget;

export const figureFailed = (figure: HTMLElement): boolean => figure.dataset.state === 'failed';
