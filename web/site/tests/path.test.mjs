// path.test.mjs: the contents as a path: stations, minutes, the short way and its lines; the small pictures of chapters.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { pathHtml, shortWay } from '../author/path_html.mjs';
import { chapterPicture } from '../author/picture.mjs';
import { sitePlan } from '../author/site_plan.mjs';
import { fixturePress } from './temp_site.mjs';

const plan = essential =>
  Array.from({ length: 8 }, (_, number) => ({
    slug: `chapter-${number}`,
    number,
    title: `Title ${number}`,
    asks: `Question ${number}?`,
    ready: true,
    essential: essential.includes(number),
    minutes: 10 + number,
  }));
const site = { plan: plan([0, 1, 2, 6]) };
const stopsOf = html => html.split('<li').slice(1);
const linesOf = stop => [...stop.matchAll(/<i class="([^"]*)">/g)].map(([, name]) => name);

test('A station has its number, title, question and minutes, and the one at hand says so', () => {
  const stops = stopsOf(pathHtml(site, { root: '../', slug: 'chapter-3' }));
  assert.equal(stops.length, 8);
  for (const part of ['href="../dropout/chapter-4.html"', '>4<', 'Title 4', 'Question 4?', '14 min'])
    assert.ok(stops[4].includes(part), part);
  assert.deepEqual(
    stops.map(stop => stop.includes('aria-current="page"')),
    stops.map((_, at) => at === 3),
  );
  assert.match(stops[3], /data-time>here</);
});

test('The strong line joins essential neighbors and passes the others by; the last station leads nowhere', () => {
  const lines = stopsOf(pathHtml(site, { root: '', slug: '' })).map(linesOf);
  assert.deepEqual(lines, [
    ['line line-strong'],
    ['line line-strong'],
    ['line', 'way way-leave'],
    ['line', 'way way-pass'],
    ['line', 'way way-pass'],
    ['line', 'way way-pass'],
    ['line', 'way way-arrive'],
    [],
  ]);
});

test('In rows of six the lines turn where a row ends', () => {
  const lines = stopsOf(pathHtml(site, { root: '', pictures: true })).map(linesOf);
  const turns = lines.map(names => names.filter(name => !/^(line|way)( |$)/.test(name)));
  assert.deepEqual(turns, [
    [],
    [],
    ['way-out', 'way-run'],
    [],
    [],
    ['turn-out'],
    ['turn-run', 'turn-drop', 'way-drop'],
    [],
  ]);
});

test('The short way counts its minutes, and is not spoken of where there is none', () => {
  assert.equal(shortWay(site), '0, 1, 2 and 6, <span data-short-left>49 minutes</span>');
  assert.equal(shortWay({ plan: plan([]) }), '');
});

test('A planned chapter is a station without a link', () => {
  const small = sitePlan(fixturePress());
  const planned = stopsOf(pathHtml(small, { root: '' })).find(stop => stop.includes('The implicit ensemble'));
  assert.doesNotMatch(planned, /href=/);
  assert.match(planned, /planned</);
});

test('The plan takes the short way and the questions from lesson.json, and counts minutes', () => {
  const press = fixturePress();
  Object.assign(press.lesson, { essential: ['mask', 'trainer'], asks: { mask: 'What stays?' } });
  const [mask, ...others] = sitePlan(press).plan;
  assert.equal(mask.essential, true);
  assert.equal(mask.asks, 'What stays?');
  assert.ok(mask.minutes >= 3, 'a figure and a prediction alone take three');
  assert.ok(others.every(({ ready, asks }) => !ready || asks === undefined));
});

const tokens = JSON.parse(fs.readFileSync(new URL('../../tokens.json', import.meta.url)));
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 376 900">
<text x="16" y="20" class="fill-ink">Words</text>
<rect x="16" y="40" width="200" height="30" class="fill-wash"/>
<g transform="translate(0 100)">
<rect x="16" y="0.123" width="20.77" height="80" class="fill-kept"/>
<path d="M36 20L56 20" fill="none" class="stroke-kept" stroke-width="2"/>
<circle cx="50" cy="40" r="12" class="fill-accent"/>
<rect x="16" y="0" width="40" height="40" fill="none" pointer-events="all"><title>Tap it</title></rect>
</g>
<g transform="translate(0 600)">
<circle cx="30" cy="10" r="5" class="fill-test"/>
</g>
</svg>`;

test('A picture of a chapter knows how far a map reaches that is stretched', () => {
  const stretched = drawing.replace('translate(0 100)', 'translate(0 100) scale(0.5 2)');
  // From x = 8 to 28 and from y = 100 to 260, with the margin, in 4 : 3.
  assert.match(chapterPicture(stretched, tokens), /viewBox="-99 92 235 176"/);
});

test('A picture of a chapter is the first part of its figure, without words and knobs, in the colors of both schemes', () => {
  const picture = chapterPicture(drawing, tokens);
  assert.match(picture, /viewBox="-28 92 128 96"/, 'around the first part that is high enough');
  assert.doesNotMatch(picture, /Words|Tap it|<circle|fill-wash|fill-accent|<g transform="translate\(0 600\)/);
  assert.match(picture, /<rect x="16" y="0" width="21" height="80" class="fill-kept"\/>/, 'coarse numbers');
  assert.ok(picture.includes(`.fill-kept{fill:${tokens.kept.light}}`));
  assert.ok(picture.includes(`@media(prefers-color-scheme:dark){.fill-kept{fill:${tokens.kept.dark}}`));
  assert.doesNotMatch(picture, /fill-test/);
});
