// site.mjs: writes the whole site from a press; build.mjs is its command line.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Output, bundleScript, bundleStyle, shortened } from './assets.mjs';
import { bordersPage } from './borders_page.mjs';
import { builderPage } from './builder_page.mjs';
import { chapterPage } from './chapter_page.mjs';
import { checkedPage } from './checked_page.mjs';
import { writeElementPackage } from './element_package.mjs';
import { endingPage } from './ending_page.mjs';
import { embedPage } from './embed_page.mjs';
import { embeddingPage } from './embedding_page.mjs';
import { frameHeights } from './figure_html.mjs';
import { frontPage } from './front_page.mjs';
import { galleryPage } from './gallery_page.mjs';
import { allBlocks } from './page_context.mjs';
import { chapterPicture, stillPicture } from './picture.mjs';
import { licencesPage } from './licences_page.mjs';
import { readTokens, tokensCss } from './tokens_css.mjs';
import { sitePlan } from './site_plan.mjs';
import { teachersPage } from './teachers_page.mjs';
import { webFont } from './web_font.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
export const siteFolder = path.dirname(here);
const canvasFonts = path.join(siteFolder, '..', 'player', 'fonts');
const threatsFile = path.join(siteFolder, '..', '..', 'THREATS.md');
const agreementFile = path.join(siteFolder, '..', '..', 'lessons', 'dropout', 'measured', 'torch_agreement.json');
const tokensFile = path.join(siteFolder, '..', 'tokens.json');
// In this order: later files win.
const styleNames = [
  'fonts',
  'base',
  'header',
  'layout',
  'path',
  'sheet',
  'opening',
  'text',
  'formulas_tables',
  'boxes',
  'predict',
  'listing',
  'widget',
  'controls',
  'segments_folds',
  'tools',
  'embed',
  'print',
];
// What chapters and frames do not have: sheets of their own.
const frontStyleNames = ['path_rows', 'front'];
const endingStyleNames = ['ending'];
const authorsStyleNames = ['gallery', 'builder'];

// Page and canvas share them: one download each.
const interFonts = { fontRegular: ['inter_regular.ttf', 400], fontBold: ['inter_semibold.ttf', 600] };
const interBytes = ([name, weight]) => webFont(fs.readFileSync(path.join(canvasFonts, name)), weight);

// Name in the style sheet -> bytes.
function fontFiles() {
  const inter = Object.values(interFonts).map(font => [font[0], interBytes(font)]);
  const math = fs.readFileSync(path.join(siteFolder, 'fonts', 'noto_sans_math_subset.woff2'));
  return Object.fromEntries([['math.woff2', math], ...inter]);
}

const stylesOf = names => names.map(name => fs.readFileSync(path.join(siteFolder, 'styles', `${name}.css`), 'utf8'));

async function writeStyle(out) {
  let style = [tokensCss(readTokens(tokensFile)), ...stylesOf(styleNames)].join('\n');
  for (const [name, bytes] of Object.entries(fontFiles())) style = style.replaceAll(name, out.asset(name, bytes));
  return out.asset('style.css', await bundleStyle([style]));
}

// The same bytes as a classic script, for file: pages and opaque origins.
const asScript = bytes => `globalThis.dropout_base64="${bytes.toString('base64')}";\n`;

// The model of one widget, under the name of the first that has the same program. Files in assets/, as all that follow.
function writeModel(out, appFolder, id, written) {
  const wasm = fs.readFileSync(path.join(appFolder, 'widgets', `widget_${id}.wasm`));
  const key = wasm.toString('latin1');
  if (!written.has(key))
    written.set(key, {
      model: out.asset(`model_${id}.wasm`, wasm),
      base64: out.asset(`model_${id}.base64.js`, asScript(wasm)),
    });
  return written.get(key);
}

// The player: its glue and its program, one for all figures.
async function writePlayer(out, appFolder) {
  const glue = fs.readFileSync(path.join(appFolder, 'player', 'player.js'), 'utf8');
  const wasm = fs.readFileSync(path.join(appFolder, 'player', 'player.wasm'));
  return {
    player: out.asset('player.js', await shortened(glue)),
    playerWasm: out.asset('player.wasm', wasm),
    playerBase64: out.asset('player.base64.js', asScript(wasm)),
  };
}

// The fonts as the player gets them.
function writeCanvasFonts(out) {
  const entries = Object.entries(interFonts).flatMap(([key, font]) => {
    const bytes = interBytes(font);
    const script = font[0].replace('.ttf', '.base64.js');
    return [
      [key, out.asset(font[0], bytes)],
      [`${key}Base64`, out.asset(script, asScript(bytes))],
    ];
  });
  return Object.fromEntries(entries);
}

// The plan with a picture of each page that has a figure.
function withPictures(site, press, out) {
  const tokens = readTokens(tokensFile);
  const pages = [...press.chapters, ...(press.ending ? [press.ending] : [])];
  const pictureOf = slug => {
    const page = pages.find(candidate => candidate.slug === slug);
    const first = page && allBlocks(page.blocks).find(({ type }) => type === 'widget');
    const svg = first && press.figures[`${slug}/${first.id}`]?.svg_narrow;
    return svg && out.asset(`picture_${slug}.svg`, chapterPicture(svg, tokens));
  };
  const pictured = entry => entry && { ...entry, picture: pictureOf(entry.slug) };
  return { ...site, plan: site.plan.map(pictured), ending: pictured(site.ending) };
}

