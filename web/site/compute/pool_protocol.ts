// pool_protocol.ts: the messages between a figure and the Workers that compute its training runs.

// One training run that a widget waits for; the settings are the argument of the engine module's trainRun.
export interface WantedRun {
  readonly run: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

// The address of the engine module's index.js; its engine.wasm lies beside it.
export interface LoadMessage {
  readonly type: 'load';
  readonly engine: string;
}
export interface TrainMessage extends WantedRun {
  readonly type: 'train';
  readonly generation: number;
}
export type ToRunner = LoadMessage | TrainMessage;

// generation tells which sweep the result belongs to: each new run, setting, reset or pause makes older ones void.
export interface TrainedMessage {
  readonly type: 'trained';
  readonly generation: number;
  readonly run: number;
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
}
export interface RunnerFailedMessage {
  readonly type: 'failed';
  readonly reason: string;
}
export type FromRunner = TrainedMessage | RunnerFailedMessage;
