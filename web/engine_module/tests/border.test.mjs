// border.test.mjs: what callers hand in is read once, into copies of the engine's own, and only what they hand in counts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loaded, using } from './module.mjs';

const e = await loaded();
const shape = { samples: 2, channels: 3, height: 4, width: 4 };
const layer = { outputs: 2, inputs: 3, maskPer: 'batch' };
const map = { height: 5, width: 4, block: { size: 2 } };
const trainer = new e.Trainer({ hidden: [3, 2], points: 10 });
const examples = { points: [0, 0, 1, 1], labels: [0, 1] };

// Everything in it says the truth once, and then something else.
function once(value) {
  if (typeof value !== 'object' || value === null || value instanceof e.EngineObject) return value;
  const read = new Set();
  const get = (target, key) => {
    if (typeof key === 'symbol') return target[key];
    assert.ok(!read.has(key), `${key} is read twice`);
    read.add(key);
    return once(target[key]);
  };
  return new Proxy(value, { get });
}

const calls = {
  Trainer: [{ hidden: [4, 3], points: 12, seed: 5, learningRate: 0.02, decoupledDecay: 0.1 }],
  RegularizedTrainer: [{ hidden: [4], points: 12, validationPoints: 3, schedule: { kind: 'ramp', turn: 0.5 } }],
  ResidualTrainer: [{ width: 3, blocks: 2, points: 12 }],
  NormTrainer: [{ width: 3, points: 12, testPoints: 20 }],
  Mlp: [{ inputs: 3, hidden: [4], batch: 5 }],
  Sweep: [{ base: { hidden: [3], points: 12 }, dropRates: [0, 0.5], seeds: 2 }],
  trainRun: [{ hidden: [3], steps: 3 }],
  makeDatasets: [{ points: 7, testPoints: 9 }],
  drawMask: [5, 0.5, { seed: 3, step: 1 }],
  drawGranularMask: [{ granularity: 'block', block: { size: 2 } }, shape, { seed: 2 }, [4, 5]],
  maskShape: [{ granularity: 'channel' }, shape],
  broadcastMask: [[1, 0, 1], { channels: 3 }, { channels: 3, height: 2 }],
  dropoutForward: [{ granularity: 'channel' }, 'train', { channels: 2 }, [1, 0], [3, 4]],
  blockGamma: [map],
  blockDropProbabilities: [map],
  blockDroppedShare: [map],
  drawBlockMask: [map, 2, { seed: 4 }],
  drawDropConnectMask: [layer, 2, { seed: 4 }, [7, 8]],
  dropConnectForward: [layer, 'train', [1, 0, 1, 1, 1, 0], [1, 2, 3, 4, 5, 6], [1, 2], [1, 2, 3]],
  dropConnectBackward: [layer, 'train', [1, 0, 1, 1, 1, 0], [1, 2, 3, 4, 5, 6], [1, 2, 3], [1, 2]],
  dropConnectLaw: [layer, [1, 2, 3, 4, 5, 6], [0, 0], [1, 2, 3]],
  preactivationMoments: [[1, 2, 3, 4], [1, 2], { on: 'weights' }],
  dropPathRows: [{ dropRate: 0.5 }, [1, 0], [1, 2], [3, 4]],
  blockIsActive: [0.5, { seed: 1, block: 2 }],
  scheduledDropRate: [{ kind: 'ramp', dropRate: 0.4 }, 0.5],
  alphaDropoutForward: [0.5, 'train', [1, 0], [1, 2]],
  maskedLogits: [trainer, [0, 1], [1, 1, 0, 1, 1]],
  measureRemoval: [trainer, examples, { orders: 2 }],
  removalAccuracies: [trainer, examples, [4, 3, 2, 1, 0]],
  compareWithEnsemble: [trainer, examples, { passCounts: [1, 2] }],
  monteCarloMean: [trainer, [0, 1], { dropRate: 0.5, passes: 3 }],
  ensembleMeans: [
    [1, 2],
    [0.5, 0.5],
  ],
  recovery: [[1, 0, 1, 1], { side: 2 }],
  rebuild: [[1, 0, 1, 1], [1, 2, 3, 4], { side: 2 }],
  explainedShare: [
    [1, 2],
    [1, 2.5],
    [1, 0],
  ],
  goodnessOfFit: [
    [6, 6],
    [0.5, 0.5],
  ],
  varianceShift: [{ mean: 1, variance: 2 }, 0.5],
  varianceShiftOfSum: [[1, 2], [1, 1], [1, 0, 0, 1], 0.5],
  dropoutRegression: [[1, 0, 0, 1], [1, 2], 2, 0.5],
  dropoutRegressionLoss: [[1, 0, 0, 1], [1, 2], [1, 1], 0.5],
  featureMaps: [[1, 2, 3, 4], 2, 2],
  meanInterval: [[1, 2, 3]],
  pairedInterval: [
    [1, 2],
    [2, 4],
  ],
  enumerateMaskedSums: [[1, 2], 0.5],
  meanLoss: [
    [1, -1],
    [1, 0],
  ],
};

