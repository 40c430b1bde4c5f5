// round_trip.spec.mjs: whatever state a widget can be in: its link read, set and written again is the same link, letter by letter.
//
// No page is opened: the built models run here, with the modules that read and write addresses.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { runtimeModule } from '../runtime_module.mjs';
import { catalog, distFolder } from './places.mjs';

const { checkLink, readLink, withState, writeLink } = await runtimeModule('figure/permalink.ts');
const { Model } = await runtimeModule('compute/model.ts');

const rounds = 20;
const verbs = ['reset', 'run', 'step', 'step_back', 'new_seed', 'undo', 'lesson_start'];

// Numbers from 0 to 1, the same at each run.
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// Widgets that are kin have one program; the page of each names it.
const programs = new Map();
async function modelOf(widget) {
  const page = fs.readFileSync(path.join(distFolder, 'embed', `${widget.id}.html`), 'utf8');
  const [, name] = /data-model="([^"]+)"/.exec(page);
  if (!programs.has(name))
    programs.set(name, await WebAssembly.compile(fs.readFileSync(path.join(distFolder, 'assets', name))));
  return Model.make(programs.get(name), widget);
}

const linked = (widget, texts) =>
  Object.fromEntries(widget.params.filter(({ measured }) => !measured).map(({ id }) => [id, texts[id]]));

// Every parameter that a link can hold gets some value; those with many parts, such as painted ones, get some parts.
function shuffle(model, widget, next) {
  widget.params.forEach((param, place) => {
    if (param.measured || next() < 0.3) return;
    const count = param.choices?.length;
    const value = () => (count ? Math.floor(next() * count) : param.min + next() * (param.max - param.min));
    if (['slider', 'stepper', 'toggle', 'choice'].includes(param.kind)) model.stage(place, value());
    else
      for (let part = 0; part < 12; ++part)
        model.setPart(param.id, Math.floor(next() * 64), next() < 0.5 ? Math.round(next()) : value());
  });
  model.apply();
}

function someOf(ids, next) {
  return ids.filter(() => next() < 0.2);
}

for (const widget of catalog())
  test(`R20: ${widget.id}: reading, setting and writing a link gives the same link`, async () => {
    const model = await modelOf(widget);
    const start = { texts: model.state().texts, ticks: 0 };
    const next = random(12);
    const page = `http://127.0.0.1/embed/${widget.id}.html`;
    const written = new Set();
    for (let round = 0; round < rounds; ++round) {
      shuffle(model, widget, next);
      const { texts } = model.state();
      const controls = [...widget.params.filter(({ measured }) => !measured), ...widget.actions].map(({ id }) => id);
      const fixed = {
        hide: someOf([...controls, ...verbs], next),
        lock: someOf([...controls, ...verbs], next),
        panels: someOf(
          widget.panels.map(({ id }) => id),
          next,
        ),
        theme: [null, 'light', 'dark', 'auto'][Math.floor(next() * 4)],
      };
      const ticks = Math.floor(next() * 3) * Math.floor(next() * 1000);
      const link = writeLink(widget, texts, ticks, start, fixed);
      written.add(link);
      for (const address of [
        `${page}?${link}`,
        `${page}#${link}`,
        `${page}#${widget.id}?${link}`,
        `${page}?${link.replaceAll('&', '&amp;')}`,
        `${page}?${link}).`,
      ]) {
        const { search, hash } = new URL(address);
        const read = checkLink(readLink(search, hash, widget.id, true), widget);
        expect([read.wrong, read.strange, read.fixed, read.ticks ?? 0]).toEqual([[], [], fixed, ticks]);
        if (address !== `${page}?${link}`) {
          expect(read.values).toEqual(readLink(`?${link}`, '', widget.id, true).params);
          continue;
        }
        const other = await modelOf(widget);
        widget.params.forEach(({ id }, place) => {
          if (read.values[id] !== undefined)
            expect(other.stage(place, read.values[id]), other.message()).toBe('taken');
        });
        other.apply();
        expect(linked(widget, other.state().texts)).toEqual(linked(widget, texts));
        expect(writeLink(widget, other.state().texts, ticks, start, read.fixed)).toBe(link);
      }
      for (const address of [`${page}?${link}`, `${page}?k=1&k=%20&${link}`, `${page}?k=1#k=2&${link}`])
        expect(withState(address, link, widget.id, widget)).toBe(address);
    }
    expect(written.size, 'the states differ').toBeGreaterThan(rounds / 2);
  });
