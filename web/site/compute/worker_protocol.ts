// worker_protocol.ts: the messages between a page and its Workers: the one that hosts models, and those of the pool.
//
// A hosted model is named by a number that the page gives and never uses twice. Orders are answered in their order.
import type { Declaration, Texts } from './declaration.js';
import type { SavedModel, TrainedRun, View } from './model.js';
import type { Answer, Command, Pacing, Report } from './runner.js';

export type ToHost =
  | {
      readonly type: 'open';
      readonly id: number;
      readonly module: WebAssembly.Module;
      readonly declaration: Declaration;
      readonly saved: SavedModel; // with its goal: a run goes on
      readonly views: Readonly<Record<string, View>>;
      readonly pacing: Pacing;
      readonly turn: number; // orders carried out before
      readonly hurries: boolean;
    }
  | { readonly type: 'order'; readonly id: number; readonly commands: readonly Command[] }
  | { readonly type: 'view'; readonly id: number; readonly view: string; readonly value: View | null }
  | { readonly type: 'pacing'; readonly id: number; readonly pacing: Pacing }
  | { readonly type: 'offer'; readonly id: number; readonly run: TrainedRun }
  | { readonly type: 'table'; readonly id: number; readonly panel: number }
  // The page has taken the last report; only then does a run send another, so that nothing piles up.
  | { readonly type: 'taken'; readonly id: number }
  | { readonly type: 'close'; readonly id: number };

export type FromHost =
  // saved: whenever it stands, and now and then while it runs.
  | { readonly type: 'report'; readonly id: number; readonly report: Report; readonly saved: SavedModel | null }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly type: 'table'; readonly id: number; readonly table: string[][] }
  | { readonly type: 'closed'; readonly id: number; readonly saved: SavedModel }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string };

// The pool: generation tells which values and run a result belongs to; a new one makes older ones void.
export type ToTrainer =
  | {
      readonly type: 'prepare';
      readonly module: WebAssembly.Module;
      readonly declaration: Declaration;
      readonly generation: number;
      readonly texts: Texts;
    }
  | { readonly type: 'train'; readonly generation: number; readonly run: number };

export type FromTrainer =
  | { readonly type: 'trained'; readonly generation: number; readonly result: TrainedRun }
  | { readonly type: 'trainer_failed'; readonly generation: number; readonly reason: string };

export type ToWorker = ToHost | ToTrainer;
export type FromWorker = FromHost | FromTrainer;
