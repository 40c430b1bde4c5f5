// index.d.ts: the types of dropout-widget. {{ids}} is filled in by the build.

/** The widgets that there are. */
export type WidgetId = {{ids}};

/** What a figure says of itself, in events and as the answer to each command. */
export interface FigureState {
  /** By parameter: numbers; a choice is the place of its option, a toggle 0 or 1; a text where the value is no number. */
  readonly values: Readonly<Record<string, number | string>>;
  readonly readouts: Readonly<Record<string, number>>;
  /** The sentence under the picture. */
  readonly sentence: string;
  /** Training steps, draws … made so far. */
  readonly ticks: number;
  readonly running: boolean;
  /** The query of a link that restores this state. */
  readonly link: string;
}

/** Attributes. Every other one is a parameter of the widget, such as p or seed. */
export interface DropoutWidgetAttributes {
  widget: WidgetId;
  /** The folder where the figures are. Needed where the script was built into a bundle. */
  base?: string;
  /** How wide the frame stands at most: a number of pixels or a CSS length. A parameter of that name is `param-width`. */
  width?: number | string;
  /** A fixed height: a number of pixels or a CSS length. Without it the height of the figure is followed. */
  height?: number | string;
  /** The name of the frame for screen readers. */
  title?: string;
  theme?: 'light' | 'dark' | 'auto';
  loading?: 'lazy' | 'eager';
  /** Ids of panels, with commas between them. */
  panels?: string;
  /** Ids of controls that are not shown, or that cannot be changed. */
  hide?: string;
  lock?: string;
  ticks?: number | string;
  [parameter: string]: unknown;
}

export interface DropoutWidgetEventMap {
  ready: CustomEvent<FigureState>;
  change: CustomEvent<FigureState>;
  error: CustomEvent<{ readonly message: string }>;
}

/** `<dropout-widget>`. Each command resolves to the state after it, or rejects with the reason. */
export declare class DropoutWidget extends HTMLElement {
  readonly values: FigureState['values'] | undefined;
  readonly readouts: FigureState['readouts'] | undefined;
  readonly sentence: string | undefined;
  /** null: the value that the widget begins with. */
  set(values: Readonly<Record<string, number | string | boolean | null>>): Promise<FigureState>;
  send(type: 'act', more: { readonly action: string }): Promise<FigureState>;
  send(type: 'step', more?: { readonly ticks?: number }): Promise<FigureState>;
  send(type: 'reset' | 'run' | 'pause' | 'get'): Promise<FigureState>;
  addEventListener<K extends keyof DropoutWidgetEventMap>(
    type: K,
    listener: (this: DropoutWidget, event: DropoutWidgetEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'dropout-widget': DropoutWidget;
  }
}
