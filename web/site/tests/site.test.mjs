// site.test.mjs: the small site of the fixtures, built whole: valid, linked, self-contained, and complete without script.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';
import { checkSite } from '../author/site_check.mjs';
import { chapterPage } from '../author/chapter_page.mjs';
import { sitePlan } from '../author/site_plan.mjs';
import { writeSite } from '../author/site.mjs';
import { buildSmallSite, fixtureFolder, fixturePress, readPage, tempFolder } from './temp_site.mjs';

const site = await buildSmallSite();
const chapter = readPage(site, 'dropout/mask.html');
const front = readPage(site, 'index.html');

test('The site has the pages and files of the design', () => {
  for (const file of [
    'index.html',
    'dropout/mask.html',
    'dropout/trainer.html',
    'dropout/ending.html',
    'embed/mask_sampler.html',
    'gallery.html',
    'widgets.json',
    'licences.html',
    'checked.html',
  ])
    assert.ok(fs.existsSync(path.join(site, file)), file);
  assert.deepEqual(
    JSON.parse(readPage(site, 'widgets.json')).widgets.map(widget => widget.id),
    ['mask_sampler'],
  );
});

test('Every page is valid, linked, and loads nothing from elsewhere', async () => {
  const { pages, problems } = await checkSite(site);
  assert.equal(pages.length, 12);
  assert.deepEqual(problems, []);
});

