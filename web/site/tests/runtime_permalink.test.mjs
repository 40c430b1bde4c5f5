// runtime_permalink.test.mjs: links are read without ever throwing, and written so that reading gives the same texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { readLink, checkLink, writeLink, withState, withoutLimits } = await runtimeModule('figure/permalink.ts');

const declaration = {
  id: 'sample_widget',
  params: ['p', 'seed', 'data', 'links', 'theme', 'width'].map(id => ({ id })),
  actions: [{ id: 'draw_again' }],
  panels: [{ id: 'net' }, { id: 'curve' }],
};
const start = { texts: { p: '0.5', seed: '24', data: 'moons', links: '1', theme: '3', width: '64' }, ticks: 0 };
const check = (search, hash = '') => checkLink(readLink(search, hash, 'figure_a', true), declaration);

test('a plain link gives the texts of its parameters and the ticks, without a warning', () => {
  assert.deepEqual(check('?p=0.3&seed=7&ticks=200&data=spirals&links=0'), {
    values: { p: '0.3', seed: '7', data: 'spirals', links: '0' },
    ticks: 200,
    fixed: { hide: [], lock: [], panels: [], theme: null },
    wrong: [],
    strange: [],
  });
});

test('what a text means is not judged here: the model does', () => {
  assert.deepEqual(check('?p=NaN&seed=-1&data=7').values, { p: 'NaN', seed: '-1', data: '7' });
});

for (const text of [
  'NaN',
  'Infinity',
  '1e999',
  '',
  '0x10',
  '1,5',
  '-3',
  '2.5',
  '1'.repeat(5000),
  '%E0%A4%A',
  '<img>',
])
  test(`ticks cannot be ${JSON.stringify(text.slice(0, 12))}: one short warning`, () => {
    const { ticks, wrong } = check(`?ticks=${text}`);
    assert.equal(ticks, null);
    assert.equal(wrong.length, 1);
    assert.ok(wrong[0].length < 200, 'a warning never repeats 5,000 digits');
  });

test('a text longer than any value is ignored with a short warning; the longest one is taken', () => {
  assert.equal(check(`?p=${'1'.repeat(300)}`).values.p.length, 300);
  const { values, wrong } = check(`?p=${'1'.repeat(301)}`);
  assert.deepEqual(values, {});
  assert.equal(wrong.length, 1);
  assert.ok(wrong[0].length < 200);
});

test('S3: unknown keys, controls, panels and themes are ignored with words for each, and never written again', () => {
  const { values, fixed, wrong, strange } = check(
    '?utm_source=mail&__proto__=1&constructor=2&hide=nothing,p&lock=<b>&panels=net,moon&theme=blue&p=0.2',
  );
  assert.deepEqual(values, { p: '0.2' });
  assert.deepEqual(fixed, { hide: ['p'], lock: [], panels: ['net'], theme: null });
  assert.equal(wrong.length, 4);
  assert.equal(strange.length, 3, 'keys of others are no fault of the link');
});

test('a key in a fragment is meant for a figure, so a wrong one is a fault of the link', () => {
  assert.equal(check('', '#figure_a?sed=7').wrong.length, 1);
  assert.equal(check('?sed=7').wrong.length, 0);
});

test('garbage of any form gives a link and never throws', () => {
  for (const text of [
    '?',
    '#',
    '?&&&==',
    '?%',
    '?%%%',
    '?p',
    '?=1',
    '#?',
    '#a?b?c',
    '?\u0000=\uffff',
    `?${'p=1&'.repeat(5000)}`,
  ])
    for (const [search, hash] of [
      [text, ''],
      ['', text],
    ])
      assert.doesNotThrow(() => check(search, hash));
});

test('hide, lock and panels are lists of ids', () => {
  const link = readLink('?hide=p,seed,<b>&lock=data&panels=curve,net', '', 'figure_a', true);
  assert.deepEqual(link.hide, ['p', 'seed', '<b>']);
  assert.deepEqual(link.lock, ['data']);
  assert.deepEqual(link.panels, ['curve', 'net']);
});