// What a call gives, with objects of the engine as the bits of their nets.
function made(name, args) {
  if (!/^[A-Z]/.test(name)) return e[name](...args);
  return using(new e[name](...args), object => {
    object.step?.(2);
    return object.parameterHash?.() ?? [object.dropRates, object.runCount, object.runOptions(1)];
  });
}

for (const [name, args] of Object.entries(calls))
  test(`S12: ${name} reads each value once`, () => {
    assert.deepEqual(made(name, args.map(once)), made(name, args));
  });

test('S12: what changes between two looks never gets past the judge', () => {
  let looks = 0;
  const hidden = [4, 4];
  Object.defineProperty(hidden, 1, { get: () => ((looks += 1) > 1 ? 1e9 : 4) });
  using(new e.Trainer({ hidden, points: 10 }), net => assert.equal(net.parameterCount, 37));
  assert.equal(looks, 1);
});

test('S12: what somebody put on all objects is no setting', () => {
  const names = {
    dropRate: 2,
    points: -1,
    testPoints: 1e9,
    dataSeed: 0.5,
    block: 7,
    side: 99,
    schedule: 3,
    maskPer: 'x',
  };
  const plain = Object.entries(calls).map(([name, args]) => made(name, args));
  Object.assign(Object.prototype, names);
  try {
    const found = Object.entries(calls).map(([name, args]) => made(name, args));
    for (const [at, result] of plain.entries()) assert.deepEqual(found[at], result);
  } finally {
    for (const name of Object.keys(names)) delete Object.prototype[name];
  }
});

// Of a saved run: the header's length, and where the number of steps stands in the bytes of a plain run: at the end.
const headerSize = 8;
const options = { hidden: [3], points: 10, steps: 20 };
const resealed = bytes => {
  let hash = 0x811c9dc5;
  for (const byte of bytes.subarray(headerSize)) hash = Math.imul(hash ^ byte, 0x01000193);
  new DataView(bytes.buffer).setUint32(4, hash >>> 0, true);
  return bytes;
};

test('S12: restore refuses bytes that save() did not give, and changes nothing then', () => {
  const run = new e.Trainer(options);
  run.step(7);
  const [saved, hash] = [run.save(), run.parameterHash()];
  const damaged = at => Uint8Array.from(saved, (byte, place) => (place === at ? byte ^ 1 : byte));
  const refused = bytes => {
    assert.throws(() => run.restore(bytes), { name: 'RangeError', message: /^Trainer\.restore\.state: / });
    assert.deepEqual([run.parameterHash(), run.stepCount], [hash, 7]);
  };
  refused(new Uint8Array(saved.length));
  refused(new Uint8Array(saved.length).fill(255));
  refused(saved.subarray(1));
  for (const at of [0, 3, 4, headerSize, saved.length >> 1, saved.length - 1]) refused(damaged(at));
  // And those with a right checksum that no run can be in.
  const view = change => {
    const bytes = saved.slice();
    change(new DataView(bytes.buffer), bytes.length);
    return resealed(bytes);
  };
  refused(view((data, end) => data.setBigInt64(end - 8, -1n, true)));
  refused(view((data, end) => data.setBigInt64(end - 8, 8n, true)));
  refused(view((data, end) => data.setBigUint64(end - 8, 1n << 40n, true)));
  refused(view(data => data.setFloat32(headerSize, NaN, true)));
  refused(view((data, end) => data.setFloat32(end - 20, -1, true)));
  run.restore(saved);
  run.restore(new Uint8Array([...saved, 0]).subarray(0, -1));
  assert.equal(run.parameterHash(), hash);
  run.dispose();
});

test('S12: every kind of run goes on from its bytes, and not from those of another', () => {
  const runs = [
    new e.Trainer(options),
    new e.RegularizedTrainer({ ...options, validationPoints: 2, patience: 2, checkEvery: 2 }),
    new e.ResidualTrainer({ width: 3, blocks: 2, points: 10 }),
    new e.NormTrainer({ width: 3, points: 10, testPoints: 10 }),
  ];
  for (const run of runs) {
    const fresh = run.save();
    run.step(6);
    const [saved, hash] = [run.save(), run.parameterHash()];
    run.restore(fresh);
    assert.equal(run.stepCount, 0);
    run.restore(saved);
    assert.deepEqual([run.stepCount, run.parameterHash()], [6, hash]);
    for (const other of runs) if (other !== run) assert.throws(() => other.restore(saved), RangeError);
  }
  for (const run of runs) run.dispose();
});
