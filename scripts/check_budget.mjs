// check_budget.mjs: what a reader downloads before the first interaction, page by page, against the limit.
//
// node scripts/check_budget.mjs [dist folder]
// Counted with brotli, as a server sends it: the page, every asset that it names, and whatever those assets can load:
// scripts, styles and fonts are taken as a whole. Of the programs, one a widget, the largest that the page names counts:
// the first figure that is touched needs its own alone. The base64 copy of a program is for file: only.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain, say } from './lib/say.mjs';

const limitKb = 400;
// The engine as an ES module is no part of a page; it has a limit of its own.
const engineLimitKb = 90;

function brotliSize(file) {
  if (existsSync(`${file}.br`)) return statSync(`${file}.br`).size;
  const content = readFileSync(file);
  // Fonts are compressed already.
  return /\.(woff2|png|webp)$/.test(file) ? content.length : zlib.brotliCompressSync(content).length;
}

// Returns { checked, problems, rows: [{ page, kb }] }.
export function checkBudget(dist = inRoot('dist')) {
  const assets = readdirSync(path.join(dist, 'assets')).filter(
    name => !name.endsWith('.br') && !name.endsWith('.base64.js'),
  );
  const sizes = new Map(assets.map(name => [name, brotliSize(path.join(dist, 'assets', name))]));
  const isProgram = name => /\.(js|css|wasm|woff2)$/.test(name);
  if (!assets.some(name => name.endsWith('.wasm')))
    return { checked: 0, problems: ['dist/assets holds no .wasm: the budget cannot be judged'], rows: [] };

  const total = names => names.reduce((sum, name) => sum + sizes.get(name), 0);
  const ofWidget = name => /^dropout_app_(\w+)\./.exec(name)?.[1];
  const shared = total(assets.filter(name => isProgram(name) && !ofWidget(name)));
  const pages = readdirSync(dist, { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.html'))
    .sort();
  const rows = pages.map(page => {
    const html = readFileSync(path.join(dist, page), 'utf8');
    const named = assets.filter(name => html.includes(name));
    const data = total(named.filter(name => !isProgram(name)));
    const widgets = [...new Set(named.map(ofWidget).filter(Boolean))];
    const programs = widgets.map(widget => total(named.filter(name => ofWidget(name) === widget)));
    const largest = Math.max(0, ...programs);
    return { page, kb: (brotliSize(path.join(dist, page)) + shared + largest + data) / 1000 };
  });
  const problems = rows
    .filter(row => row.kb > limitKb)
    .map(row => `${row.page}: ${row.kb.toFixed(0)} KB to the first interaction, above the limit of ${limitKb} KB`);
  const engine = ['engine.wasm', 'index.js'].map(name => path.join(dist, 'engine', name));
  if (engine.every(file => existsSync(file))) {
    const kb = engine.reduce((sum, file) => sum + brotliSize(file), 0) / 1000;
    rows.push({ page: 'engine/ (module)', kb });
    if (kb > engineLimitKb) problems.push(`engine/: ${kb.toFixed(0)} KB, above the limit of ${engineLimitKb} KB`);
  } else problems.push('dist/engine holds no engine.wasm and index.js: their size cannot be judged');
  return { checked: rows.length, problems, rows };
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { checked, problems, rows } = checkBudget(process.argv[2] && path.resolve(process.argv[2]));
    for (const { page, kb } of rows) console.log(`${kb.toFixed(1).padStart(8)} KB  ${page}`);
    for (const problem of problems) say(problem);
    console.log(`budget: ${checked} pages, ${problems.length} problems`);
    process.exitCode = problems.length ? 1 : 0;
  });
}
