// page_shell.mjs: what every page has around its content: head, scripts, declarations of its widgets.
import { attributes, dataBlock, escapeHtml, lines } from './html.mjs';

// Nothing inline, nothing from elsewhere; WebAssembly may compile; the link builder frames our own pages. What default-src
// does not speak for is named: the base of all addresses, and where a form may go (nowhere: controls are never sent). Who
// may frame us cannot be said in a page, and anybody may.
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

// assets: names of files in assets/, some may be missing: {style, frontStyle, endingStyle, authorsStyle, theme, page, ending, builder, icon, clock,
// stopwatch, lesson, framed, and what these two load: player, playerWasm, playerBase64, worker, tools, fontRegular,
// fontRegularBase64, fontBold, fontBoldBase64}.
function scripts(assets, root, kind) {
  const from = `${root}assets/`;
  const runtime = {
    defer: true,
    src: from + (kind === 'embed' ? assets.framed : assets.lesson),
    'data-player': assets.player,
    'data-player-wasm': assets.playerWasm,
    'data-player-base64': assets.playerBase64,
    'data-font-regular': assets.fontRegular,
    'data-font-regular-base64': assets.fontRegularBase64,
    'data-font-bold': assets.fontBold,
    'data-font-bold-base64': assets.fontBoldBase64,
    'data-worker': assets.worker,
    'data-tools': assets.tools,
    'data-embed-base': '../',
  };
  return [
    `<script src="${from}${assets.theme}"></script>`,
    `<script defer src="${from}${assets.page}"></script>`,
    ['ending', 'builder'].includes(kind) ? `<script defer src="${from}${assets[kind]}"></script>` : '',
    assets.lesson ? `<script${attributes(runtime)}></script>` : '',
  ];
}

// The further style sheet of a kind of page; what is not named here is for authors.
const ownStyle = { chapter: null, front: 'frontStyle', embed: null, ending: 'endingStyle' };

export function headHtml({ title, description, root, assets, kind }) {
  return lines(
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${escapeHtml(description)}">`,
    `<link rel="icon" type="image/svg+xml" href="${root}assets/${assets.icon}">`,
    `<link rel="stylesheet" href="${root}assets/${assets.style}">`,
    ...[ownStyle[kind] === undefined ? 'authorsStyle' : ownStyle[kind]]
      .filter(Boolean)
      .map(style => `<link rel="stylesheet" href="${root}assets/${assets[style]}">`),
    scripts(assets, root, kind),
    '</head>',
  );
}

// What the scripts read of a catalog's entry. Its explanations stand in the page already, where readers find them.
function forScripts({ program, summary, hint, ...declaration }) {
  const withoutHelp = entries => entries?.map(({ help, ...entry }) => entry);
  const { params, readouts, actions } = declaration;
  return {
    ...declaration,
    params: withoutHelp(params),
    readouts: withoutHelp(readouts),
    actions: withoutHelp(actions),
  };
}

function declarationsOf(declarations, body) {
  const shown = new Set([...body.matchAll(/<figure [^>]*data-widget="([^"]+)"/g)].map(match => match[1]));
  return declarations.filter(({ id }) => shown.has(id));
}

// The catalog's entry of every widget on the page, once each.
const declarationsHtml = declarations =>
  declarations.map(declaration => dataBlock(forScripts(declaration), `data-declaration="${declaration.id}"`));

// The clock, where a figure has something for it to measure.
function clockHtml(declarations, { clock, stopwatch }, root) {
  const measures = declarations.some(({ params }) => params?.some(({ measured }) => measured));
  return clock && measures
    ? `<script defer src="${root}assets/${clock}" data-stopwatch="${stopwatch}"></script>`
    : '';
}

// Programs, formulas and single letters that stand for numbers mean the same in every language: a browser that translates
// the page leaves them as they are. Code in a <pre> is in one that is marked.
export const untranslated = html =>
  html.replace(/<(pre|math)\b|(?<!<pre\b[^<>]*>)<(code)\b|<(i class="letter"|span data-seed)/g, '$& translate="no"');

export function pageHtml({ title, description, root, assets, kind, body, declarations = [] }) {
  const shown = declarationsOf(declarations, body);
  return lines(
    '<!doctype html>',
    `<html lang="en" data-page="${kind}">`,
    headHtml({ title, description, root, assets, kind }),
    '<body>',
    untranslated(body),
    declarationsHtml(shown),
    clockHtml(shown, assets, root),
    '</body>',
    '</html>',
    '',
  );
}
