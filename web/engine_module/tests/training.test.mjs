// training.test.mjs: runs of the module are the engine's runs, bit for bit.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loaded, near, using } from './module.mjs';

const {
  makeDatasets,
  meanLoss,
  Mlp,
  NormTrainer,
  Optimizer,
  RegularizedTrainer,
  ResidualTrainer,
  Trainer,
  trainRun,
} = await loaded();

test('300 default steps give the bits that gcc and clang give', () => {
  // The constant of engine/tests/trainer_test.cpp.
  using(new Trainer(), trainer => {
    assert.equal(trainer.step(300), 300);
    assert.equal(trainer.parameterHash(), '4dbb2eefdcacd341');
  });
});

test('a run in one call equals a run in pieces', () => {
  const options = {
    data: 'moons',
    points: 60,
    hidden: [12, 7],
    dropRate: 0.3,
    weightDecay: 1e-3,
    steps: 120,
    seed: 9,
  };
  using(new Trainer(options), trainer => {
    while (!trainer.finished) trainer.step(7);
    assert.equal(trainer.stepCount, 120);
    assert.equal(trainer.step(5), 0);
    assert.deepEqual(trainRun(options), trainer.evaluate());
  });
});

test('a saved run goes on as if nothing had happened', () => {
  const options = { hidden: [10], steps: 60, seed: 3 };
  const whole = new Trainer(options);
  whole.step(30);
  const state = whole.save();
  whole.step(30);
  const resumed = new Trainer(options);
  resumed.restore(state);
  assert.equal(resumed.stepCount, 30);
  resumed.step(30);
  assert.equal(resumed.parameterHash(), whole.parameterHash());
  assert.deepEqual(resumed.evaluate(), whole.evaluate());
  whole.dispose();
  resumed.dispose();
});

test('settings reach the engine: each of them changes the net', () => {
  const hashOf = options =>
    using(new Trainer({ hidden: [6], steps: 20, ...options }), trainer => {
      trainer.step(20);
      return trainer.parameterHash();
    });
  const changes = [
    {},
    { data: 'moons' },
    { data: 'circles' },
    { data: 'xor' },
    { points: 81 },
    { noise: 0.2 },
    { flipShare: 0.4 },
    { dataSeed: 2 },
    { seed: 2 },
    { seed: 1n << 40n },
    { hidden: [7] },
    { hidden: [6, 6] },
    { activation: 'tanh' },
    { dropRate: 0.4 },
    { weightDecay: 0.1 },
    { decoupledDecay: 0.1 },
    { learningRate: 0.02 },
    { beta1: 0.8 },
    { beta2: 0.9 },
    { epsilon: 1e-3 },
    { optimizer: 'sgd' },
    { optimizer: 'sgd', momentum: 0.5 },
  ];
  const hashes = changes.map(hashOf);
  assert.equal(new Set(hashes).size, changes.length);
  assert.equal(hashOf({ testPoints: 10 }), hashes[0]);
});

test('the decision grid is the logistic of the logits at the cell centers, rows from the top', () => {
  using(new Trainer({ hidden: [8], seed: 5 }), trainer => {
    trainer.step(50);
    const grid = trainer.decisionGrid(3, 2, { xMin: 0, xMax: 3, yMin: -1, yMax: 1 });
    const centers = [0.5, 0.5, 1.5, 0.5, 2.5, 0.5, 0.5, -0.5, 1.5, -0.5, 2.5, -0.5];
    const logits = trainer.logits(centers);
    assert.equal(grid.length, 6);
    // The engine computes in float: half a unit in the last place of numbers up to 1.
    near(
      grid,
      Array.from(logits, z => 1 / (1 + Math.exp(-z))),
      1e-6,
    );
  });
});

