// walks.mjs: what is tried in every engine. A visit of a page does several things, because starting figures costs the most.
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { describedWidgets, nativeProgram } from '../../../../scripts/lib/native_program.mjs';
import { catalog, isSample, lessonPages } from '../browser/places.mjs';
import { sameBits, workOf } from './bits.mjs';
import { linkedFollow, parkedAndBack, predictAndRun, print } from './chapter.mjs';
import { openEngine } from './page.mjs';
import { dragHandles, leaveAndReload, readNumbers, useKeys } from './reading.mjs';

const widgets = catalog();
const withRuns = new Set(
  describedWidgets(nativeProgram('gcc')).flatMap(({ id, has_runs: hasRuns }) => (hasRuns ? [id] : [])),
);
// Nets against hanging, not measurements.
const within = { timeout: 300_000 };
const plays = ({ playback }) => playback.max_ticks > 0;

// name: of an engine. What the browser tests have shown of it already is left out.
export function walkIn(name, { hasBrowserTests = false } = {}) {
  inNewBrowser(name, `${name}: bits`, bits);
  if (hasBrowserTests) return;
  inNewBrowser(name, `${name}: figures`, figures);
  inNewBrowser(name, `${name}: pages`, pages);
}

// A reader's browser has not opened sixty pages of ours in one tab before; one that has keeps the memory of some of them.
function inNewBrowser(name, title, group) {
  describe(title, () => {
    let page;
    before(async () => (page = await openEngine(name)), within);
    after(() => page?.close());
    group(() => page);
  });
}

// ---- the same bits ---------------------------------------------------------------------------------------------------

function bits(open) {
  for (const widget of widgets)
    test(`${widget.id}: bit by bit as natively`, within, async () => {
      const page = open();
      await sameBits(page, widget, 'whole');
      const { workers } = await workOf(page);
      // One that runs the model, and at least one that trains for it.
      if (withRuns.has(widget.id)) assert.ok(workers >= 2, `${workers} Workers: a pool trains the runs`);
      await page.noProblems(widget.id);
    });

  for (const widget of widgets.filter(plays))
    test(`${widget.id}: the same without any Worker`, within, async () => {
      const page = open();
      await sameBits(page, widget, 'without_worker');
      const { ticksOfPage, workers } = await workOf(page);
      assert.equal(workers, 0);
      assert.ok(ticksOfPage > 0, 'the page computed the run');
      await page.noProblems(widget.id);
    });
}

// ---- one figure ------------------------------------------------------------------------------------------------------

function figures(open) {
  let handles = 0;
  for (const widget of widgets)
    test(
      `${widget.id}: live and not blank; every handle, keys, numbers${isSample(widget) ? ', reload' : ''}`,
      within,
      async () => {
        const page = open();
        await page.goto(`embed/${widget.id}.html`);
        const figure = await page.figure().live();
        handles += await dragHandles(page, figure, widget);
        await figure.colors();
        await figure.settled();
        await useKeys(page, figure, widget);
        await readNumbers(figure);
        if (isSample(widget)) await leaveAndReload(page, figure, widget);
        await page.noProblems(widget.id);
      },
    );

  test('somewhere there are handles', () => assert.ok(handles > 10));

  for (const widget of widgets.filter(isSample))
    test(`${widget.id}: live and not blank without WebGL`, within, async () => {
      const page = open();
      await page.goto(`embed/${widget.id}.html`, 'without_webgl');
      const figure = await page.figure().live();
      assert.ok(await figure.call(root => root.querySelector('canvas').getContext('2d') !== null));
      await figure.colors();
      await page.noProblems(widget.id);
    });
}

// ---- whole pages -----------------------------------------------------------------------------------------------------

function pages(open) {
  const chapter = 'dropout/mask.html';
  for (const address of ['index.html', ...lessonPages().filter(each => each !== chapter)])
    test(`${address} is live`, within, async () => {
      const page = open();
      await page.goto(address);
      await page.figure().live();
      await page.noProblems(address);
    });

  test(`${chapter}: predict and run, linked figures, print`, within, async () => {
    const page = open();
    await page.goto(chapter);
    await predictAndRun(page);
    const figure = await linkedFollow(page);
    await print(page, figure);
    await page.noProblems(chapter);
  });

  test('a figure that is parked comes back as it was', within, async () => {
    const page = open();
    await page.goto('gallery.html');
    await parkedAndBack(page);
    await page.noProblems('gallery.html');
  });
}
