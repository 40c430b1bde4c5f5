// bits.mjs: the walk of a widget in a page, compared at each stop with the native program.
import assert from 'node:assert/strict';
import { firstDifference, nativeWalk, pageState, stops, walkOf } from './native_walks.mjs';

const widthOf = picture => picture.readFloatLE(16); // of the header in display_list.h

// Plays the walk and looks at the figure at each stop.
async function statesOf(figure, { change, action, ticks }) {
  const steps = [
    () => true, // the link was followed when the page was opened
    () => figure.command('set', change),
    () => action === undefined || figure.command('act', action),
    () => figure.command('set', { ticks }),
  ];
  const states = [];
  for (const [stop, step] of steps.entries()) {
    assert.ok(await step(), `${stops[stop]} is carried out`);
    await figure.settled();
    states.push({ snapshot: await figure.snapshot(), picture: await figure.picture() });
  }
  return states;
}

// kind: what the page finds in its browser, see server.mjs.
export async function sameBits(page, widget, kind) {
  const walk = walkOf(widget);
  await page.goto(`embed/${widget.id}.html?${new URLSearchParams(walk.link)}`, kind);
  const figure = await page.figure().live();
  const states = await statesOf(figure, walk);
  const widths = states.map(({ picture }) => widthOf(picture));
  const native = nativeWalk('gcc', widget, walk, widths);
  for (const [stop, { snapshot, picture }] of states.entries()) {
    const difference = firstDifference(native[stop], pageState(widget, snapshot, picture));
    assert.equal(difference, undefined, `${page.name}, ${widget.id}, after ${stops[stop]}`);
  }
}

// How many ticks the page computed itself, and how many Workers it began.
export const workOf = page =>
  page.call(() => ({
    ticksOfPage: document.querySelector('figure[data-widget]').widget.pageTicks,
    workers: window.workers,
  }));
