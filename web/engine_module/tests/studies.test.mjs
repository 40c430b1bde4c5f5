// studies.test.mjs: the studies, against definitions and closed forms.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loaded, near } from './module.mjs';

const e = await loaded();
const logistic = z => 1 / (1 + Math.exp(-z));
const trainer = new e.Trainer({ hidden: [6, 4], points: 60, testPoints: 80, dropRate: 0.3, seed: 3 });
trainer.step(200);
const examples = trainer.trainSet();
const units = 10;
const rightWith = mask => {
  const logits = e.maskedLogits(trainer, examples.points, mask);
  return examples.labels.filter((label, i) => logits[i] > 0 === (label === 1)).length;
};
const all = Array(units).fill(1);
const without = (...removed) => all.map((_, unit) => (removed.includes(unit) ? 0 : 1));

test('masked logits: nothing masked is the evaluation', () => {
  assert.deepEqual(e.maskedLogits(trainer, examples.points, all), trainer.logits(examples.points));
});

test('damage by single units is what removing them shows', () => {
  const damage = e.measureUnitDamage(trainer, examples);
  assert.equal(damage.correct, rightWith(all));
  const alone = all.map((_, unit) => rightWith(without(unit)));
  assert.deepEqual(Array.from(damage.correctWithout), alone);
  near([damage.largestDrop], [(100 * (damage.correct - Math.min(...alone))) / 60], 1e-9);
  assert.equal(damage.criticalUnits, alone.filter(right => right < damage.correct).length);
});

test('removal in an order, and over random orders', () => {
  const order = [9, 0, 8, 1, 7, 2, 6, 3, 5, 4];
  const expected = [0, 3, 6, 9, 10].map(count => rightWith(without(...order.slice(0, count))) / 60);
  near(e.removalAccuracies(trainer, examples, order, 3), expected, 1e-12);
  const curve = e.measureRemoval(trainer, examples, { orders: 20, stride: 3, seed: 5 });
  assert.deepEqual(Array.from(curve.removed), [0, 3, 6, 9, 10]);
  near([curve.accuracy[0], curve.accuracy[4]], [expected[0], expected[4]], 1e-12);
  assert.ok(curve.removedUntilBroken > 0 && curve.removedUntilBroken <= 10);
  const half = e.measureHalfRemoval(trainer, examples, { draws: 20 });
  assert.ok(half.accuracy > 0.3 && half.accuracy <= 1 && Math.abs(half.correlation) <= 1);
});

test('cancellation of a net whose parts are known', () => {
  const net = new e.Mlp({ hidden: [2] });
  // Two copies of x with weights 3 and -2: parts 3x and -2x leave x, so 5.
  net.setParameters([1, 1, 0, 0, 0, 0, 3, -2, 0]);
  near([e.cancellationRatio(net, [1, 0, 2, 0, 5, 0])], [5], 1e-6);
  net.dispose();
});

test('the ensemble of a net: all members, their means, one pass, Monte Carlo', () => {
  const p = 0.3;
  const input = [0.4, -0.8];
  const weights = e.maskProbabilities(units, p);
  near([weights.reduce((sum, each) => sum + each, 0), weights[1023]], [1, 0.7 ** 10], 1e-12);
  const logits = e.enumerateLogits(trainer, input, p);
  for (const m of [0, 1, 77, 1023]) {
    const mask = all.map((_, unit) => (m >> unit) & 1);
    assert.equal(e.maskedLogits(trainer, input, mask, 1 / (1 - p))[0], logits[m]);
  }
  const means = e.ensembleMeans(logits, weights);
  const sum = value => logits.reduce((total, z, m) => total + weights[m] * value(z), 0);
  near([means.arithmetic, means.meanLogit], [sum(logistic), sum(z => z)], 1e-9);
  near([means.geometric], [logistic(means.meanLogit)], 1e-9);
  const passes = 20_000;
  const drawn = e.monteCarloMean(trainer, input, { dropRate: p, passes, seed: 2 });
  // 5 standard errors of a probability.
  near([drawn], [means.arithmetic], 2.5 / Math.sqrt(passes));
  const report = e.compareWithEnsemble(trainer, examples, { dropRate: p, passCounts: [5, 100] });
  assert.equal(report.passAccuracy, rightWith(all) / 60);
  assert.ok(report.monteCarloErrors[0] > report.monteCarloErrors[1]);
  assert.ok(report.arithmeticGapMax >= report.arithmeticGapMean);
});

