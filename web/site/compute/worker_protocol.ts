// worker_protocol.ts: the messages between a figure and the Worker that computes its ticks.
import type { Values, WidgetBlock } from '../figure/declaration.js';

export interface OpenMessage {
  readonly type: 'open';
  readonly module: WebAssembly.Module;
  readonly glue: string;
  readonly widget: string;
  readonly block: WidgetBlock;
}
// Starts from the saved bytes, under these values. ticksPerSecond is the pace; Infinity: as fast as it goes.
export interface RunMessage {
  readonly type: 'run';
  readonly generation: number;
  readonly values: Values;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ticksPerSecond: number;
}
export interface StopMessage {
  readonly type: 'stop';
}
// The page has taken the last state; only then does the Worker send another, so that nothing piles up.
export interface TakenMessage {
  readonly type: 'taken';
}
export type ToWorker = OpenMessage | RunMessage | StopMessage | TakenMessage;

// generation tells which run the bytes belong to: each new run, setting, reset or pause makes older ones void.
export interface StateMessage {
  readonly type: 'state';
  readonly generation: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly msPerTick: number; // computing time of this run by its ticks; 0 before the first
}
export interface FailedMessage {
  readonly type: 'failed';
  readonly reason: string;
}
export type FromWorker = StateMessage | FailedMessage;
