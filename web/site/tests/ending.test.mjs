// ending.test.mjs: the page after the last chapter: its parts, the ways to it, its tally, what is kept, the link for a friend.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapterPage } from '../author/chapter_page.mjs';
import { endingPage } from '../author/ending_page.mjs';
import { allBlocks } from '../author/page_context.mjs';
import { pathHtml } from '../author/path_html.mjs';
import { sitePlan } from '../author/site_plan.mjs';
import { runtimeModule } from './runtime_module.mjs';
import { fixtureFolder, fixturePress } from './temp_site.mjs';

const press = fixturePress();
const site = sitePlan(press);
const options = { site, assets: {}, lessonsFolder: fixtureFolder };
const page = endingPage(press, options);
const questionsOf = ({ blocks }) => allBlocks(blocks).filter(({ type }) => type === 'predict');

test('the ending is a page of its own kind, with its place, label, title, lead and last words', () => {
  assert.match(page, /data-page="ending"/);
  assert.match(page, /<span class="place">Guess</);
  assert.match(page, /class="opening-number">The end of it<\/p>\n<h1>Guess<\/h1>\n<p class="promise">Who <em>tossed/);
  assert.match(page, /<h2 id="answer">What was it all about\?<\/h2>\n<p>Leaning on <em>nobody<\/em>/);
  assert.match(page, /On this page[\s\S]*href="#predicted">What you predicted/);
  assert.match(page, /box-label">One of two<[\s\S]*box-label">Two of two</);
});

test('it is no chapter: the contents count without it and name it last', () => {
  assert.deepEqual(
    press.chapters.map(({ slug }) => slug),
    ['mask', 'trainer'],
  );
  assert.match(page, /data-count>2 chapters/);
  const last = pathHtml(site, { root: '../', slug: '' }).split('<li').at(-1);
  assert.match(last, /stop-ending[\s\S]*href="\.\.\/dropout\/ending\.html"[\s\S]*Guess[\s\S]*Were you right\?/);
  assert.doesNotMatch(last, /data-progress-slug|data-minutes|class="line/);
});

test('the last chapter leads to it, and it leads back', () => {
  const way = chapterPage(press, press.chapters.at(-1), options).match(/<nav class="way-on"[\s\S]*?<\/nav>/)[0];
  assert.match(way, /href="ending\.html" rel="next"[\s\S]*Next, the end of it[\s\S]*Guess[\s\S]*Were you right\?/);
  assert.match(page, /footer-back"><a href="trainer\.html" rel="prev">[\s\S]*Chapter \d+, The trainer/);
});

test('without an ending the last chapter leads to the contents', () => {
  const { ending, ...rest } = press;
  const made = chapterPage(rest, rest.chapters.at(-1), { ...options, site: sitePlan(rest) });
  assert.match(made, /way-next" href="\.\.\/index\.html#chapters"/);
  assert.ok(!made.includes(`${ending.slug}.html`));
});

test('the tally has a row a chapter that asks, and a mark a question with its answer and where it is asked', () => {
  const asking = press.chapters.filter(chapter => questionsOf(chapter).length);
  assert.ok(asking.length > 0);
  assert.equal(page.match(/<li><span class="tally-number">/g).length, asking.length);
  for (const chapter of asking)
    for (const { id, answer } of questionsOf(chapter))
      assert.ok(
        page.includes(
          `data-guess="${chapter.slug}.${id}" data-answer="${answer}" data-address="${chapter.slug}.html#${id}"`,
        ),
        id,
      );
  assert.ok(
    !page.includes('data-guess="ending.'),
    'questions of the ending itself are not predictions of the lesson',
  );
  assert.match(page, /data-said>\d+ questions?</, 'without a script a row says how much is asked');
  assert.match(page, /tally-without">With scripts on/);
});

test('the challenge carries what the figure starts with', () => {
  assert.match(
    page,
    /data-challenge="round" data-params="p,seed" data-start="\{&quot;p&quot;:0\.3\}">[\s\S]*Copy my patterns/,
  );
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
    challengeAddress('https://x.org/dropout/ending.html?q=1#tally', 'guess', ['seed', 'p'], values),
    'https://x.org/dropout/ending.html#guess?seed=4182&p=0.25',
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
      'round.ending.guess',
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
