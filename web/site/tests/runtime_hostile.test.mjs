// runtime_hostile.test.mjs: tens of thousands of addresses and messages made by chance: nothing throws, what is written is
// read again, and what nobody knows here is neither taken nor written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chance } from './hostile.mjs';
import { runtimeModule } from './runtime_module.mjs';

const { readLink, checkLink, writeLink, withState, withoutLimits } = await runtimeModule('figure/permalink.ts');
const { readMessage } = await runtimeModule('embed/message_check.ts');

const declaration = {
  id: 'sample_widget',
  params: [
    { id: 'p', kind: 'slider' },
    { id: 'seed', kind: 'stepper' },
    { id: 'data', kind: 'choice', choices: ['moons', 'Two rings'] },
    { id: 'theme', kind: 'toggle' },
    { id: 'times', kind: 'curve', measured: true },
  ],
  actions: [{ id: 'draw_again' }],
  panels: [{ id: 'net' }, { id: 'curve' }],
};
const page = 'http://127.0.0.1/embed/sample_widget.html';
const linked = ['p', 'seed', 'data', 'theme'];
const controls = [...linked, 'draw_again', ...'reset step step_back run pause new_seed undo lesson_start'.split(' ')];
const start = { texts: { p: '0.5', seed: '24', data: 'moons', theme: '0' }, ticks: 0 };
const read = address => {
  const { search, hash } = new URL(address);
  return checkLink(readLink(search, hash, 'figure_a', true), declaration);
};

// ---- addresses ----

const ourKeys = [
  'p',
  'seed',
  'data',
  'theme',
  'ticks',
  'hide',
  'lock',
  'panels',
  'param-theme',
  'times',
  'P',
  'Hide',
];
const otherKeys = [
  'utm',
  'k',
  'token',
  '__proto__',
  'constructor',
  '%70%70',
  'a%20b',
  '?k',
  '#k',
  '%23k',
  '%3Fk',
  '',
  '?p',
];
const values = [
  '',
  '0.3',
  '7',
  'net,curve',
  'p,seed',
  'dark',
  'a=b',
  'a%26b',
  '%E0%A4%A',
  '%00',
  '%25',
  '1'.repeat(301),
];
const soup = [
  '&',
  '&amp;',
  '&#38;',
  '&amp%3B',
  '=',
  '＝',
  '?',
  '#',
  '%',
  '%2',
  '+',
  ';',
  ',',
  '.',
  ')',
  '”',
  ' ',
  '\n',
  '\u0000',
]
  .concat(['＆', '\ud800', '💧', '<b>', '"', "'", 'figure_a', 'figure_b', 'amp;', 'param-', '/', '\\', '://', '@'])
  .concat(ourKeys, otherKeys, values);

// Without what a mail program adds, so that what it says is beyond doubt.
function plainPairs(random) {
  const pair = () => `${random.one(random.below(2) ? ourKeys : otherKeys)}=${random.one(values)}`;
  return random.list(5, pair).join('&').replaceAll('#', '%23');
}
function plainAddress(random) {
  const query = plainPairs(random);
  const hash = random.one(['', '', 'top', 'figure_a', 'figure_b', plainPairs(random).replaceAll('?', '%3F')]);
  const figure = random.one(['', '', `figure_a?${plainPairs(random)}`, `figure_b?${plainPairs(random)}`]);
  return `${page}${query && `?${query}`}${hash || figure ? `#${figure || hash}` : ''}`;
}
const anyAddress = random =>
  `${page}${random.one(['?', '#', '?', ''])}${random.list(14, () => random.one(soup)).join('')}`;
const addressOf = random => (random.below(2) ? plainAddress(random) : anyAddress(random));

const isOurs = key =>
  ['hide', 'lock', 'ticks', 'panels', 'theme'].includes(key) || linked.concat('times').includes(key);
