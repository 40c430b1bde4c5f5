// index.ts: what the module offers; build.mjs makes index.js and index.d.ts of it.
export { compiledModule, load } from './engine.ts';
export type { CompiledEngine, EngineSource } from './engine.ts';
export { EngineObject, liveObjects } from './engine_object.ts';

export type {
  Activation,
  DataKind,
  DataOptions,
  DepthRule,
  Granularity,
  Mode,
  OptimizerOptions,
  RunOptions,
  Scheme,
  Seed,
} from './settings.ts';
export { Net } from './net.ts';
export type { NumberList } from './net.ts';
export { makeDatasets, Run, Trainer, trainRun } from './run.ts';
export type { Dataset, GridWindow, Metrics } from './run.ts';
export { scheduledDropRate } from './schedule.ts';
export type { Schedule } from './schedule.ts';
export { NormTrainer, RegularizedTrainer, ResidualTrainer } from './family_runs.ts';
export type { NormOptions, RegularizedOptions, ResidualOptions } from './family_runs.ts';
export { meanLoss, Mlp, Optimizer } from './mlp.ts';
export type { MlpOptions, TrainingPass } from './mlp.ts';

export {
  broadcastMask,
  decisionCount,
  dropoutBackward,
  dropoutForward,
  dropoutScale,
  drawGranularMask,
  drawMask,
  droppedShare,
  maskShape,
} from './masks.ts';
export type { BlockOptions, DropoutOptions, MaskKey, TensorShape } from './masks.ts';
export { blockDropProbabilities, blockDroppedShare, blockGamma, drawBlockMask } from './drop_block.ts';
export type { BlockMap } from './drop_block.ts';
export {
  drawDropConnectMask,
  dropConnectBackward,
  dropConnectForward,
  dropConnectLaw,
  patchNoise,
  preactivationMoments,
} from './drop_connect.ts';
export type { DropConnectLayer, MomentOptions, PreactivationMoments } from './drop_connect.ts';
export { blockIsActive, depthDropRates, dropPathRows } from './drop_path.ts';
export {
  alphaDropoutBackward,
  alphaDropoutForward,
  alphaDropoutMap,
  drawGaussianFactors,
  selu,
  seluSlope,
} from './noise_dropout.ts';

export {
  cancellationRatio,
  maskedLogits,
  measureHalfRemoval,
  measureRemoval,
  measureScaling,
  measureUnitDamage,
  naiveMismatch,
  removalAccuracies,
  unitLaw,
} from './net_studies.ts';
export type { Examples, RemovalCurve, RemovalOptions, ScalingReport, UnitDamage, UnitLaw } from './net_studies.ts';
export {
  binaryEntropy,
  compareWithEnsemble,
  countDistinctMasks,
  effectiveMaskCount,
  ensembleMeans,
  enumerateLogits,
  expectedDistinctMasks,
  maskProbabilities,
  monteCarloMean,
} from './ensemble.ts';
export type { EnsembleMeans, EnsembleOptions, EnsembleReport, MonteCarloOptions } from './ensemble.ts';
export {
  activeDepthLaw,
  centralRange,
  dropoutRegression,
  dropoutRegressionLoss,
  explainedShare,
  featureMaps,
  goodnessOfFit,
  poissonBinomial,
  rebuild,
  recovery,
  sampleReluUnderDropout,
  varianceShift,
  varianceShiftOfSum,
} from './laws.ts';
export type { CountLaw, FieldOptions, Predictor, Recovery, VarianceShift } from './laws.ts';
export {
  binomialPmf,
  chiSquareUpperP,
  enumerateMaskedSums,
  meanInterval,
  pairedInterval,
  studentTQuantile,
  Sweep,
} from './statistics.ts';
export type { MaskedSums, MeanInterval, SweepOptions, SweepPoint, SweepResult } from './statistics.ts';