test('a parameter that is named like a key of the link itself is written param-', () => {
  assert.deepEqual(check('?param-theme=5&theme=dark').values, { theme: '5' });
  assert.equal(readLink('?theme=dark', '', 'figure_a', true).theme, 'dark');
  assert.deepEqual(
    check('?param-width=16').values,
    { width: '16' },
    'from a tag; in a link the short form counts too',
  );
  assert.deepEqual(check('?width=16').values, { width: '16' });
  const query = writeLink(declaration, { ...start.texts, theme: '5', width: '16' }, 0, start);
  assert.equal(query, 'param-theme=5&width=16');
  assert.deepEqual(check(`?${query}`).values, { theme: '5', width: '16' });
});

test('the fragment wins over the query, and its last value over earlier ones', () => {
  assert.deepEqual(check('?p=0.1&seed=3', '#p=0.2&p=0.4').values, { p: '0.4', seed: '3' });
});

test('a fragment with a figure id addresses that figure only; the query addresses the first', () => {
  const values = (id, isFirst) => checkLink(readLink('?p=0.1', '#figure_b?p=0.9', id, isFirst), declaration).values;
  assert.deepEqual(values('figure_a', true), { p: '0.1' });
  assert.deepEqual(values('figure_b', false), { p: '0.9' });
  assert.deepEqual(values('figure_c', false), {});
  assert.deepEqual(readLink('', '#p=0.9', 'figure_b', false).params, {}, 'without an id it is for the first alone');
});

test('a fragment that is only a place on the page sets nothing', () => {
  const { values, ticks, wrong } = check('', '#figure_a');
  assert.deepEqual({ values, ticks, wrong }, { values: {}, ticks: null, wrong: [] });
});

test('a written link holds only what differs from the start', () => {
  const write = (changes, ticks = 0, fixed = undefined) =>
    writeLink(declaration, { ...start.texts, ...changes }, ticks, start, fixed);
  assert.equal(write({}), '');
  assert.equal(write({ p: '0.3' }), 'p=0.3');
  assert.equal(write({ data: 'spirals', links: '0' }, 12), 'data=spirals&links=0&ticks=12');
  const fixed = { hide: ['p', 'seed'], lock: ['data'], panels: ['net', 'curve'], theme: 'dark' };
  assert.equal(write({}, 0, fixed), 'hide=p,seed&lock=data&panels=net,curve&theme=dark');
});

test('ticks are written when the start has other ticks, also when they are 0', () => {
  assert.equal(writeLink(declaration, start.texts, 0, { ...start, ticks: 100 }), 'ticks=0');
});

test('reading a written link gives the same texts, whatever they hold', () => {
  for (const text of ['0.35', '4294967295', 'two words', 'a&b=c', '1,0,1', '0:0.5;1:0.25', '100%', 'ä+é', '#?/']) {
    const query = writeLink(declaration, { ...start.texts, data: text }, 0, start);
    assert.equal(check(`?${query}`).values.data, text);
    assert.equal(check('', `#figure_a?${query}`).values.data, text);
  }
});

const page = 'http://127.0.0.1/embed/sample_widget.html';
const written = (address, state = 'p=0.8') =>
  withState(page + address, state, 'figure_a', declaration).slice(page.length);

test('R21: what others put into the address stays as it stands there, where it stands', () => {
  assert.equal(written('?token=abc&p=0.3'), '?token=abc&p=0.8');
  assert.equal(
    written('?utm_source=a%20b&p=0.3&hide=seed&param-theme=4&session=1.'),
    '?utm_source=a%20b&session=1.&p=0.8',
  );
  assert.equal(written('?token=abc&p=0.3#top'), '?token=abc&p=0.8#top');
  assert.equal(written('?a=1&a=2&b&=3'), '?a=1&a=2&b&=3&p=0.8');
});

test('S3: what stood in the fragment stays in the fragment, however long it is', () => {
  const long = `note=${'x'.repeat(20000)}`;
  assert.equal(written(`#p=0.3&${long}`), `#${long}&p=0.8`);
  assert.equal(written(`?seed=7&k=1#figure_a?p=0.3&k=2`), '?k=1#figure_a?k=2&p=0.8');
  assert.equal(written(`#${long}`), `?p=0.8#${long}`);
  assert.equal(written('#p=0.3', ''), '');
});