test('how many members training meets', () => {
  assert.equal(e.binaryEntropy(0.5), 1);
  near([e.effectiveMaskCount(10, 0.5)], [1024], 1e-9);
  near([e.expectedDistinctMasks(10, 0.5, 500)], [1024 * (1 - (1 - 1 / 1024) ** 500)], 1e-6);
  const masks = new Set(Array.from({ length: 500 }, (_, step) => e.drawMask(10, 0.5, { seed: 9, step }).join('')));
  assert.equal(e.countDistinctMasks(10, 0.5, 500, 9), masks.size);
});

test('the forgotten scale', () => {
  const naive = e.unitLaw(2, 0.2, 'naive');
  near([naive.trainMean, naive.trainVariance, naive.evalOutput, naive.mismatch], [1.6, 0.64, 2, 1.25], 1e-12);
  near([naive.relativeNoise, e.unitLaw(2, 0.2).relativeNoise], [0.5, 0.5], 1e-12);
  near([e.unitLaw(2, 0.2).keptValue, e.unitLaw(2, 0.2).dropProbability], [2.5, 0.2], 1e-12);
  near([e.naiveMismatch(0.5, 3)], [8], 1e-12);
  const net = new e.Mlp({ hidden: [16, 16], seed: 4 });
  const report = e.measureScaling(net, examples, { dropRate: 0.5, draws: 5 });
  // Biases are 0 at the start, so the ratio is (1/k)^2 and no class changes. Float: 1e-5.
  near([report.logitRatio, report.classAgreement], [4, 1], 1e-4);
  assert.equal(report.naiveAccuracy, report.scaledAccuracy);
  net.dispose();
});

test('active depth is Poisson-binomial', () => {
  const law = e.activeDepthLaw([0.2, 0.5]);
  near(law.probabilities, [0.1, 0.5, 0.4], 1e-12);
  near([law.mean, law.variance, law.mode], [1.3, 0.41, 1], 1e-12);
  assert.deepEqual(e.poissonBinomial([0.8, 0.5]), law);
  near(
    e.poissonBinomial(Array(6).fill(0.3)).probabilities,
    Array.from({ length: 7 }, (_, k) => e.binomialPmf(6, k, 0.3)),
    1e-12,
  );
  assert.deepEqual(e.centralRange([0.1, 0.5, 0.4], 0.7), { low: 1, high: 2 });
  const fit = e.goodnessOfFit([12, 48, 40], law.probabilities);
  near([fit.statistic, fit.degreesOfFreedom, fit.pValue], [0.48, 2, Math.exp(-0.24)], 1e-9);
});

test('recovery: scattered cells come back, a whole map does not', () => {
  const side = 4;
  const mask = Array(16).fill(1);
  mask[5] = 0;
  const best = e.recovery(mask, { side });
  assert.equal(best.droppedCount, 1);
  assert.equal(best.mean, best.share[5]);
  assert.ok(best.mean > 0.8 && best.mean < 1);
  assert.ok(e.recovery(mask, { side }, 'neighbours').mean < best.mean);
  assert.equal(e.recovery(Array(16).fill(0), { side }).mean, 0);
  const values = Array.from({ length: 16 }, (_, i) => (i === 5 ? NaN : i));
  const rebuilt = e.rebuild(mask, values, { side }, 'neighbours');
  assert.equal(rebuilt[5], (1 + 4 + 6 + 9) / 4);
  assert.equal(rebuilt[6], 6);
  assert.equal(e.rebuild(mask, values, { side })[0], 0);
  near([e.explainedShare([1, 2, 3, 9], [1.5, 2, 2.5, 0], [0, 0, 0, 1])], [1 - 0.5 / 2], 1e-12);
});

