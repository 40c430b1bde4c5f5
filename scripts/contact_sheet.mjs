// contact_sheet.mjs: npm run sheet [-- --targets FOLDER] [page…]: every figure and page of dist/ side by side, to be looked at.
//
// Writes build/contact_sheet/index.html: a row a figure and a row a page, live, at 390 and 1,280 px, light and dark, and once
// without color; with --targets also the drawn sheet that it is to match, from that folder.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumProgram } from './lib/chromium.mjs';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';
import { Problem, runMain } from './lib/say.mjs';
import { serve } from './serve.mjs';

const outFolder = inRoot('build', 'contact_sheet');

const looks = [
  { name: '1280 light', width: 1280, colorScheme: 'light' },
  { name: '1280 dark', width: 1280, colorScheme: 'dark' },
  { name: '1280 gray', width: 1280, colorScheme: 'light', gray: true },
  { name: '390 light', width: 390, colorScheme: 'light' },
  { name: '390 dark', width: 390, colorScheme: 'dark' },
];

// Which drawn sheets a figure or a page answers to; their names begin so.
const targets = {
  'index.html': 'a-1',
  'dropout/mask.html': 'd-1',
  front_break: 'a-1',
  co_adaptation_main: 'a-1',
  co_adaptation_tangle: 'a-2',
  co_adaptation_removal: 'a-3',
  co_adaptation_shake: 'e-1',
  mask_main: 'b-1',
  mask_count: 'b-2',
  mask_settle: 'e-2',
  schemes_unit: 'b-3',
  schemes_boundary: 'b-4',
  schemes_stream: 'e-3',
  ensemble_fold: 'b-5a',
  ensemble_met: 'e-4',
  ensemble_members: 'b-5b',
};

const fileName = words => `${words.replace(/\W+/g, '_')}.png`;

// -> [[id, file]…] of the pictures taken of one page in one look: the page as a whole, then its figures in the open.
async function photograph(browser, base, name, look) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.colorScheme,
  });
  const page = await context.newPage();
  const open = async () => {
    await page.goto(`${base}/${name}`);
    // A script may, where the page's policy refuses a style sheet.
    if (look.gray) await page.evaluate(() => (document.documentElement.style.filter = 'grayscale(1)'));
  };
  // The whole page first, with its posters: taking it shrinks the window for a moment, which live figures would follow.
  await open();
  const whole = fileName(`${name} page ${look.name}`);
  await page.screenshot({ path: path.join(outFolder, whole), fullPage: true, animations: 'disabled' });
  await open();
  const taken = [[name, whole]];
  for (const figure of await page.locator('figure[data-widget]:visible').all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.and(page.locator('[data-settled]')).waitFor({ timeout: 120_000 });
    const id = await figure.getAttribute('id');
    const file = fileName(`${name} ${id} ${look.name}`);
    await figure.screenshot({ path: path.join(outFolder, file), animations: 'disabled' });
    taken.push([id, file]);
  }
  await context.close();
  return taken;
}

const image = (address, words) =>
  `<figure><figcaption>${words}</figcaption><img src="${address}" alt="${words}" loading="lazy"></figure>`;

function sheetHtml(rows, targetFolder) {
  const drawn = targetFolder ? readdirSync(targetFolder).filter(file => file.endsWith('.png')) : [];
  const rowHtml = ([id, pictures]) => {
    const wanted = drawn.filter(file => targets[id] && file.startsWith(`${targets[id]}-`));
    return (
      `<h2>${id}</h2><div>${pictures.map(({ file, look }) => image(file, look)).join('')}` +
      `${wanted.map(file => image(`file://${path.join(targetFolder, file)}`, `target ${file}`)).join('')}</div>`
    );
  };
  return (
    '<!doctype html><meta charset="utf-8"><title>Contact sheet</title>' +
    '<style>body{font:14px sans-serif;background:#888}div{display:flex;gap:12px;align-items:start;overflow-x:auto}' +
    'figure{margin:0}img{display:block;max-height:1400px}</style>' +
    [...rows].map(rowHtml).join('\n')
  );
}

async function makeSheet(pages, targetFolder) {
  rmSync(outFolder, { recursive: true, force: true });
  mkdirSync(outFolder, { recursive: true });
  const { server, port } = await serve(inRoot('dist'), { port: 0 });
  const browser = await chromium.launch({
    executablePath: chromiumProgram,
    chromiumSandbox: false,
  });
  const rows = new Map();
  try {
    for (const name of pages)
      for (const look of looks)
        for (const [id, file] of await photograph(browser, `http://127.0.0.1:${port}`, name, look))
          rows.set(id, [...(rows.get(id) ?? []), { file, look: look.name }]);
  } finally {
    await browser.close();
    server.close();
  }
  writeFileSync(path.join(outFolder, 'index.html'), sheetHtml(rows, targetFolder));
  console.log(`${rows.size} rows: ${path.join(outFolder, 'index.html')}`);
}

if (isMain(import.meta.url))
  runMain(async () => {
    const { values, positionals } = parseArgs({ options: { targets: { type: 'string' } }, allowPositionals: true });
    const chapters = readdirSync(inRoot('dist', 'dropout')).filter(file => file.endsWith('.html'));
    const all = ['index.html', ...chapters.map(file => `dropout/${file}`)];
    const unknown = positionals.find(name => !all.includes(name));
    if (unknown) throw new Problem(`dist/ has no page ${unknown}; it has ${all.join(', ')}`);
    await makeSheet(positionals.length ? positionals : all, values.targets && path.resolve(values.targets));
  });
