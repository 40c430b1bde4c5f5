// ending.test.mjs: the end of the lesson: its tally, what is kept and forgotten, the link for a friend, its place in the rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapterPage } from '../author/chapter_page.mjs';
import { openBlocks } from '../author/open_text.mjs';
import { allBlocks } from '../author/page_context.mjs';
import { sitePlan } from '../author/site_plan.mjs';
import { runtimeModule } from './runtime_module.mjs';
import { fixtureFolder, fixturePress } from './temp_site.mjs';

const press = fixturePress();
const [first] = press.chapters;
const figure = first.blocks.find(({ type }) => type === 'widget');
const made = blocks =>
  chapterPage(
    press,
    { ...first, blocks: [...first.blocks, ...blocks] },
    {
      site: sitePlan(press),
      assets: {},
      lessonsFolder: fixtureFolder,
    },
  );
const tally = { type: 'tally', id: 'tally', text: 'Each was a *belief*.' };
const challenge = {
  type: 'challenge',
  id: 'dare',
  widget: figure.id,
  params: ['p', 'seed'],
  text: 'Try.',
  label: 'Copy',
};
const ending = {
  type: 'ending',
  id: 'ending',
  label: 'The end',
  title: 'Guess',
  text: 'Who?',
  blocks: [tally, challenge],
};

test('the ending has its head, stands among the sections, and what it holds looks as everywhere', () => {
  const page = made([ending]);
  assert.match(page, /<p class="ending-label">The end<\/p>\n<h2 id="ending">Guess<\/h2>/);
  assert.match(page, /href="#ending">Guess</);
});

test('the tally has a row a chapter that asks, and a mark a question with its answer', () => {
  const page = made([ending]);
  const asking = press.chapters.filter(({ blocks }) => allBlocks(blocks).some(({ type }) => type === 'predict'));
  assert.ok(asking.length > 0);
  assert.equal(page.match(/<li><span class="tally-number">/g).length, asking.length);
  for (const { slug, blocks } of asking)
    for (const { type, id, answer } of allBlocks(blocks))
      if (type === 'predict') assert.ok(page.includes(`data-guess="${slug}.${id}" data-answer="${answer}"`), id);
  assert.match(page, /data-said>\d+ questions?</, 'without a script a row says how much is asked');
  assert.match(page, /tally-without">With scripts on/);
});

test('the challenge carries what the figure starts with', () => {
  assert.match(made([ending]), /data-challenge="[a-z_]+" data-params="p,seed" data-start="\{[^"]*\}"/);
});

test('the rules of form do not count the ending', () => {
  assert.deepEqual(openBlocks([ending]), []);
});

const { outcomeOf, saidOf } = await runtimeModule('page/tally.ts');

test('a kept guess is right, came out differently, or is none', () => {
  assert.equal(outcomeOf('2', '2'), 'right');
  assert.equal(outcomeOf('0', '2'), 'not');
  for (const nothing of [null, '', 'x', '22']) assert.equal(outcomeOf(nothing, '2'), 'open');
  assert.equal(saidOf(['right', 'not', 'right']), '2 right, 1 came out differently');
  assert.equal(saidOf(['open']), '1 not asked yet');
});

const { challengeAddress } = await runtimeModule('page/challenge.ts');

test('the link has the seed and the rate and nothing of the answers, the query or the section', () => {
  const values = { seed: 4182, p: 0.25, answered_seed: 4182 };
  assert.equal(
    challengeAddress('https://x.org/dropout/summary.html?q=1#tally', 'guess', ['seed', 'p'], values),
    'https://x.org/dropout/summary.html#guess?seed=4182&p=0.25',
  );
  assert.equal(challengeAddress('file:///a/b.html', 'guess', ['seed'], {}), 'file:///a/b.html#guess');
});

const { isAddressed, keptValues } = await runtimeModule('page/round.ts');

test('a kept round comes back unless it is damaged or a link says otherwise', () => {
  assert.deepEqual(keptValues('{"seed":7,"answers":"1_0"}'), { seed: 7, answers: '1_0' });
  for (const nothing of [null, '', 'null', '7', '[1]', '{"seed":']) assert.equal(keptValues(nothing), null);
  assert.ok(isAddressed('#guess?seed=1', 'guess'));
  assert.ok(!isAddressed('#guess', 'guess'));
});

// What stands in for the browser's storage.
function storage() {
  const kept = new Map();
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
    key: at => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}
const blocked = new Proxy(
  {},
  {
    get() {
      throw new Error('storage is blocked');
    },
  },
);
async function settingsWith(localStorage) {
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
  return runtimeModule('figure/settings.ts');
}

for (const [name, kind, remembers] of [
  ['with storage', storage(), true],
  ['with storage blocked', blocked, false],
])
  test(`${name} what is written is read, listed and forgotten`, async () => {
    const { canRemember, readSetting, settingNames, writeSetting } = await settingsWith(kind);
    assert.equal(canRemember(), remembers);
    assert.equal(readSetting('guess.mask.one'), null);
    writeSetting('guess.mask.one', '1');
    writeSetting('theme', 'dark');
    assert.equal(readSetting('guess.mask.one'), '1');
    assert.deepEqual(settingNames('guess.'), ['guess.mask.one']);
    writeSetting('guess.mask.one', null);
    assert.equal(readSetting('guess.mask.one'), null);
    assert.deepEqual(settingNames('guess.'), []);
    assert.equal(readSetting('theme'), 'dark');
  });

for (const [name, kind] of [
  ['with storage', storage()],
  ['with storage blocked', blocked],
])
  test(`${name} forgetting clears guesses and progress and leaves the look of the page`, async () => {
    Object.defineProperty(globalThis, 'localStorage', { value: kind, configurable: true });
    const told = [];
    globalThis.document = { dispatchEvent: ({ type }) => told.push(type) };
    // One bundle, so that both see the same settings where nothing is stored.
    const { forgetEverything, readSetting, writeSetting } = await runtimeModule('tests/fixtures/forgetting.ts');
    const names = [
      'guess.mask.one',
      'guess.trainer.two',
      'read.mask',
      'answered.mask',
      'round.summary.guess',
      'visited.old_chapter',
      'last',
    ];
    for (const each of names) writeSetting(each, '1');
    writeSetting('theme', 'dark');
    forgetEverything();
    for (const each of names) assert.equal(readSetting(each), null, each);
    assert.equal(readSetting('theme'), 'dark');
    assert.deepEqual(told, ['lab-progress', 'lab-forgotten']);
    delete globalThis.document;
  });
