// arguments.test.mjs: what callers get wrong is told with where it stands, what it is and what it may be.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loaded } from './module.mjs';

const e = await loaded();
const trainer = new e.Trainer({ hidden: [3], points: 10 });
const residual = new e.ResidualTrainer({ width: 2, blocks: 2 });
const net = new e.Mlp({ hidden: [2, 2], batch: 3 });
const sweep = new e.Sweep({ dropRates: [0, 0.5], seeds: 2, base: { hidden: [2], steps: 1 } });
const shape = { samples: 2, channels: 3, height: 4, width: 4 };
const examples = { points: [0, 0, 1, 1], labels: [0, 1] };
const layer = { outputs: 2, inputs: 3 };

// [what is done, the message's beginning]; a type that is wrong gives a TypeError, a value out of range a RangeError.
const wrongValues = [
  [() => new e.Trainer({ dropRate: 1.2 }), 'Trainer.dropRate: 1.2 is not in [0, 1]'],
  [() => new e.Trainer({ dropRate: NaN }), 'Trainer.dropRate: NaN is not in [0, 1]'],
  [() => new e.Trainer({ points: 0 }), 'Trainer.points: 0 is not in [1, 100000]'],
  [() => new e.Trainer({ points: 2.5 }), 'Trainer.points: 2.5 is not a whole number'],
  [() => new e.Trainer({ testPoints: -1 }), 'Trainer.testPoints: -1 is not in [1, 1000000]'],
  [() => new e.Trainer({ noise: -0.1 }), 'Trainer.noise: -0.1 is not in [0, 1000000]'],
  [() => new e.Trainer({ noise: Infinity }), 'Trainer.noise: Infinity is not in [0, 1000000]'],
  [() => new e.Trainer({ flipShare: 2 }), 'Trainer.flipShare: 2 is not in [0, 1]'],
  [() => new e.Trainer({ learningRate: 0 }), 'Trainer.learningRate: 0 is not in (0, ∞)'],
  [() => new e.Trainer({ beta1: 1 }), 'Trainer.beta1: 1 is not in [0, 1)'],
  [() => new e.Trainer({ weightDecay: -1 }), 'Trainer.weightDecay: -1 is not in [0, ∞)'],
  [() => new e.Trainer({ decoupledDecay: 20, learningRate: 0.05 }), 'Trainer.decoupledDecay: 20 is not in [0, 20)'],
  [() => new e.Trainer({ hidden: [8, 0] }), 'Trainer.hidden[1]: 0 is not in [1, 4096]'],
  [() => new e.Trainer({ hidden: Array(65).fill(1) }), 'Trainer.hidden: 65 values, where at most 64 are allowed'],
  [
    () => new e.Trainer({ hidden: Array(4).fill(4096) }),
    'Trainer.hidden: 50360321 parameters are more than 33554432',
  ],
  [() => new e.Trainer({ hidden: [1000], points: 100_000 }), 'Trainer.hidden: 1000 units times 100000 examples'],
  [() => new e.Trainer({ data: 'moon' }), 'Trainer.data: "moon" is none of "moons", "spirals", "circles", "xor"'],
  [() => new e.Trainer({ activation: 'gelu' }), 'Trainer.activation: "gelu" is none of "relu", "tanh"'],
  [() => new e.Trainer({ seed: -1 }), 'Trainer.seed: -1 is not a whole number in [0, 2^53 - 1]'],
  [() => new e.Trainer({ seed: 1n << 64n }), 'Trainer.seed: 18446744073709551616n is not a whole number'],
  [() => new e.Trainer({ dataSeed: 0.5 }), 'Trainer.dataSeed: 0.5 is not a whole number'],
  [() => e.trainRun({ steps: -1 }), 'trainRun.steps: -1 is not in [0, 10000000]'],
  [() => e.makeDatasets({ points: 0 }), 'makeDatasets.points: 0 is not in [1, 100000]'],
  [() => trainer.step(-1), 'Trainer.step.count: -1 is not in'],
  [() => trainer.decisionGrid(0, 4), 'Trainer.decisionGrid.columns: 0 is not in [1, 4096]'],
  [() => trainer.decisionGrid(4, 4, { xMin: NaN }), 'Trainer.decisionGrid.window.xMin: NaN is not in'],
  [() => trainer.logits([1, 2, 3]), 'Trainer.logits.inputs: 3 values are no multiple of 2 (2 for each example)'],
  [() => trainer.logits([1, NaN]), 'Trainer.logits.inputs[1]: NaN is not in'],
  [() => trainer.setParameters([1]), 'Trainer.setParameters.parameters: 1 values, where 13 are needed'],
  [() => trainer.restore(new Uint8Array(3)), 'Trainer.restore.state: 3 bytes, where a run with these options has'],
  [() => new e.RegularizedTrainer({ patience: 3 }), 'RegularizedTrainer.patience: 3 needs validationPoints above 0'],
  [
    () => new e.RegularizedTrainer({ validationPoints: 80 }),
    'RegularizedTrainer.validationPoints: 80 is not in [0, 79]',
  ],
  [() => new e.RegularizedTrainer({ schedule: { turn: 2 } }), 'RegularizedTrainer.schedule.turn: 2 is not in [0, 1]'],
  [() => new e.ResidualTrainer({ granularity: 'element' }), 'ResidualTrainer.granularity: "element" is none of'],
  [
    () => new e.ResidualTrainer({ width: 512, blocks: 512, points: 1000 }),
    'ResidualTrainer.blocks: 524800 units times',
  ],
  [() => residual.evaluateAs('half'), 'ResidualTrainer.evaluateAs.scheme: "half" is none of'],
  [() => new e.NormTrainer({ points: 1 }), 'NormTrainer.points: 1 is not in [2, 100000]'],
  [() => new e.NormTrainer({ testPoints: 1 }), 'NormTrainer.testPoints: 1 is not in [2'],
  [() => new e.Mlp({ batch: 0 }), 'Mlp.batch: 0 is not in'],
  [
    () => net.forwardTrain([1, 2, 3, 4, 5, 6, 7, 8]),
    'Mlp.forwardTrain.inputs: the number of examples: 4 is not in [1, 3]',
  ],
  [
    () => net.forwardTrain([1, 2], { samples: [1, 2] }),
    'Mlp.forwardTrain.pass.samples: 2 values, where 1 are needed',
  ],
  [() => net.forwardTrain([1, 2], { step: 2 ** 32 }), 'Mlp.forwardTrain.pass.step: 4294967296 is not in'],
  [() => net.mask(2), 'Mlp.mask.layer: 2 is not in [0, 1]'],
  [() => e.meanLoss([1], [2]), 'meanLoss.labels[0]: 2 is neither 0 nor 1'],
  [() => e.drawMask(-1, 0.5), 'drawMask.units: -1 is not in'],
  [() => e.drawMask(1, 0.5, { layer: 2 ** 31 }), 'drawMask.key.layer: 2147483648 is not in [0, 2147483647]'],
  [
    () => e.dropoutScale(0.5, 'inverse'),
    'dropoutScale.scheme: "inverse" is none of "naive", "testScaled", "inverted"',
  ],
  [
    () => e.drawGranularMask({ granularity: 'cell' }, shape),
    'drawGranularMask.dropout.granularity: "cell" is none of',
  ],
  [
    () => e.maskShape({ granularity: 'block', block: { size: 5 } }, shape),
    'maskShape.dropout.block.size: 5 is larger',
  ],
  [
    () => e.maskShape({ granularity: 'block', scheme: 'testScaled' }, shape),
    'maskShape.dropout.scheme: nobody has defined test-scaled blocks',
  ],
  [() => e.decisionCount({}, { samples: 0 }), 'decisionCount.shape.samples: 0 is not in'],
  [() => e.drawGranularMask({}, shape, {}, [1]), 'drawGranularMask.sampleIds: 1 values, where 2 are needed'],
  [() => e.broadcastMask([1, 1], { channels: 2 }, { channels: 3 }), 'broadcastMask.ownShape: an extent of 2 can not'],
  [() => e.dropoutForward({}, 'train', { channels: 2 }, [1], [1, 2]), 'dropoutForward.mask: 1 values, where 2 are'],
  [() => e.dropoutBackward({}, 'test', { channels: 2 }, [1, 1], [1, 2]), 'dropoutBackward.mode: "test" is none of'],
  [() => e.blockGamma({ height: 4, width: 2 }), 'blockGamma.block.size: 3 is larger than the map of 4 x 2'],
  [() => e.blockDroppedShare({ height: 100, width: 100 }), 'blockDroppedShare: height x width: 10000 is not in'],
  [
    () => e.droppedShare({ granularity: 'block' }, { height: 4, width: 1e6 }),
    'droppedShare.shape: height x width: 4000000 is not in [1, 4096]',
  ],
  [() => e.drawDropConnectMask(layer, 0), 'drawDropConnectMask.samples: 0 is not in'],
  [
    () => e.dropConnectForward(layer, 'train', [1], [1, 2, 3, 4, 5, 6], [0, 0], [1, 2, 3]),
    'dropConnectForward.mask: 1 values, where 6 are needed (see drawDropConnectMask)',
  ],
  [() => e.dropConnectLaw(layer, [1], [0, 0], [1, 2, 3]), 'dropConnectLaw.weights: 1 values, where 6 are needed'],
  [
    () => e.preactivationMoments(Array(36).fill(1), [1, 1, 1, 1, 1, 1], { on: 'weights', enumerated: true }),
    'preactivationMoments.enumerated: the number of decisions: 36 is not in [1, 16]',
  ],
  [() => e.patchNoise('element', 1, 4), 'patchNoise.dropRate: 1 is not in [0, 1)'],
  [() => e.depthDropRates('linear', 4, 0.5), 'depthDropRates.rule: "linear" is none of'],
  [
    () => e.dropPathRows({ dropRate: 0.5 }, [1, 0], [1, 2, 3], [1, 2, 3]),
    'dropPathRows.x: 3 values are no multiple of 2',
  ],
  [() => e.drawGaussianFactors(3, 1), 'drawGaussianFactors.dropRate: 1 is not in [0, 1)'],
  [() => e.alphaDropoutForward(0.5, 'train', [1], [1, 2]), 'alphaDropoutForward.mask: 1 values, where 2 are needed'],
  [() => e.scheduledDropRate({ kind: 'ramp' }, 1.5), 'scheduledDropRate.shareDone: 1.5 is not in [0, 1]'],
  [() => e.measureRemoval(trainer, examples, { orders: 0 }), 'measureRemoval.orders: 0 is not in'],
  [() => e.measureUnitDamage(trainer, { points: [1], labels: [1] }), 'measureUnitDamage.examples.points: 1 values'],
  [() => e.measureUnitDamage(trainer, { points: [], labels: [] }), 'measureUnitDamage.examples.labels: 0 values'],
  [() => e.removalAccuracies(trainer, examples, [0, 1, 1]), 'removalAccuracies.order: a unit stands in it twice'],
  [() => e.removalAccuracies(trainer, examples, [0, 1, 3]), 'removalAccuracies.order[2]: 3 is not in [0, 2]'],
  [() => e.cancellationRatio(trainer, []), 'cancellationRatio.inputs: the number of examples: 0 is not in [1,'],
  [() => e.maskProbabilities(17, 0.5), 'maskProbabilities.units: 17 is not in [0, 16]'],
  [
    () => e.enumerateLogits(new e.Trainer({ hidden: [17] }), [0, 0], 0.5),
    'enumerateLogits.net: the number of hidden units: 17 is not in [0, 16]',
  ],
  [
    () => e.compareWithEnsemble(net, examples, { passCounts: [5, 5] }),
    'compareWithEnsemble.passCounts[1]: the counts',
  ],
  [() => e.countDistinctMasks(65, 0.5, 10), 'countDistinctMasks.units: 65 is not in [0, 64]'],
  [() => e.poissonBinomial([0.5, 2]), 'poissonBinomial.probabilities[1]: 2 is not in [0, 1]'],
  // Their squares would be infinite, and the statistic no number.
  [
    () => e.goodnessOfFit([1e308, 1e308], [0.5, 0.5]),
    'goodnessOfFit.observed[0]: 1e+308 is not in [0, 9007199254740991]',
  ],
  [() => e.goodnessOfFit([1, 2], [0.5, 0.5], 1e-300), 'goodnessOfFit.minExpected: 1e-300 is not in [0.000001, ∞)'],
  [() => e.chiSquareUpperP(1, 1e300), 'chiSquareUpperP.degreesOfFreedom: 1e+300 is not in [1, 100000000]'],
  [() => e.studentTQuantile(1e15), 'studentTQuantile.degreesOfFreedom: 1000000000000000 is not in [1, 100000000]'],
  [() => e.centralRange([0.5, 0.5], 1), 'centralRange.share: 1 is not in (0, 1)'],
  [() => e.recovery([1, 0], { side: 2 }), 'recovery.mask: 2 values, where 4 are needed (side x side)'],
  [() => e.recovery([1], { side: 1, nugget: 0 }), 'recovery.field.nugget: 0 is not in [0.000001, 1000000]'],
  // Its square would be 0.
  [() => e.recovery([1], { side: 1, length: 1e-200 }), 'recovery.field.length: 1e-200 is not in [0.000001, 1000000]'],
  [() => e.rebuild([1], [1], { side: 1, length: 1e200 }), 'rebuild.field.length: 1e+200 is not in'],
  [() => e.recovery([1], { side: 1 }, 'best'), 'recovery.predictor: "best" is none of'],
  [() => e.varianceShift({ mean: 0, variance: -1 }, 0.5), 'varianceShift.input.variance: -1 is not in [0, ∞)'],
  [() => e.dropoutRegression([1, 2, 3], [1, 2], 2, 0.5), 'dropoutRegression.x: 3 values, where 4 are needed'],
  [() => e.dropoutRegression([1, 1, 2, 2], [1, 2], 2, 0), 'dropoutRegression.x: no finite solution stands alone'],
  [() => e.dropoutRegression([1, 0, 2, 0], [1, 2], 2, 0.5), 'dropoutRegression.x: no finite solution stands alone'],
  [() => e.dropoutRegression([1e200], [1], 1, 0.5), 'dropoutRegression.x: no finite solution stands alone'],
  [() => e.binomialPmf(2, 1, -0.5), 'binomialPmf.probability: -0.5 is not in [0, 1]'],
  [() => e.pairedInterval([1, 2], [1]), 'pairedInterval.after: 1 values, where 2 are needed (as many as before)'],
  [() => e.enumerateMaskedSums(Array(17).fill(1), 0.5), 'enumerateMaskedSums.values: 17 values, where at most 16'],
  [() => new e.Sweep({ dropRates: [] }), 'Sweep.dropRates: 0 values, where at least 1 are needed'],
  [() => new e.Sweep({ baseline: 10 }), 'Sweep.baseline: 10 is not in [0, 9]'],
  [() => sweep.record(4, { trainAccuracy: 1, testAccuracy: 1 }), 'Sweep.record.run: 4 is not in [0, 3]'],
  [() => sweep.point(2), 'Sweep.point.rate: 2 is not in [0, 1]'],
];

