// index.ts: what the module offers; build.mjs makes index.js and index.d.ts of it.
export { compiledModule, load } from './engine.ts';
export type { EngineSource } from './engine.ts';
export { EngineObject, liveObjects } from './engine_object.ts';
export { NetHolder } from './net.ts';
export type { NumberList } from './net.ts';
export type { Activation, DataKind, DataOptions, OptimizerOptions, RunOptions, Seed } from './settings.ts';
export { Trainer, trainRun } from './trainer.ts';
export type { GridWindow, Metrics } from './trainer.ts';