test('a trainer shows its data, which is what makeDatasets gives', () => {
  const options = { data: 'circles', points: 50, testPoints: 30, noise: 0.1, flipShare: 0.2, seed: 4 };
  const { train, test: held } = makeDatasets(options);
  assert.equal(train.points.length, 100);
  assert.equal(held.labels.length, 30);
  assert.deepEqual(held.labels, held.cleanLabels);
  for (let i = 0; i < 50; i += 1) {
    assert.equal(train.cleanLabels[i], i % 2);
    assert.equal(train.flipped[i], train.labels[i] === train.cleanLabels[i] ? 0 : 1);
  }
  assert.ok(train.flipped.includes(1));
  using(new Trainer(options), trainer => {
    assert.deepEqual(trainer.trainSet(), train);
    assert.deepEqual(trainer.testSet(), held);
  });
});

test('an Mlp with an Optimizer makes the steps of a Trainer, bit for bit', () => {
  const options = { points: 40, hidden: [9, 5], activation: 'tanh', dropRate: 0.3, weightDecay: 0.01, seed: 11 };
  using(new Trainer(options), trainer => {
    const { points, labels } = trainer.trainSet();
    const net = new Mlp({ hidden: [9, 5], activation: 'tanh', seed: 11, batch: 40 });
    const optimizer = new Optimizer(net);
    assert.equal(net.parameterHash(), trainer.parameterHash());
    for (let step = 0; step < 25; step += 1) {
      net.forwardTrain(points, { dropRate: 0.3, seed: 11, step });
      net.backward(labels, 0.01);
      optimizer.update();
    }
    trainer.step(25);
    assert.equal(net.parameterHash(), trainer.parameterHash());
    assert.deepEqual(net.logits(points), trainer.logits(points));
    assert.equal(meanLoss(net.logits(points), labels), trainer.evaluate().trainLoss);
    optimizer.dispose();
    net.dispose();
  });
});

test('the gradient of an Mlp is the finite difference of its loss, masks frozen', () => {
  const net = new Mlp({ inputs: 3, hidden: [4], activation: 'tanh', seed: 5, batch: 6 });
  const inputs = Array.from({ length: 18 }, (_, i) => Math.sin(i));
  const labels = [0, 1, 1, 0, 1, 0];
  const pass = { dropRate: 0.4, seed: 3, step: 2 };
  const lossAt = parameters => {
    net.setParameters(parameters);
    return meanLoss(net.forwardTrain(inputs, pass), labels);
  };
  const start = net.parameters();
  lossAt(start);
  net.backward(labels);
  const gradient = net.gradient();
  for (let at = 0; at < start.length; at += 1) {
    const [up, down] = [1, -1].map(sign => {
      const moved = start.slice();
      moved[at] += sign * 0.01;
      return lossAt(moved);
    });
    // Float sums: 1e-7 a loss over a step of 0.02, and the curvature of tanh.
    assert.ok(Math.abs((up - down) / 0.02 - gradient[at]) < 2e-4, `${at}`);
  }
  net.dispose();
});

test('masks and outputs of a pass are those of its key, for examples by their numbers', () => {
  const net = new Mlp({ hidden: [6, 3], batch: 4 });
  const inputs = [1, 2, 3, 4, 5, 6, 7, 8];
  net.forwardTrain(inputs, { dropRate: 0.5, seed: 9, step: 4 });
  const whole = net.mask(0);
  assert.equal(whole.length, 24);
  const outputs = net.outputs(0);
  outputs.forEach((value, at) => whole[at] || assert.equal(value, 0));
  net.forwardTrain(inputs.slice(4), { dropRate: 0.5, seed: 9, step: 4, samples: [2, 3] });
  assert.deepEqual(net.mask(0), whole.slice(12));
  net.dispose();
});

