// walks.mjs: what is tried in every engine. A visit of a page does several things, because starting figures costs the most.
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { catalog } from '../browser/places.mjs';
import { firstDifference, nativeWalk, pageState, stops, walkOf } from './native_walks.mjs';
import { openEngine } from './page.mjs';

// ---- the same bits ---------------------------------------------------------------------------------------------------

const widthOf = picture => picture.readFloatLE(16); // of the header in display_list.h

// Plays the walk of a widget and looks at its figure at each stop.
async function statesOf(page, widget, kind) {
  const { link, change, action, ticks } = walkOf(widget);
  await page.goto(`embed/${widget.id}.html?${new URLSearchParams(link)}`, kind);
  const figure = await page.figure().live();
  const states = [];
  const steps = [
    () => true,
    () => figure.command('set', change),
    () => action === undefined || figure.command('act', action),
    () => figure.command('set', { ticks }),
  ];
  for (const [stop, step] of steps.entries()) {
    assert.ok(await step(), `${stops[stop]} is carried out`);
    await figure.settled();
    states.push({ snapshot: await figure.snapshot(), picture: await figure.picture() });
  }
  return { figure, states };
}

async function sameBits(page, widget, kind) {
  const { figure, states } = await statesOf(page, widget, kind);
  const native = nativeWalk(
    'gcc',
    widget,
    walkOf(widget),
    states.map(({ picture }) => widthOf(picture)),
  );
  for (const [stop, { snapshot, picture }] of states.entries()) {
    const difference = firstDifference(native[stop], pageState(widget, snapshot, picture));
    assert.equal(difference, undefined, `${page.name}, ${widget.id}, after ${stops[stop]}`);
  }
  return figure;
}

// ---- the list --------------------------------------------------------------------------------------------------------

export function walkIn(name) {
  describe(name, () => {
    let page;
    before(async () => (page = await openEngine(name)));
    after(() => page?.close());

    for (const widget of catalog())
      test(`${widget.id}: bit by bit as natively, where Workers help`, async () => {
        await sameBits(page, widget, 'whole');
        await page.noProblems(widget.id);
      });
  });
}
