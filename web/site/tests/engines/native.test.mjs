// native.test.mjs: gcc and clang say the same at every stop of every walk, so that the engines are compared with one of them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { catalog } from '../browser/places.mjs';
import { firstDifference, nativeWalk, stops, walkOf } from './native_walks.mjs';

for (const widget of catalog())
  test(`${widget.id}: clang as gcc`, () => {
    const walk = walkOf(widget);
    const widths = stops.map((_, stop) => [360, 512, 720, 992][stop]);
    const [gcc, clang] = ['gcc', 'clang'].map(preset => nativeWalk(preset, widget, walk, widths));
    for (const [stop, state] of clang.entries())
      assert.equal(firstDifference(gcc[stop], state), undefined, `after ${stops[stop]}`);
  });