test('a constant schedule is the plain trainer; other schedules and companions show', () => {
  const base = { points: 60, hidden: [8], steps: 60, seed: 2 };
  const plain = new Trainer({ ...base, dropRate: 0.25 });
  const scheduled = new RegularizedTrainer({ ...base, schedule: { dropRate: 0.25 } });
  plain.step(60);
  scheduled.step(60);
  assert.equal(scheduled.parameterHash(), plain.parameterHash());
  assert.equal(scheduled.validationLoss, 0);

  const ramp = new RegularizedTrainer({ ...base, schedule: { kind: 'ramp', dropRate: 0.6, turn: 0.5 } });
  assert.equal(ramp.dropRate, 0);
  ramp.step(15);
  near([ramp.dropRate], [0.3], 1e-12);

  const clipped = new RegularizedTrainer({ ...base, maxNorm: 0.5 });
  clipped.step(60);
  const parameters = clipped.parameters();
  for (let unit = 0; unit < 8; unit += 1) assert.ok(Math.hypot(parameters[unit], parameters[8 + unit]) < 0.5 + 1e-6);

  const early = new RegularizedTrainer({
    ...base,
    steps: 2000,
    schedule: { dropRate: 0 },
    validationPoints: 20,
    patience: 3,
    checkEvery: 5,
    learningRate: 0.05,
  });
  while (!early.finished) early.step(100);
  assert.ok(early.stoppedEarly && early.stepCount < 2000);
  const last = early.validationLoss;
  early.restoreBest();
  assert.ok(early.validationLoss <= last);
  assert.equal(early.bestStep, early.stepCount - 15);
  for (const run of [plain, scheduled, ramp, clipped, early]) run.dispose();
});

test('stochastic depth skips work, and its evaluation depends on the scheme', () => {
  using(new ResidualTrainer({ width: 8, blocks: 10, lastDropRate: 0.8, steps: 50, seed: 6 }), run => {
    assert.equal(run.meanActiveBlocks, 0);
    run.step(50);
    const { forward, backward } = run.branchCounts;
    assert.equal(forward, backward);
    assert.equal(run.meanActiveBlocks, forward / 50);
    // Linear decay: the mean of 10 blocks is 10 - 0.8 * 5.5 = 5.6; 5 standard errors of 50 steps are 1.
    assert.ok(Math.abs(run.meanActiveBlocks - 5.6) < 1);
    assert.deepEqual(run.evaluateAs('testScaled'), run.evaluate());
    assert.notDeepEqual(run.evaluateAs('naive'), run.evaluate());
    assert.equal(run.logits([0.1, 0.2]).length, 1);
  });
  using(new ResidualTrainer({ width: 8, blocks: 10, lastDropRate: 0, steps: 5 }), run => {
    run.step(5);
    assert.equal(run.meanActiveBlocks, 10);
  });
});

test('batch norm behind dropout has too large a running variance', () => {
  const ratios = ['beforeNorm', 'afterNorm'].map(placement =>
    using(new NormTrainer({ placement, dropRate: 0.6, steps: 200 }), run => {
      run.step(200);
      const before = run.evaluate();
      assert.equal(typeof run.evaluateReestimated().testAccuracy, 'number');
      assert.deepEqual(run.evaluate(), before);
      return run.varianceRatio;
    }),
  );
  assert.ok(ratios[0] < ratios[1] && ratios[0] < 0.9, String(ratios));
});

test('dropout behind the norm is the same on both sides of its ReLU, and another thing on the logit', () => {
  const weights = placement =>
    using(new NormTrainer({ placement, dropRate: 0.3, steps: 20 }), run => {
      run.step(20);
      return run.parameterHash();
    });
  assert.equal(weights('beforeRelu'), weights('afterNorm'));
  assert.equal(new Set(['beforeNorm', 'afterNorm', 'onLogit'].map(weights)).size, 3);
  assert.throws(() => weights('onlogit'), /placement/);
});

test('every kind of run is saved and restored exactly', () => {
  for (const make of [
    () => new RegularizedTrainer({ points: 40, hidden: [5], validationPoints: 10, patience: 50, steps: 40 }),
    () => new ResidualTrainer({ width: 6, blocks: 4, steps: 40 }),
    () => new NormTrainer({ width: 6, points: 40, steps: 40 }),
  ]) {
    const whole = make();
    whole.step(20);
    const state = whole.save();
    whole.step(20);
    const resumed = make();
    resumed.restore(state);
    resumed.step(20);
    assert.equal(resumed.parameterHash(), whole.parameterHash());
    assert.deepEqual(resumed.evaluate(), whole.evaluate());
    whole.dispose();
    resumed.dispose();
  }
});