const slips = [
  ['a dead link', '<main', '<a href="nowhere.html">x</a><main', /nothing is at "nowhere\.html"/],
  ['a dead anchor', '<main', '<a href="#nowhere">x</a><main', /no id "nowhere"/],
  ['an address from the root', '<main', '<a href="/x.html">x</a><main', /not relative/],
  ['a foreign picture', '<main', '<img alt="" src="https://example.org/x.png"><main', /loads "https/],
  ['a style attribute', '<main', '<main style="color:red"', /style attribute/],
  ['an inline script', '<main', '<script>1</script><main', /inline script/],
  ['an event attribute', '<main', '<main onclick="x()"', /event attribute/],
  ['another policy', "default-src 'none'", "default-src 'self'", /Content-Security-Policy/],
  ['a second title', '<main', '<h1>x</h1><main', /exactly one <h1>/],
  ['a doubled id', 'id="law"', 'id="naive"', /Duplicate ID/],
  ['a fact left over', '<main', '<p>{{share}}</p><main', /left-over markup/],
];
for (const [name, from, to, expected] of slips)
  test(`The check finds ${name}`, async () => {
    const folder = tempFolder();
    fs.cpSync(site, folder, { recursive: true });
    const spoiled = chapter.replace(from, to);
    assert.notEqual(spoiled, chapter);
    fs.writeFileSync(path.join(folder, 'dropout/mask.html'), spoiled);
    const { problems } = await checkSite(folder);
    assert.ok(
      problems.some(problem => expected.test(problem)),
      problems.join('\n'),
    );
  });

test('A chapter is complete without script', () => {
  for (const part of [
    '<math',
    'class="poster-wide"',
    'class="poster-narrow"',
    'Mask 0 of RNG seed 24 keeps 3 of 6 units.',
    'Because 31.25',
    '31.25</data>',
    'Draw a mask.',
    'Half the units',
    'A note in the margin',
  ])
    assert.ok(chapter.replace(/<data[^>]*>/g, '').includes(part.replace(/<data[^>]*>/g, '')), part);
});

test('Facts show the computed value with a true minus', () => {
  assert.match(chapter, /<data class="fact" value="-2\.9">−2\.9<\/data>/);
});

test('A figure has the shape the runtime expects', () => {
  const figure = chapter.match(/<figure class="widget"[\s\S]*?<\/figure>/)[0];
  assert.match(
    figure,
    /id="mask_main" data-widget="mask_sampler" data-state="poster" data-slug="mask" data-block="mask_main"/,
  );
  const block = JSON.parse(figure.match(/data-block-json>([\s\S]*?)<\/script>/)[1]);
  assert.deepEqual(block.params, { p: 0.5, data: 'moons' });
  assert.equal(block.caption, 'Look at the sum; 31.25\u00a0% is exact.');
  for (const part of [
    'class="widget-bar"',
    'class="widget-title"',
    'data-seed',
    'data-action="reset"',
    'data-tool="link"',
    'data-tool="embed"',
    'data-tool="numbers"',
    'class="widget-stage"',
    'class="widget-controls"',
    'id="mask_main_sentence" data-describe>Mask 0',
    'id="mask_main_description" data-description>',
    'aria-describedby="mask_main_description"',
    'data-notice role="alert"',
    'href="#mask_main_end">Skip this figure',
    '<figcaption>',
  ])
    assert.ok(figure.includes(part), part);
});

test('A declaration stands once on each page that shows its widget, without what only the build or the reader needs', () => {
  for (const page of ['index.html', 'dropout/mask.html', 'gallery.html', 'embed/mask_sampler.html']) {
    const html = readPage(site, page);
    const found = [...html.matchAll(/data-declaration="(\w+)">([\s\S]*?)<\/script>/g)];
    const shown = new Set([...html.matchAll(/data-widget="(\w+)"/g)].map(match => match[1]));
    assert.deepEqual(new Set(found.map(match => match[1])), shown, page);
    assert.equal(found.length, shown.size, page);
    for (const [, id, text] of found) {
      const { summary, hint, ...whole } = fixturePress().declarations.find(one => one.id === id);
      const kept = JSON.stringify(whole, (key, value) => (key === 'help' ? undefined : value));
      assert.deepEqual(JSON.parse(text), JSON.parse(kept));
    }
  }
});

test("A block that names an earlier figure as its model takes that one's values and limits", () => {
  const press = fixturePress();
  const [page] = press.chapters;
  const [prose, first] = page.blocks;
  const second = {
    type: 'widget',
    id: 'again',
    model: first.id,
    widget: first.widget,
    title: 'Again',
    caption: 'x',
    panels: ['picture'],
  };
  const third = { ...second, id: 'thrice', model: 'again', hide: [] };
  press.figures['mask/again'] = press.figures['mask/thrice'] = press.figures[`mask/${first.id}`];
  const made = chapterPage(
    press,
    { ...page, blocks: [prose, first, second, third] },
    { site: sitePlan(press), assets: {}, lessonsFolder: fixtureFolder },
  );
  const figureOf = id => made.match(new RegExp(`<figure[^>]* id="${id}"[\\s\\S]*?</figure>`))[0];
  const blockOf = id => JSON.parse(figureOf(id).match(/data-block-json>([\s\S]*?)<\/script>/)[1]);
  assert.match(figureOf('again'), / data-model-of="mask_main" data-panels="picture"/);
  assert.match(figureOf('thrice'), / data-model-of="mask_main"/, 'the first of the chain holds the model');
  assert.doesNotMatch(figureOf('mask_main'), /data-model-of/);
  assert.deepEqual(blockOf('again').params, first.params);
  assert.deepEqual([blockOf('again').hide, blockOf('again').lock], [first.hide, first.lock]);
  assert.deepEqual([blockOf('thrice').hide, blockOf('thrice').lock], [[], first.lock]);
});

test('A heading is named by its words alone, and a figure by its title', () => {
  assert.match(
    chapter,
    /<h2 id="(\w+)">.*?<a class="anchor" href="#\1" aria-hidden="true" tabindex="-1"><\/a><\/h2>/,
  );
  assert.match(chapter, /<figure[^>]* aria-labelledby="mask_main_title"/);
});

test('Chapters that exist are linked in order, planned ones are named without a link', () => {
  assert.match(front, /href="dropout\/mask\.html"[\s\S]*href="dropout\/trainer\.html"/);
  assert.match(front, /The implicit ensemble/);
  assert.doesNotMatch(front, /ensemble\.html/);
  assert.match(chapter, /href="trainer\.html" rel="next"[\s\S]*The trainer/);
  assert.match(readPage(site, 'dropout/trainer.html'), /rel="prev"[\s\S]*The mask/);
});

test('A chapter ends with its question answered, where it has an answer, and the next chapter with its picture', () => {
  const press = fixturePress();
  const [page] = press.chapters;
  const plan = sitePlan(press);
  plan.plan.find(({ slug }) => slug === 'trainer').picture = 'picture_trainer.svg';
  const made = answer =>
    chapterPage(press, { ...page, answer }, { site: plan, assets: {}, lessonsFolder: fixtureFolder });
  assert.match(made('Half *on average*.'), /<h2 id="answer">[^\n]*<\/h2>\n<p>Half <em>on average<\/em>\.<\/p>/);
  assert.match(made('Half.'), /href="#answer">In short</);
  assert.doesNotMatch(made(), /id="answer"/);
  assert.match(made(), /<nav class="way-on"[\s\S]*assets\/picture_trainer\.svg" alt=""/);
});

test('Links between chapters fit the folder they stand in', () => {
  assert.match(front, /<a href="dropout\/mask\.html">the mask<\/a>/);
  assert.match(chapter, /<a href="trainer\.html#start">/);
});

test('Words are explained once, at the end of the page that uses them', () => {
  assert.equal(chapter.match(/href="#term_unit"/g).length, 1);
  assert.match(chapter, /<div id="term_unit"><dt>unit<\/dt>/);
  assert.match(chapter, /<div id="term_mask">/, 'a word used in an explanation is explained too');
});

test('A source stands once in the margin, for the eye only, beside the paragraph that cites it first', () => {
  const press = fixturePress();
  const [page] = press.chapters;
  const cites = { type: 'prose', text: ['First [@hinton2012].', 'Again [@hinton2012].'] };
  const made = chapterPage(
    press,
    { ...page, blocks: [cites, page.blocks[2], cites] },
    { site: sitePlan(press), assets: {}, lessonsFolder: fixtureFolder },
  );
  assert.equal(made.match(/class="note note-source"/g).length, 1);
  assert.match(
    made,
    /<div class="noted">\n<div class="note note-source" id="note_hinton2012" aria-hidden="true"><p><b>1<\/b> G\. E\. Hinton &amp; others, 2012\. .*Improving &lt;networks&gt;.*\n<p>First/,
  );
});

test('A question carries its run as data and its answer as text', () => {
  const data = JSON.parse(chapter.match(/data-predict-json>([\s\S]*?)<\/script>/)[1]);
  assert.equal(data.answer, 1);
  assert.deepEqual(
    data.run.report.map(readout => readout.label),
    ['Units kept'],
  );
});

test('Presets of teachers open the widget alone with their values', () => {
  assert.match(chapter, /href="\.\.\/embed\/mask_sampler\.html\?relu=1&amp;p=0\.3&amp;ticks=5"/);
});

test('Names with a hash match their content, compressed copies hold the same bytes', () => {
  const style = fs.readdirSync(path.join(site, 'assets')).find(name => /^style\.[0-9a-f]{10}\.css$/.test(name));
  const content = fs.readFileSync(path.join(site, 'assets', style));
  assert.deepEqual(zlib.brotliDecompressSync(fs.readFileSync(path.join(site, 'assets', `${style}.br`))), content);
  assert.match(content.toString(), /--kept:/);
});

test('The same press gives the same bytes', async () => {
  const again = await buildSmallSite();
  for (const page of ['index.html', 'dropout/mask.html', 'gallery.html'])
    assert.equal(readPage(again, page), readPage(site, page));
});

test('A build that fails leaves the old site and nothing else', async () => {
  const folder = path.join(tempFolder(), 'dist');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'index.html'), 'old');
  const press = fixturePress();
  press.chapters[0].blocks[0].text = 'a {{missing}} fact';
  await assert.rejects(
    writeSite({ press, lessonsFolder: fixtureFolder, outFolder: folder }),
    /no fact "missing": lessons\/dropout\/mask\.json#\/blocks\/0/,
  );
  assert.equal(readPage(folder, 'index.html'), 'old');
  assert.deepEqual(fs.readdirSync(path.dirname(folder)), ['dist']);
});

test('Words of a lesson cannot become markup', async () => {
  const press = fixturePress();
  const evil = '<img src=x onerror=alert(1)>"\'</script>';
  press.chapters[0].title = evil;
  press.chapters[0].blocks[1].title = evil;
  press.chapters[0].blocks[1].caption = evil;
  press.figures['mask/mask_main'].sentence = evil;
  press.lesson.glossary[0].means = evil;
  const folder = await buildSmallSite(press);
  assert.doesNotMatch(readPage(folder, 'dropout/mask.html'), /<img src=x/);
  assert.doesNotMatch(readPage(folder, 'index.html'), /<img src=x/);
});
