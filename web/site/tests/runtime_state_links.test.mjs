// runtime_state_links.test.mjs: the state of a figure as an address for others, for the page itself, and as what a link says.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { ownAddress, ownLink, stateAddress, stateLink } = await runtimeModule('figure/state_links.ts');

afterEach(() => delete globalThis.location);
const site = 'http://127.0.0.1/';

// A figure whose widget begins with p = 0.5, whose lesson with p = 0.3, and that shows this now.
function figureAt(
  address,
  { texts = { p: '0.3', seed: '24' }, ticks = 0, replayTo = 0, fixed = {}, live = true } = {},
) {
  globalThis.location = { href: site + address };
  return {
    root: { id: 'figure_a' },
    declaration: { params: [{ id: 'p' }, { id: 'seed' }], actions: [], panels: [] },
    defaults: { texts: { p: '0.5', seed: '24' }, ticks: 0 },
    start: { texts: { p: '0.3', seed: '24' }, ticks: 0 },
    fixedByLink: { hide: [], lock: [], panels: [], theme: null, ...fixed },
    replayTo,
    modelState: () => (live ? { texts, ticks } : null),
  };
}
const changed = { texts: { p: '0.8', seed: '24' } };

test('an address for others has the state and nothing else of the own address', () => {
  const alone = figureAt('embed/w.html?token=abc&p=0.1#top', changed);
  assert.equal(stateAddress(alone, true), `${site}embed/w.html?p=0.8`);
  const among = figureAt('chapter.html?token=abc#other', changed);
  assert.equal(stateAddress(among, false), `${site}chapter.html#figure_a?p=0.8`);
});

test('without a change an address for others is that of the page, or of the place of the figure', () => {
  assert.equal(stateAddress(figureAt('embed/w.html?p=0.1'), true), `${site}embed/w.html`);
  assert.equal(stateAddress(figureAt('chapter.html?k=1'), false), `${site}chapter.html#figure_a`);
  assert.equal(
    stateAddress(figureAt('chapter.html', { ...changed, live: false }), false),
    `${site}chapter.html#figure_a`,
  );
});

test('the own address keeps what others put there', () => {
  assert.equal(ownAddress(figureAt('embed/w.html?token=abc&p=0.1', changed)), `${site}embed/w.html?token=abc&p=0.8`);
});

test('what a link took from the reader stays taken in addresses', () => {
  const fixed = { hide: ['seed'], lock: ['p'] };
  assert.equal(stateAddress(figureAt('embed/w.html', { fixed }), true), `${site}embed/w.html?hide=seed&lock=p`);
  assert.equal(ownLink(figureAt('embed/w.html', { fixed })), '', 'which is no state of the model');
});

test('a link to the widget alone says what differs from the widget, one of the page what differs from the lesson', () => {
  assert.equal(stateLink(figureAt('chapter.html')), 'p=0.3');
  assert.equal(ownLink(figureAt('chapter.html')), '');
  assert.equal(stateLink(figureAt('chapter.html', { live: false })), '');
  assert.equal(ownLink(figureAt('chapter.html', { live: false })), '');
});

test('a state that is still replayed counts as reached', () => {
  const replayed = figureAt('embed/w.html', { ticks: 20, replayTo: 200 });
  assert.equal(ownLink(replayed), 'ticks=200');
  assert.equal(stateAddress(replayed, true), `${site}embed/w.html?ticks=200`);
  assert.equal(ownLink(figureAt('embed/w.html', { ticks: 300, replayTo: 200 })), 'ticks=300');
});
