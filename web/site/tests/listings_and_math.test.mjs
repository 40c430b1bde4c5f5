// listings_and_math.test.mjs: program texts come from their regions, formulas become MathML without style attributes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { listingHtml, readListing, regionOf } from '../author/listings.mjs';
import { displayMath, inlineMath } from '../author/math.mjs';
import { signs } from '../fonts/signs.mjs';
import { siteFolder } from '../author/site.mjs';
import { fixtureFolder } from './temp_site.mjs';

test('A region is found by name and loses its common indent', () => {
  assert.equal(
    readListing(fixtureFolder, 'listings/add.py#add'),
    'def add(a, b):\n    return a + b  # <b>not bold</b> & "quoted"',
  );
  assert.equal(
    readListing(fixtureFolder, 'listings/add_cpp.txt#add'),
    'int add(int a, int b) { return a < b ? a : b; }',
  );
});

test('A missing or unclosed region is an error that names the file', () => {
  assert.throws(
    () => readListing(fixtureFolder, 'listings/add.py#nothing'),
    /no region "nothing": lessons\/listings\/add\.py/,
  );
  assert.throws(() => readListing(fixtureFolder, 'listings/add_cpp.txt#open'), /"open" has no endregion/);
  assert.throws(() => readListing(fixtureFolder, 'listings/none.py#add'), /none\.py/);
  assert.throws(() => regionOf('# region: ab\n# endregion', 'a'), /no region/);
});

test('Program text is highlighted and escaped', () => {
  const html = listingHtml({ id: 'a', title: 'A', caption: 'B', python: 'def f(x): return "<b>"', level: 3 });
  assert.match(html, /<span class="hljs-keyword">def<\/span>/);
  assert.match(html, /&lt;b&gt;/);
  assert.doesNotMatch(html, /<b>|type="radio"/);
});

test('Two languages are both in the page, chosen by radio buttons', () => {
  const html = listingHtml({ id: 'a', title: 'A', caption: 'B', python: 'x = 1', cpp: 'int x = 1;', level: 3 });
  assert.equal(html.match(/type="radio"/g).length, 2);
  assert.match(html, /value="python" checked/);
  assert.match(html, /listing-python[\s\S]*listing-cpp/);
});

test('Formulas have no style attribute and say how they read', () => {
  const html = displayMath('\\frac{1}{1-p}', 'one over "one" minus p', 'f');
  assert.doesNotMatch(html, /style=/);
  assert.match(html, /id="f" role="group" aria-label="Formula: one over &quot;one&quot; minus p"/);
  assert.match(inlineMath('p^2'), /<mi class="letter">p<\/mi>/);
  assert.match(inlineMath('\\operatorname{Var}'), /<mi class="word">Var<\/mi>/);
  assert.throws(() => inlineMath('\\frac{1'), /./);
});

// All TeX of the lessons: math blocks and $...$ in any text.
function formulasOf(value) {
  if (typeof value === 'string') return [...value.matchAll(/(?<!\\)\$([^$]+)\$/g)].map(match => match[1]);
  if (Array.isArray(value)) return value.flatMap(formulasOf);
  if (value && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => (key === 'tex' ? [inner] : formulasOf(inner)));
  return [];
}

test('The math font has every sign of every formula in the lessons', () => {
  const folder = path.join(siteFolder, '..', '..', 'lessons', 'dropout');
  const formulas = fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .flatMap(name => formulasOf(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))));
  assert.ok(formulas.length > 10);
  const font = new Set(signs + '\u2061\u2062\u2063'); // invisible operators
  for (const tex of formulas) {
    const html = inlineMath(tex);
    if (!html.startsWith('<math')) continue;
    const mathml = html.replace(/<(mn|mtext)\b[^>]*>[^<]*<\/\1>|<mi class="(letter|word)"[^>]*>[^<]*<\/mi>/g, '');
    const text = mathml
      .replace(/<[^>]*>/g, '')
      .replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name]);
    for (const sign of text.replace(/\s/g, ''))
      assert.ok(
        font.has(sign),
        `${sign} (U+${sign.codePointAt(0).toString(16)}) of ${tex}: add it to fonts/signs.mjs and run fonts/subset.mjs`,
      );
  }
});

test('a letter, or the value of one, is text: it needs no math font', () => {
  assert.equal(inlineMath('p'), '<i class="letter">p</i>');
  assert.equal(inlineMath('p=0.5'), '<i class="letter">p</i>&nbsp;=&nbsp;0.5');
  assert.equal(inlineMath('x = -2'), '<i class="letter">x</i>&nbsp;=&nbsp;−2');
  for (const tex of ['p^2', 'p_i', '1-p', 'p=q', '\\alpha']) assert.match(inlineMath(tex), /^<math/, tex);
});