const keyOf = key =>
  key
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^param-/, '');
const pairsOf = text => [...new URLSearchParams(`?${text}`)];
// What of a plain address is somebody else's: query and fragment, in their order.
function othersIn(address) {
  const { search, hash } = new URL(address);
  const [figure, pairs] = hash.includes('?')
    ? hash.slice(1).split(/\?(.*)/s)
    : hash.includes('=')
      ? ['', hash.slice(1)]
      : [hash.slice(1), ''];
  const others = text => pairsOf(text).filter(([key]) => !isOurs(keyOf(key)));
  const isAnother = figure !== '' && figure !== 'figure_a';
  return { query: others(search.slice(1)), fragment: isAnother ? pairsOf(pairs) : others(pairs), figure };
}

// No "?" or "#" behind which nothing stands, unless it stood there before.
const leavesNoSign = (before, after) => !/[?#]$/.test(after) || /[?#]$/.test(before);

test('what an address says is known here, or is named as wrong or strange', () => {
  const random = chance(1);
  for (let i = 0; i < 20_000; i += 1) {
    const address = addressOf(random);
    const { values: taken, ticks, fixed, wrong, strange } = read(address);
    for (const [key, text] of Object.entries(taken)) assert.ok(linked.includes(key) && text.length <= 300, address);
    assert.ok(ticks === null || (Number.isSafeInteger(ticks) && ticks >= 0), address);
    for (const id of [...fixed.hide, ...fixed.lock]) assert.ok(controls.includes(id), address);
    for (const id of fixed.panels) assert.ok(['net', 'curve'].includes(id), address);
    assert.ok([null, 'light', 'dark', 'auto'].includes(fixed.theme), address);
    for (const words of [...wrong, ...strange]) assert.ok(words.length < 500, address);
  }
});

test('what is written is read as it was, in the query and in the fragment', () => {
  const random = chance(2);
  const signs = [...'abz019 _-.,;:&=#?%+/()!*äß', 'amp;', '&amp;', '%26', 'Two rings'];
  const text = () =>
    random
      .list(12, () => random.one(signs))
      .join('')
      .trim();
  for (let i = 0; i < 20_000; i += 1) {
    const texts = { p: text(), seed: text(), data: text(), theme: random.one(['0', '1', 'on']) };
    const ticks = random.below(3) * random.below(1e6);
    const query = writeLink(declaration, texts, ticks, start);
    const changed = Object.fromEntries(Object.entries(texts).filter(([id, value]) => value !== start.texts[id]));
    for (const address of [
      `${page}?${query}`,
      `${page}#figure_a?${query}`,
      withState(page, query, 'figure_a', declaration),
    ]) {
      const link = read(address);
      assert.deepEqual(link.values, changed, address);
      assert.equal(link.ticks ?? 0, ticks, address);
      assert.deepEqual(link.wrong, [], address);
    }
  }
});

test('a new state takes the place of the old one, and what others put into the address stays', () => {
  const random = chance(3);
  const state = 'p=0.8&ticks=9';
  for (let i = 0; i < 20_000; i += 1) {
    const address = plainAddress(random);
    const next = withState(address, state, 'figure_a', declaration);
    const { values: taken, ticks, fixed } = read(next);
    assert.deepEqual([taken, ticks], [{ p: '0.8' }, 9], `${address} became ${next}`);
    assert.deepEqual(fixed, { hide: [], lock: [], panels: [], theme: null }, next);
    assert.equal(withState(next, state, 'figure_a', declaration), next, 'written once more it is the same');
    const [before, after] = [othersIn(address), othersIn(next)];
    assert.deepEqual([after.query, after.fragment], [before.query, before.fragment], `${address} became ${next}`);
    assert.ok(leavesNoSign(address, withState(address, '', 'figure_a', declaration)), address);
  }
});

test('an address without limits keeps all that is no limit', () => {
  const random = chance(4);
  const isLimit = ([key]) => ['hide', 'lock'].includes(key.normalize('NFKC').trim().toLowerCase());
  const rest = text => pairsOf(text).filter(pair => !isLimit(pair));
  for (let i = 0; i < 20_000; i += 1) {
    const address = plainAddress(random);
    const next = withoutLimits(address);
    const [before, after] = [new URL(address), new URL(next)];
    assert.deepEqual(pairsOf(after.search.slice(1)), rest(before.search.slice(1)), `${address} became ${next}`);
    assert.deepEqual(
      pairsOf(after.hash.split('?')[1] ?? ''),
      rest(before.hash.split('?')[1] ?? ''),
      `${address} became ${next}`,
    );
    assert.deepEqual([read(next).fixed.hide, read(next).fixed.lock], [[], []], next);
    assert.ok(leavesNoSign(address, next), `${address} became ${next}`);
  }
});

test('an address of any signs is written with the new state, and without its limits', () => {
  const random = chance(5);
  for (let i = 0; i < 20_000; i += 1) {
    const address = anyAddress(random);
    const next = withState(address, 'p=0.8', 'figure_a', declaration);
    assert.equal(read(next).values.p, '0.8', `${address} became ${next}`);
    const { hide, lock } = read(withoutLimits(address)).fixed;
    assert.deepEqual([hide, lock], [[], []], address);
  }
});

// ---- messages ----

const names = [
  'set',
  'act',
  'reset',
  'step',
  'run',
  'pause',
  'get',
  'hello',
  'theme',
  'picture',
  'data',
  'ready',
  'eval',
  '',
];
const keys = [
  'source',
  'v',
  'type',
  'values',
  'action',
  'ticks',
  'theme',
  'format',
  'id',
  'p',
  'seed',
  'P',
  '__proto__',
  'constructor',
  'a b',
  '',
];
function anything(random, depth = 0) {
  const plain = [
    null,
    undefined,
    true,
    false,
    0,
    -1,
    1.5,
    1e9,
    NaN,
    Infinity,
    -0,
    7n,
    '',
    'p',
    'svg',
    'png',
    'dark',
    'x'.repeat(301),
  ];
  const kind = depth < 3 ? random.below(8) : 0;
  if (kind < 4) return random.one([...plain, ...names]);
  if (kind === 4) return random.list(4, () => anything(random, depth + 1));
  if (kind === 5)
    return random.one([
      new Date(0),
      /x/,
      new Map([['type', 'run']]),
      new Uint8Array(3),
      new Error('x'),
      Symbol('x'),
      () => 1,
    ]);
  const made = {};
  for (const key of random.list(5, () => random.one(keys)))
    Object.defineProperty(made, key, { value: anything(random, depth + 1), enumerable: true, configurable: true });
  return made;
}
const members = {
  set: ['type', 'values', 'toDefault'],
  act: ['type', 'action'],
  step: ['type', 'ticks'],
  theme: ['type', 'theme'],
  picture: ['type', 'format'],
};
const isPlain = value => ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);

