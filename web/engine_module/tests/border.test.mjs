// border.test.mjs: what callers hand in is read once, into copies of the engine's own, and only what they hand in counts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { validCalls } from './calls.mjs';
import { loaded, using } from './module.mjs';

const e = await loaded();
const calls = validCalls(e);

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
