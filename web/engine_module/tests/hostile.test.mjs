// hostile.test.mjs: random and broken arguments into everything the module exports: a finite result, or an error that names
// what is wrong; never a trap, and after each refusal the same bits as before.
import assert from 'node:assert/strict';
import test from 'node:test';
import { validCalls } from './calls.mjs';
import { loaded, using } from './module.mjs';

const e = await loaded();
const calls = validCalls(e);
const tries = 250;

// mulberry32, started anew by each name: the same arguments in every run, whatever else is tested.
let state = 0;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = count => Math.floor(random() * count);
const oneOf = values => values[below(values.length)];

// Whole numbers are small or beyond every range: what is allowed and large only takes long.
const numbers = [
  ...[NaN, Infinity, -Infinity, -1, -0, 0, 0.5, 1, 1 - 2 ** -53, 1.5, 2, 3, 17, 65, -3.25, -(2 ** 31)],
  ...[5e-324, 1e-200, 1e-7, 1e-6, 999_999.5, 1e9, 2 ** 31, 2 ** 32, 2 ** 53, 1e39, 1e160, 1e300],
  ...[Number.MAX_VALUE, -Number.MAX_VALUE],
];
const others = [
  ...[undefined, null, true, '', '0.5', 'train', 'x'.repeat(99), 10n, -1n, 1n << 64n, Symbol('s'), () => 1],
  ...[
    {},
    { length: 3 },
    Object.create(null),
    new Date(0),
    new Map(),
    new Number(3),
    new DataView(new ArrayBuffer(8)),
  ],
  ...[
    [],
    [NaN],
    [[1]],
    new Array(3),
    [1, 0],
    ['a'],
    new Uint8Array(2),
    new Float32Array([1, 2]),
    new BigInt64Array(2),
  ],
];
const hostileValue = () => (below(3) ? oneOf(numbers) : oneOf(others));
const isTyped = value => ArrayBuffer.isView(value) && !(value instanceof DataView);

// A list of another length, or with one element changed.
function brokenList(list) {
  const values = Array.from(list);
  const way = below(4);
  if (way === 0) values.pop();
  else if (way === 1) values.push(hostileValue());
  else if (values.length) values[below(values.length)] = way === 2 ? oneOf(numbers) : hostileValue();
  if (!isTyped(list) || list instanceof BigInt64Array) return values;
  return list.constructor.from(values.map(value => (typeof value === 'number' ? value : 0)));
}

// A copy with one thing in it changed.
function broken(value) {
  if (value instanceof e.EngineObject || typeof value !== 'object' || value === null || below(5) === 0)
    return hostileValue();
  if (isTyped(value) || (Array.isArray(value) && below(3))) return brokenList(value);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const keys = Object.keys(value);
  if (!Array.isArray(value) && below(20) === 0) copy[oneOf(['p', 'seeed', 'toString'])] = 1;
  else if (keys.length) {
    const key = oneOf(keys);
    copy[key] = broken(value[key]);
  }
  return copy;
}

// Mostly one argument, sometimes two; sometimes one is missing.
function brokenArguments(args) {
  const changed = [...args];
  for (let times = below(3) ? 1 : 2; times > 0; times -= 1) {
    const at = below(changed.length);
    changed[at] = broken(changed[at]);
  }
  if (below(12) === 0) changed.pop();
  return changed;
}

// Layers pass on what is not finite, as do nets with numbers out of all bounds; the others compute numbers or refuse.
const passesOn =
  /^(dropout(Forward|Backward)|dropConnect(Forward|Backward)|dropPathRows|alphaDropout(Forward|Backward)|rebuild)$|^trainRun$|[tT]rainer\b|^Mlp|Logits$|^(monteCarlo|compareWith|measure|cancellation)/;
// The answer is infinite: see the README.
const isInfinite = (name, key) => key === 'halfWidth' || name === 'effectiveMaskCount';

function judgeResult(name, result, key = '') {
  if (typeof result === 'number') {
    if (passesOn.test(name) || (isInfinite(name, key) && result === Infinity)) return;
    assert.ok(Number.isFinite(result), `${name} gives ${result} ${key && `as ${key}`}`);
  } else if (isTyped(result) || Array.isArray(result)) {
    for (const value of result) judgeResult(name, value, key);
  } else if (typeof result === 'object' && result !== null && !(result instanceof e.EngineObject)) {
    for (const [each, value] of Object.entries(result)) judgeResult(name, value, each);
  }
}

// As far as JSON has words for it.
function shown(args) {
  const text = value => (/^(bigint|symbol|number)$/.test(typeof value) ? String(value) : value);
  return args.map(value => JSON.stringify(text(value), (_, inner) => text(inner))).join();
}