// Widget id -> a picture of it, small and still.
function widgetPictures(press, out) {
  const tokens = readTokens(tokensFile);
  const pictureOf = ({ id }) => {
    const svg = press.widgets[id]?.svg_narrow;
    return [id, svg && out.asset(`figure_${id}.svg`, chapterPicture(svg, tokens))];
  };
  return Object.fromEntries(press.declarations.map(pictureOf));
}

// The press with each declaration knowing its program.
function withPrograms(press, out, appFolder) {
  const written = new Map();
  const declarations = press.declarations.map(declaration => ({
    ...declaration,
    program: writeModel(out, appFolder, declaration.id, written),
  }));
  return { ...press, declarations };
}

// What the element knows of each widget before its frame says more: that it is there, and its height, narrow and wide.
const figureHeights = press =>
  Object.fromEntries(
    press.declarations.map(declaration => [declaration.id, frameHeights(declaration, press.widgets[declaration.id])]),
  );

async function writeRuntime(out, appFolder, press) {
  const runtime = (name, known) => bundleScript(path.join(siteFolder, name), known);
  const heights = figureHeights(press);
  out.write('embed.js', await runtime('embed/embed.ts', { figureHeights: heights }));
  await writeElementPackage(out, Object.keys(heights), heights);
  return {
    lesson: out.asset('lesson.js', await runtime('figure/lesson.ts')),
    framed: out.asset('framed.js', await runtime('embed/framed.ts')),
    tools: out.asset('tools.js', await runtime('taking/tools_script.ts')),
    worker: out.asset('worker.js', await runtime('compute/worker.ts')),
    clock: out.asset('clock.js', await runtime('page/clock.ts')),
    stopwatch: out.asset('stopwatch.js', await runtime('compute/stopwatch_script.ts')),
    ...writeCanvasFonts(out),
    ...(await writePlayer(out, appFolder)),
  };
}

function writeLicences(out) {
  const folder = path.join(siteFolder, 'licences');
  const notices = JSON.parse(fs.readFileSync(path.join(folder, 'licences.json'), 'utf8'));
  for (const notice of notices) out.write(`licences/${notice.file}`, fs.readFileSync(path.join(folder, notice.file)));
  return notices;
}

// The engine as an ES module for everybody's own programs, as it was built: no hashed names, they are its interface.
function writeEngine(out, engineFolder) {
  for (const name of fs.readdirSync(engineFolder))
    out.write(`engine/${name}`, fs.readFileSync(path.join(engineFolder, name)));
}

// options: {press, lessonsFolder, outFolder, appFolder, engineFolder}. Without appFolder: pages with posters only, no
// runtime; without engineFolder: no engine/.
export async function writeSite({ press: pressed, lessonsFolder, outFolder, appFolder, engineFolder }) {
  const out = new Output(outFolder);
  try {
    const press = appFolder ? withPrograms(pressed, out, appFolder) : pressed;
    const client = name => bundleScript(path.join(siteFolder, 'page', name));
    const assets = {
      style: await writeStyle(out),
      frontStyle: out.asset('front.css', await bundleStyle(stylesOf(frontStyleNames))),
      endingStyle: out.asset('ending.css', await bundleStyle(stylesOf(endingStyleNames))),
      authorsStyle: out.asset('authors.css', await bundleStyle(stylesOf(authorsStyleNames))),
      theme: out.asset('theme.js', await client('theme.ts')),
      page: out.asset('page.js', await client('page.ts')),
      ending: out.asset('ending.js', await client('ending.ts')),
      builder: out.asset('builder.js', await client('builder.ts')),
      icon: out.asset('icon.svg', fs.readFileSync(path.join(siteFolder, 'styles', 'icon.svg'))),
      ...(appFolder ? await writeRuntime(out, appFolder, press) : {}),
    };
    const site = withPictures(sitePlan(press), press, out);
    const options = { site, assets, lessonsFolder };
    out.write('index.html', frontPage(press, options));
    for (const chapter of press.chapters)
      out.write(`dropout/${chapter.slug}.html`, chapterPage(press, chapter, options));
    if (press.ending) out.write(`dropout/${press.ending.slug}.html`, endingPage(press, options));
    for (const declaration of press.declarations) {
      out.write(`embed/${declaration.id}.html`, embedPage(press, declaration, options));
      const still = press.widgets[declaration.id].svg_narrow;
      if (still) out.write(`embed/${declaration.id}.svg`, stillPicture(still, readTokens(tokensFile)));
    }
    out.write('gallery.html', galleryPage(press, options));
    out.write('builder.html', builderPage(press, { ...options, pictures: widgetPictures(press, out) }));
    out.write('embedding.html', embeddingPage(options));
    out.write('teachers.html', teachersPage(options));
    out.write('borders.html', bordersPage(fs.readFileSync(threatsFile, 'utf8'), options));
    out.write('checked.html', checkedPage(JSON.parse(fs.readFileSync(agreementFile, 'utf8')), options));
    out.write('licences.html', licencesPage(writeLicences(out), options));
    out.write('widgets.json', press.catalogText);
    if (engineFolder) writeEngine(out, engineFolder);
    out.write('.nojekyll', '');
    const files = out.files();
    await out.finish();
    return files;
  } catch (error) {
    out.discard();
    throw error;
  }
}