const wrongTypes = [
  [() => new e.Trainer({ dropRate: '0.5' }), 'Trainer.dropRate: "0.5" is not a number'],
  [() => new e.Trainer({ dropRte: 0.5 }), 'Trainer: there is no setting "dropRte"; known: data, points'],
  [() => new e.Trainer(7), 'Trainer: 7 is not an object with settings'],
  [() => new e.Trainer({ hidden: 32 }), 'Trainer.hidden: 32 is not an array of numbers'],
  [() => new e.Trainer({ hidden: ['8'] }), 'Trainer.hidden[0]: "8" is not a number'],
  [() => new e.Trainer({ seed: '1' }), 'Trainer.seed: "1" is neither a number nor a bigint'],
  [() => new e.RegularizedTrainer({ dropRate: 0.5 }), 'RegularizedTrainer: there is no setting "dropRate"'],
  [() => new e.Sweep({ base: { seed: 1 } }), 'Sweep.base: there is no setting "seed"'],
  [() => trainer.restore([1, 2]), 'Trainer.restore.state: not a Uint8Array'],
  [() => e.dropoutForward({}, 'train', { channels: 1 }, 'x', [1]), 'dropoutForward.mask: "x" is not an array'],
  [
    () => e.drawBlockMask({ height: 4, width: 4, block: { sharedByChannels: 1 } }),
    'drawBlockMask.block.sharedByChannels',
  ],
  [
    () => e.measureRemoval(residual, examples),
    'measureRemoval.net: neither a Trainer, a RegularizedTrainer nor an Mlp',
  ],
  [() => e.measureRemoval({}, examples), 'measureRemoval.net: neither a Trainer'],
  [() => e.measureRemoval(trainer), 'measureRemoval.examples: not an object with points and labels'],
  [() => new e.Optimizer(trainer), 'Optimizer.net: not an Mlp'],
  [() => e.selu(), 'selu.x: undefined is not a number'],
  [() => sweep.record(0), 'Sweep.record.result.trainAccuracy: undefined is not a number'],
];

test('values out of range give a RangeError with what and where', () => {
  for (const [action, message] of wrongValues) assertThrown(action, RangeError, message);
});

test('values of a wrong type, and unknown settings, give a TypeError with what and where', () => {
  for (const [action, message] of wrongTypes) assertThrown(action, TypeError, message);
});

test('calls in a wrong order say what is missing', () => {
  const fresh = new e.Mlp({ hidden: [] });
  assertThrown(() => fresh.backward([1]), Error, 'Mlp.backward: there was no forwardTrain before');
  assertThrown(() => fresh.mask(0), RangeError, 'Mlp.mask.layer: the net has no hidden layer');
  assertThrown(() => e.cancellationRatio(fresh, [0, 0]), RangeError, 'cancellationRatio.net: it has no hidden layer');
  fresh.forwardTrain([1, 2, 3, 4]);
  assertThrown(() => fresh.backward([1]), RangeError, 'Mlp.backward.labels: 1 values, where 2 are needed');
  fresh.dispose();
});

function assertThrown(action, kind, message) {
  let thrown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  assert.ok(thrown, `nothing was thrown, where "${message}" is due`);
  assert.equal(thrown.message.slice(0, message.length), message);
  assert.equal(thrown.constructor, kind, message);
}