function judgeError(name, error, args) {
  const what = `${name}(${shown(args)})`;
  assert.ok([TypeError, RangeError, Error].includes(error.constructor), `${what}: ${error.stack}`);
  assert.equal(error.cause, undefined, `${what}: ${error.message}`);
  // A class or function, then an argument of it, or how it is used.
  const [first] = name.split('.');
  assert.match(error.message, new RegExp(`^${first}(\\.[\\w.]+|: )`), `${what}: ${error.stack}`);
}

// A training run and a mask: what they give is known before anything else was called.
const bits = () =>
  using(new e.Trainer({ hidden: [3], points: 10, testPoints: 1 }), run => {
    run.step(3);
    return `${run.parameterHash()} ${e.drawMask(40, 0.3, { seed: 7 }).join('')}`;
  });
const rightBits = bits();

// action: called with broken arguments again and again.
function attack(name, args, action) {
  state = Array.from(name).reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 20_261_129);
  let refused = 0;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const given = brokenArguments(args);
    let result;
    try {
      result = action(given);
    } catch (error) {
      judgeError(name, error, given);
      assert.equal(bits(), rightBits, `${name}(${shown(given)})`);
      refused += 1;
      continue;
    }
    judgeResult(name, result);
    if (result instanceof e.EngineObject) result.dispose();
  }
  assert.ok(refused > tries / 10, `${name} refused ${refused} of ${tries} broken calls`);
}

test('each function and class of the module has its call in range', () => {
  const apart = ['load', 'compiledModule', 'liveObjects', 'EngineObject', 'Net', 'Run', 'Optimizer'];
  assert.deepEqual([...Object.keys(calls), ...apart].sort(), Object.keys(e).sort());
});

for (const [name, args] of Object.entries(calls))
  test(`${name}: broken arguments give a finite result or an error that names what is wrong`, () => {
    const before = e.liveObjects();
    attack(name, args, given => (/^[A-Z]/.test(name) ? new e[name](...given) : e[name](...given)));
    assert.equal(e.liveObjects(), before, 'a call that is refused leaves nothing behind');
  });

// Methods: the class, with arguments of its constructor, and calls of it in range.
const small = { hidden: [3], points: 10, testPoints: 10, steps: 50 };
const examples = [0.5, 1, -1, 2];
const methods = {
  Trainer: { step: [2], decisionGrid: [3, 2, { xMin: -1, yMax: 2 }], logits: [examples] },
  RegularizedTrainer: { step: [2], logits: [examples] },
  ResidualTrainer: { step: [2], evaluateAs: ['naive'], logits: [examples] },
  NormTrainer: { step: [2], logits: [examples] },
  Mlp: {
    forwardTrain: [examples, { dropRate: 0.5, seed: 2, step: 3, samples: [4, 5] }],
    backward: [[1, 0], 0.1],
    mask: [0],
    outputs: [0],
  },
  Sweep: {
    advance: [2],
    record: [1, { trainAccuracy: 0.5, testAccuracy: 1 }],
    result: [1],
    point: [0],
    runOptions: [2],
  },
};
const made = {
  Trainer: () => new e.Trainer(small),
  RegularizedTrainer: () => new e.RegularizedTrainer({ ...small, validationPoints: 3, patience: 2 }),
  ResidualTrainer: () => new e.ResidualTrainer({ width: 2, blocks: 2, points: 10, testPoints: 10 }),
  NormTrainer: () => new e.NormTrainer({ width: 2, points: 10, testPoints: 10 }),
  Mlp: () => new e.Mlp({ hidden: [3], batch: 4 }),
  Sweep: () => new e.Sweep({ base: { hidden: [2], steps: 1, points: 10 }, dropRates: [0, 0.5], seeds: 2 }),
};

for (const [kind, each] of Object.entries(methods))
  test(`${kind}: its methods do the same`, () =>
    using(made[kind](), object => {
      object.forwardTrain?.([0.5, 1, -1, 2]);
      for (const [method, args] of Object.entries(each))
        attack(`${kind}.${method}`, args, given => object[method](...given));
      if (!object.parameters) return;
      attack(`${kind}.setParameters`, [object.parameters()], given => object.setParameters(...given));
      if (!object.save) return;
      attack(`${kind}.restore`, [object.save()], given => object.restore(...given));
    }));

test('Optimizer: broken arguments give an error that names what is wrong', () =>
  using(made.Mlp(), net => {
    const options = { optimizer: 'sgd', learningRate: 0.1, beta1: 0.5, beta2: 0.5, epsilon: 1e-8, momentum: 0.5 };
    attack('Optimizer', [net, options], given => new e.Optimizer(...given));
  }));
