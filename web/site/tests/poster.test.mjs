// poster.test.mjs: posters lose digits that nobody sees, and nothing else; one may stand for both widths.
import assert from 'node:assert/strict';
import test from 'node:test';
import { posterParts } from '../author/poster.mjs';

const svg = (width, body) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 100">\n${body}\n</svg>\n`;
const slimmed = body => posterParts({ svg_wide: svg(720, body) })[0].split('\n')[1];

test('places and lengths keep tenths of a pixel', () => {
  assert.equal(
    slimmed('<rect x="555.92" y="10.04" width="5.96" height="9.97"/>'),
    '<rect x="555.9" y="10" width="6" height="10"/>',
  );
  assert.equal(slimmed('<circle cx="-0.06" cy="2.5" r="3.25"/>'), '<circle cx="-0.1" cy="2.5" r="3.25"/>');
  assert.equal(slimmed('<path d="M0.26 1L2.31 3.96 4 5.55z"/>'), '<path d="M0.3 1L2.3 4 4 5.5z"/>');
});

test('upright and level lines name what changes', () => {
  assert.equal(slimmed('<path d="M5.25 10L5.25 20.5"/>'), '<path d="M5.3 10V20.5"/>');
  assert.equal(slimmed('<path d="M5 -10L7.5 -10"/>'), '<path d="M5 -10H7.5"/>');
  assert.equal(slimmed('<path d="M5 10L7 12"/>'), '<path d="M5 10L7 12"/>');
});

test('slanted lines end on whole pixels', () => {
  assert.equal(slimmed('<path d="M5.3 10.8L7.6 12.1"/>'), '<path d="M5 11L8 12"/>');
});

test('rectangles of one look that follow each other are one path, each by its way from the one before', () => {
  const rect = (x, y, look) => `<rect x="${x}" y="${y}" width="3" height="4" class="fill-kept"${look}/>`;
  assert.equal(
    slimmed([rect(1.2, 2, ''), rect(5.5, 2, ''), rect(1.2, 7, '')].join('\n')),
    '<path d="M1.2 2h3v4h-3zm4.3 0h3v4h-3zm-4.3 5h3v4h-3" class="fill-kept"/>',
  );
  const others = [rect(1, 2, ''), rect(5, 2, ' fill-opacity="0.5"')].join('\n');
  assert.equal(slimmed(others), others.split('\n')[0], 'another look begins anew');
});

test('areas need not say that they are closed, where nothing is drawn along their rim', () => {
  const path = (d, look) => `<path d="${d}" ${look}/>`;
  assert.equal(
    slimmed(path('M0 0h1v1h-1zM3 0h1v1h-1z', 'class="fill-ink" fill-opacity="0.5"')),
    path('M0 0h1v1h-1M3 0h1v1h-1', 'class="fill-ink" fill-opacity="0.5"'),
  );
  const ring = path('M0 0h1v1h-1zM3 0h1v1h-1z', 'fill="none" class="stroke-ink"');
  assert.equal(slimmed(ring), ring);
});

test('lines of one look that follow each other are one path', () => {
  const look = 'fill="none" class="stroke-ink" stroke-width="1"';
  assert.equal(
    slimmed(`<path d="M0 0L1 1" ${look}/>\n<path d="M0 1L1 0" ${look}/>`),
    `<path d="M0 0L1 1M0 1L1 0" ${look}/>`,
  );
  const [first, second] = ['M0 0L1 1', 'M0 1L1 0'].map(d => `<path d="${d}" class="fill-ink"/>`);
  assert.equal(slimmed(`${first}\n${second}`), first, 'areas may lie over each other');
});

test('areas that speak under a pointer are left to the live picture', () => {
  const area =
    '<rect x="1" y="2" width="3" height="4" fill="none" pointer-events="all"><title>A unit.</title></rect>';
  const body = `${area}\n<rect x="5" y="6" width="7" height="8" class="fill-ink"/>`;
  const [wide, narrow] = posterParts({ svg_wide: svg(720, body), svg_narrow: svg(376, body) });
  for (const poster of [wide, narrow]) assert.ok(!poster.includes('A unit.') && poster.includes('fill-ink'));
});

test('scales, opacities, widths of lines and words keep their digits', () => {
  for (const kept of [
    '<g transform="translate(1.25 2.75) scale(0.3125 0.0625)">',
    '<rect fill-opacity="0.46" stroke-width="0.75" stroke-dasharray="0 1.88"/>',
    '<title>0.725 to 0.750: 1.95 % of the probability.</title>',
  ])
    assert.equal(slimmed(kept), kept);
});

test('two widths, or the narrow one in the room of the wide one', () => {
  const figure = { svg_wide: svg(720, '<path d="M0 0"/>'), svg_narrow: svg(376, '<path d="M1 1"/>') };
  const classes = parts => parts.map(part => /class="([^"]*)"/.exec(part)[1]);
  assert.deepEqual(classes(posterParts(figure)), ['poster-wide', 'poster-narrow']);
  const [room, single] = posterParts(figure, true);
  assert.equal(room, '<svg class="poster-room" aria-hidden="true" focusable="false" viewBox="0 0 720 100"></svg>');
  assert.match(single, /^<svg class="poster-single"[^>]* viewBox="0 0 376 100">\n<path d="M1 1"\/>/);
  const marks = '<path d="M0 0"/>\n'.repeat(10_000);
  assert.deepEqual(
    classes(posterParts({ ...figure, svg_wide: svg(720, marks) })),
    ['poster-room', 'poster-single'],
    'where the wide one is too heavy',
  );
  const { svg_wide } = figure;
  assert.deepEqual(classes(posterParts({ svg_wide }, true).filter(Boolean)), ['poster-wide']);
});