test('a message of any kind is ignored, refused in words, or a command that holds only what was judged', () => {
  const random = chance(6);
  const seen = new Set();
  for (let i = 0; i < 40_000; i += 1) {
    const message = random.below(10)
      ? { ...made(random), source: 'dropout-widget', v: 1, type: random.one(names) }
      : anything(random);
    const request = readMessage(message);
    if (request === null) continue;
    const { command, id, error } = request;
    assert.ok(id === null || typeof id === 'number' || (typeof id === 'string' && id.length <= 200));
    assert.equal(command === null, error !== '');
    assert.ok(error.length < 300);
    if (command === null) continue;
    seen.add(command.type);
    assert.deepEqual(Object.keys(command), members[command.type] ?? ['type']);
    if (command.type === 'step') assert.ok(Number.isSafeInteger(command.ticks) && command.ticks >= 0);
    if (command.type !== 'set') continue;
    for (const [key, value] of Object.entries(command.values)) assert.ok(/^[a-z]/.test(key) && isPlain(value));
    assert.equal(Object.getPrototypeOf(command.values), Object.prototype);
    for (const key of command.toDefault) assert.match(key, /^[a-z][a-z0-9_]*$/);
  }
  assert.equal(seen.size, 11, 'every command was among them');
});
function made(random) {
  const some = anything(random, 1);
  return typeof some === 'object' && some !== null
    ? some
    : { values: some, ticks: some, action: some, theme: some, format: some };
}
