// widget_api.ts: the property `widget` of a figure's root element, for pages, tests and the curious.
import type { LooseValues, Snapshot, Values } from './declaration.js';
import type { FigureState } from './figure_life.js';
import type { WidgetElement } from './widget_element.js';

// Commands given before the figure is live wait for it; `ready` tells when it is. Each promise tells when the command is
// carried out and the snapshot shows it; the picture follows with the next frame.
export interface WidgetApi {
  readonly ready: Promise<void>;
  readonly state: FigureState;
  readonly frames: number; // drawn so far; stands still while nothing changes
  readonly pageTicks: number; // computed by the page itself so far, not by a Worker
  get(): Values | null;
  set(values: LooseValues): Promise<boolean>;
  act(id: string): Promise<boolean>;
  reset(): Promise<boolean>;
  step(ticks?: number): Promise<boolean>;
  seek(tick: number): Promise<boolean>; // back or forth, to a tick that was reached
  run(): Promise<boolean>;
  pause(): Promise<boolean>;
  snapshot(): Snapshot | null; // null until the figure was live once
  picture(): Uint8Array | null; // a copy of the display list that is shown, see web/widgets/contract/display_list.h
}

export function widgetApi(figure: WidgetElement): WidgetApi {
  return {
    ready: figure.ready,
    get state() {
      return figure.state;
    },
    get frames() {
      return figure.frames;
    },
    get pageTicks() {
      return figure.pageTicks;
    },
    get: () => figure.snapshot()?.values ?? null,
    set: values => figure.set(values),
    act: id => figure.act(id),
    reset: () => figure.act('reset'),
    step: (ticks = 1) => figure.step(ticks),
    seek: tick => figure.seek(tick),
    run: () => figure.act('run'),
    pause: () => figure.act('pause'),
    snapshot: () => figure.snapshot(),
    picture: () => figure.displayList(),
  };
}
