// training.test.mjs: runs of the module are the engine's runs, bit for bit.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loaded } from './module.mjs';

const { Trainer, trainRun } = await loaded();

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
    for (let i = 0; i < 6; i += 1) assert.ok(Math.abs(grid[i] - 1 / (1 + Math.exp(-logits[i]))) < 1e-6);
  });
});

// Like the `using` of newer languages.
function using(object, action) {
  try {
    return action(object);
  } finally {
    object.dispose();
  }
}
