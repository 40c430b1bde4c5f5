// runner.ts: the one interface behind which a model runs, in this page (local_runner.ts) or in a Worker (remote_runner.ts).
//
// Whoever holds the runner gives orders and gets reports; what runs, and how far, only the runner knows. A report tells
// the newest state; older ones that nobody took are skipped. An order is answered after the report of what it did.
import type { LooseValues } from './declaration.js';
import type { PlayState, SavedModel, TrainedRun, View, ViewState } from './model.js';

export type Command =
  | { readonly type: 'set'; readonly values: LooseValues } // together, with one reset at most
  // One number of a parameter that has many, such as a painted cell.
  | { readonly type: 'set_part'; readonly param: string; readonly place: number; readonly value: number }
  | { readonly type: 'act'; readonly action: number }
  | { readonly type: 'step'; readonly ticks: number } // at once, so only a few
  | { readonly type: 'run_to'; readonly tick: number } // as fast as it goes
  | { readonly type: 'run_on'; readonly ticks: number } // the same from here; negative counts do nothing
  | { readonly type: 'seek'; readonly tick: number }
  | { readonly type: 'run' | 'pause' | 'reset' };

// What was wrong with values of an order, in words; the right ones of the same order count.
export interface Answer {
  readonly refused: readonly string[];
  readonly adjusted: readonly string[];
}

export interface Report {
  readonly state: PlayState;
  readonly turn: number; // how many orders came before; the response belongs to the last one
  readonly views: Readonly<Record<string, ViewState>>; // those that may have changed: all, or none
  readonly wanted: readonly number[]; // training runs that a pool may compute
  readonly msPerTick: number; // computing time of the present run by its ticks; 0 before the first
  readonly longestMs: number; // the longest single advance of the present run
}

export interface Pacing {
  readonly ticksPerSecond: number; // of `run` and actions; Infinity where motion is not welcome
  readonly betweenReportsMs: number; // while it runs
  readonly assisted: boolean; // a pool trains the runs that are wanted; so they are waited for
}

export interface RunnerEvents {
  report(report: Report): void;
  failed(error: unknown): void; // the model, or its Worker; the runner is of no further use
}

export interface Runner {
  order(commands: readonly Command[], answered: (answer: Answer) => void): void;
  view(id: string, view: View | null): void; // null: nobody looks any more
  pacing(pacing: Pacing): void;
  offer(run: TrainedRun): void;
  table(panel: number): Promise<string[][]>;
  start(): void; // reports, and goes on with a run that was loaded
  // The runner ends. Rejects where the model is out of reach.
  close(): Promise<SavedModel>;
}