test('variance shift', () => {
  near(Object.values(e.varianceShift({ mean: 0, variance: 2 }, 0.25)), [2 / 0.75, 2, 0.75, Math.sqrt(0.75)], 1e-12);
  const shift = e.varianceShiftOfSum([1, 2], [1, 0], [1, 0.5, 0.5, 2], 0.5);
  near([shift.evalVariance, shift.trainVariance], [11, 11 + (1 * 2 + 4 * 2)], 1e-12);
  const drawn = e.sampleReluUnderDropout(0.5, 1000, 3);
  drawn.train.forEach((value, i) => assert.ok(value === 0 || value === 2 * drawn.eval[i]));
});

test('dropout in linear regression is ridge regression', () => {
  const [x, y, p] = [[1, 2, 0, 1, 3, -1], [1, 2, 3], 0.3];
  const b = e.dropoutRegression(x, y, 2, p);
  const loss = at => e.dropoutRegressionLoss(x, y, at, p);
  near([loss(b)], [e.dropoutRegressionLoss(x, y, b, p, true)], 1e-12);
  for (const [i, move] of [
    [0, 1e-3],
    [0, -1e-3],
    [1, 1e-3],
    [1, -1e-3],
  ]) {
    const moved = Array.from(b);
    moved[i] += move;
    assert.ok(loss(moved) > loss(b));
  }
});

test('statistics', () => {
  near([e.chiSquareUpperP(3.841458820694124, 1)], [0.05], 1e-9);
  near([e.studentTQuantile(1), e.studentTQuantile(29)], [12.706, 2.045], 1e-3);
  const { mean, halfWidth, count } = e.meanInterval([1, 2, 3]);
  near([mean, halfWidth, count], [2, 4.302652729911275 / Math.sqrt(3), 3], 1e-6);
  assert.equal(e.meanInterval([1]).halfWidth, Infinity);
  near([e.pairedInterval([1, 2, 3], [2, 4, 6]).mean], [2], 1e-12);
  const sums = e.enumerateMaskedSums([1, 2], 0.25, 2);
  assert.deepEqual(Array.from(sums.sums), [0, 2, 4, 6]);
  near(sums.probabilities, [0.0625, 0.1875, 0.1875, 0.5625], 1e-12);
  near([sums.mean, sums.sd, sums.minimum, sums.maximum], [4.5, Math.sqrt(4 * 5 * 0.1875), 0, 6], 1e-12);
});

test('a sweep: runs made here and runs recorded from elsewhere are the same', () => {
  const options = { dropRates: [0, 0.5], seeds: 3, firstSeed: 5, base: { hidden: [4], points: 30, steps: 40 } };
  const here = new e.Sweep(options);
  while (!here.finished) here.advance(1000);
  const elsewhere = new e.Sweep(options);
  assert.equal(elsewhere.result(0), undefined);
  assert.deepEqual(elsewhere.runOptions(3), { ...options.base, dropRate: 0.5, seed: 6n });
  for (let run = elsewhere.runCount - 1; run >= 0; run -= 1)
    elsewhere.record(run, e.trainRun(elsewhere.runOptions(run)));
  assert.equal(elsewhere.finishedCount, 6);
  for (let run = 0; run < 6; run += 1) assert.deepEqual(elsewhere.result(run), here.result(run));
  for (const rate of [0, 1]) assert.deepEqual(elsewhere.point(rate), here.point(rate));
  const gains = [0, 1, 2].map(s => 100 * (here.result(2 * s + 1).testAccuracy - here.result(2 * s).testAccuracy));
  near([here.point(1).gain.mean], [e.meanInterval(gains).mean], 1e-9);
  assert.equal(here.point(0).gain.mean, 0);
  here.dispose();
  elsewhere.dispose();
});

test('feature maps of a flat picture have no edges', () => {
  const maps = e.featureMaps(Array(12).fill(3), 3, 4);
  assert.deepEqual(Array.from(maps), [...Array(24).fill(0), ...Array(12).fill(3), ...Array(12).fill(0)]);
  const edge = e.featureMaps([0, 0, 1, 1, 0, 0, 1, 1], 2, 4);
  assert.ok(edge.slice(0, 8).some(value => value !== 0));
  assert.ok(edge.slice(8, 16).every(value => value === 0));
});