test('R22: a damaged address is written whole again', () => {
  assert.equal(written('?k=1&amp;p=0.3&amp;seed=7', 'p=0.3&seed=7'), '?k=1&p=0.3&seed=7');
  assert.equal(written('?p=0.3&#38;seed=7', 'p=0.3&seed=7'), '?p=0.3&seed=7');
  assert.equal(written('?P=0.3).', 'p=0.3'), '?p=0.3');
});

// What a browser makes of an address before we see it.
const opened = address => {
  const { search, hash } = new URL(page + address);
  return check(search, hash);
};
for (const [what, address] of [
  ['an escaped &', '?p=0.3&amp;seed=7'],
  ['one escaped twice', '?p=0.3&amp;amp;seed=7'],
  ['one by number', '?p=0.3&#38;seed=7'],
  ['one in a fragment', '#figure_a?p=0.3&amp;seed=7'],
  ['one with its semicolon escaped', '?p=0.3&amp%3Bseed=7'],
  ['a bracket after it', '?p=0.3&seed=7)'],
  ['a full stop after it', '?p=0.3&seed=7.'],
  ['a comma after it', '?p=0.3&seed=7,'],
  ['a pointed bracket after it', '?p=0.3&seed=7>'],
  ['a quotation mark after it', '?p=0.3&seed=7"'],
  ['the end of a quotation in a fragment', '#p=0.3&seed=7”).'],
  ['blanks', '? p = 0.3 & seed = 7 '],
  ['a blank that does not break', '?p=0.3\u00a0&seed=7\u00a0'],
  ['wide letters', '?ｐ＝０．３＆ｓｅｅｄ＝７'],
  ['capitals', '?P=0.3&Seed=7'],
])
  test(`R22: a link with ${what} is taken`, () => {
    const { values, wrong, strange } = opened(address);
    assert.deepEqual(values, { p: '0.3', seed: '7' });
    assert.deepEqual([wrong, strange], [[], []]);
  });

test('R22: lists, choices, signs and themes are taken as they were meant', () => {
  const { fixed } = opened('?hide=P,%20Seed;data&lock=p，seed&theme=Dark)');
  assert.deepEqual(fixed, { hide: ['p', 'seed', 'data'], lock: ['p', 'seed'], panels: [], theme: 'dark' });
  const params = [
    { id: 'x', kind: 'slider' },
    { id: 'data', kind: 'choice', choices: ['moons', 'Two rings'] },
  ];
  const meant = search => checkLink(readLink(search, '', 'a', true), { ...declaration, params }).values;
  assert.deepEqual(meant('?x=−0.5&data=Moons'), { x: '-0.5', data: 'moons' });
  assert.deepEqual(meant('?data=two+rings.'), { data: 'Two rings' });
});

test('a text that ends like a sentence is written so that it comes back', () => {
  for (const text of ['ReLU (leaky)', 'and so on.', 'a,', 'what?', 'yes!', '*']) {
    const query = writeLink(declaration, { ...start.texts, data: text }, 0, start);
    assert.equal(opened(`?${query}`).values.data, text);
    assert.equal(opened(`#${query}`).values.data, text);
  }
});

test('S9: the same address without what it takes from the reader', () => {
  const open = address => withoutLimits(page + address).slice(page.length);
  assert.equal(open('?p=0.3&hide=p&k=1&lock=seed'), '?p=0.3&k=1');
  assert.equal(open('?hide=p#figure_a?p=0.3&amp;Lock=seed'), '#figure_a?p=0.3');
  assert.equal(open('?k=1#top'), '?k=1#top');
});

test('what a clock measured stands in no link, and no link can give it', () => {
  const timed = { ...declaration, params: [{ id: 'p' }, { id: 'times', measured: true }] };
  const texts = { p: '0.3', times: '81_125' };
  assert.equal(writeLink(timed, texts, 0, { texts: { p: '0.5', times: '0_0' }, ticks: 0 }), 'p=0.3');
  const checked = checkLink(readLink('?p=0.3&times=81_125', '', 'figure_a', true), timed);
  assert.deepEqual(checked.values, { p: '0.3' });
  assert.equal(checked.strange.length, 1);
});
