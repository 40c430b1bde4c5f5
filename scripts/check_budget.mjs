// check_budget.mjs: what a reader downloads, page by page and over a whole visit, against the limits.
//
// node scripts/check_budget.mjs [dist folder]
// Counted with brotli, as a server sends it. Up to the first interaction: the page, the scripts, styles and fonts of every
// page, the player, and the largest model that the page names, since the first figure that is touched needs its own alone.
// The stopwatch (3 KB) is fetched when a reader measures, the tools when one turns to a figure's menu: no page counts them.
// A further chapter: its page and every model on it that no chapter before has brought. The base64 copies are for file: pages
// only.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain, say } from './lib/say.mjs';

// In KB of 1,000 bytes. Where a comment names an aim, the limit holds what is reached.
export const limits = {
  firstInteraction: 300, // aim 250
  gallery: 355, // it holds the controls of every widget
  nextChapter: 100,
  allChapters: 1000,
  model: 60,
  allModels: 500,
  tools: 10,
  engine: 90, // the engine as an ES module is no part of a page
};

function brotliSize(file) {
  if (existsSync(`${file}.br`)) return statSync(`${file}.br`).size;
  const content = readFileSync(file);
  // Fonts are compressed already.
  return /\.(woff2|png|webp)$/.test(file) ? content.length : zlib.brotliCompressSync(content).length;
}

// The font of formulas is fetched where one is shown: not within a closed fold (folds may stand in folds, so the innermost
// go first), and not on the front page, where formulas have the font of the text.
function showsFormula(html) {
  if (html.includes('data-page="front"')) return false;
  const inner = /<details(?:(?!<details)[\s\S])*?<\/details>/g;
  let open = html;
  while (open !== (open = open.replace(inner, ''))) continue;
  return open.includes('<math');
}

const modelName = /^model_\w+\.[0-9a-f]+\.wasm$/;

const isMathFont = name => /^math\.[0-9a-f]+\.woff2$/.test(name);

// -> {pages: [{page, size, assets}], sizes: Map of asset -> bytes, shared: asset[]}
function readSite(dist) {
  const assets = readdirSync(path.join(dist, 'assets')).filter(
    name => !name.endsWith('.br') && !name.endsWith('.base64.js') && !/^(stopwatch|tools)\./.test(name),
  );
  const sizes = new Map(assets.map(name => [name, brotliSize(path.join(dist, 'assets', name))]));
  // Stills of figures are for others to link to; pages name the ones that they show. What not every page needs
  // is named where it is needed.
  const shared = assets.filter(
    name =>
      /\.(js|css|wasm|woff2|ttf)$/.test(name) &&
      !modelName.test(name) &&
      !/^(clock|ending|lesson|framed|builder|authors|front)\./.test(name),
  );
  const pages = readdirSync(dist, { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.html'))
    .sort()
    .map(page => {
      const html = readFileSync(path.join(dist, page), 'utf8');
      const named = assets.filter(name => html.includes(name));
      const loaded = [...new Set([...shared, ...named])].filter(name => !isMathFont(name) || showsFormula(html));
      return { page, size: brotliSize(path.join(dist, page)), assets: loaded };
    });
  return { pages, sizes, shared };
}

// The chapters in the order in which the front page leads to them; what it does not name comes last.
function inReadingOrder(dist, pages) {
  const front = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const chapters = pages.filter(({ page }) => page.startsWith('dropout/'));
  const placeOf = ({ page }) => (front.includes(page) ? front.indexOf(page) : Infinity);
  return chapters.sort((a, b) => placeOf(a) - placeOf(b));
}

// Returns { checked, problems, rows: [{ what, kb, limit }] }.
export function checkBudget(dist = inRoot('dist')) {
  const { pages, sizes } = readSite(dist);
  const sum = names => names.reduce((total, name) => total + sizes.get(name), 0) / 1000;
  const isModel = name => modelName.test(name);
  const models = [...sizes.keys()].filter(isModel);
  if (models.length === 0)
    return { checked: 0, problems: ['dist/assets holds no model: the budget cannot be judged'], rows: [] };

  const rows = pages.map(({ page, size, assets }) => {
    const largest = Math.max(0, ...assets.filter(isModel).map(name => sizes.get(name)));
    const kb = (size + largest) / 1000 + sum(assets.filter(name => !isModel(name)));
    return { what: page, kb, limit: page === 'gallery.html' ? limits.gallery : limits.firstInteraction };
  });

  const visited = new Set();
  let visit = 0;
  inReadingOrder(dist, pages).forEach(({ page, size, assets }, index) => {
    const kb = size / 1000 + sum(assets.filter(name => !visited.has(name)));
    if (index > 0) rows.push({ what: `${page} after those before it`, kb, limit: limits.nextChapter });
    visit += kb;
    for (const name of assets) visited.add(name);
  });
  rows.push({ what: 'all chapters in one visit', kb: visit, limit: limits.allChapters });
  for (const name of models) rows.push({ what: name, kb: sum([name]), limit: limits.model });
  rows.push({ what: 'all models', kb: sum(models), limit: limits.allModels });
  for (const name of readdirSync(path.join(dist, 'assets')).filter(each => /^tools\.\w+\.js$/.test(each)))
    rows.push({ what: name, kb: brotliSize(path.join(dist, 'assets', name)) / 1000, limit: limits.tools });

  const engine = ['engine.wasm', 'index.js'].map(name => path.join(dist, 'engine', name));
  const missing = engine.filter(file => !existsSync(file));
  if (missing.length === 0)
    rows.push({
      what: 'engine/ (module)',
      kb: engine.reduce((total, file) => total + brotliSize(file), 0) / 1000,
      limit: limits.engine,
    });
  const problems = [
    ...missing.map(file => `dist/engine holds no ${path.basename(file)}: its size cannot be judged`),
    ...rows
      .filter(({ kb, limit }) => kb > limit)
      .map(({ what, kb, limit }) => `${what}: ${kb.toFixed(1)} KB, above the limit of ${limit} KB`),
  ];
  return { checked: rows.length, problems, rows };
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { checked, problems, rows } = checkBudget(process.argv[2] && path.resolve(process.argv[2]));
    for (const { what, kb, limit } of rows)
      console.log(`${kb.toFixed(1).padStart(8)} of ${String(limit).padStart(5)} KB  ${what}`);
    for (const problem of problems) say(problem);
    console.log(`budget: ${checked} figures, ${problems.length} problems`);
    process.exitCode = problems.length ? 1 : 0;
  });
}
