// page_shell.mjs: what every page has around its content: head, header with contents, footer, scripts.
import { attributes, dataBlock, escapeHtml, lines } from './html.mjs';
import { iconButton } from './icons.mjs';

// Exactly the policy of the design: nothing inline, nothing from elsewhere; WebAssembly may compile.
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

// assets: names of files in assets/, some may be missing: {style, theme, page, icon, lesson, and what lesson.js loads:
// player, playerWasm, playerBase64, worker, fontRegular, fontRegularBase64, fontBold, fontBoldBase64}.
function scripts(assets, root) {
  const from = `${root}assets/`;
  const runtime = {
    defer: true,
    src: from + assets.lesson,
    'data-player': assets.player,
    'data-player-wasm': assets.playerWasm,
    'data-player-base64': assets.playerBase64,
    'data-font-regular': assets.fontRegular,
    'data-font-regular-base64': assets.fontRegularBase64,
    'data-font-bold': assets.fontBold,
    'data-font-bold-base64': assets.fontBoldBase64,
    'data-worker': assets.worker,
    'data-embed-base': '../',
  };
  return [
    `<script src="${from}${assets.theme}"></script>`,
    `<script defer src="${from}${assets.page}"></script>`,
    assets.lesson ? `<script${attributes(runtime)}></script>` : '',
  ];
}

export function headHtml({ title, description, root, assets }) {
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
    scripts(assets, root),
    '</head>',
  );
}

// One mark a chapter of the plan: filled when it exists, hollow when it is to come. The menu says the same in words.
function progressMarks(plan, slug) {
  const marks = plan.map(
    chapter =>
      `<span class="mark${chapter.ready ? ' mark-ready' : ''}${chapter.slug === slug ? ' mark-here' : ''}"></span>`,
  );
  return `<span class="progress-marks" aria-hidden="true">${marks.join('')}</span>`;
}

// Where there is no room for the list of sections beside the text, the menu has it.
const sectionList = sections =>
  sections?.length
    ? `<ol class="menu-sections">${sections.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`).join('')}</ol>`
    : '';

function contentsMenu(site, slug, root, sections) {
  const entries = site.plan.map(chapter => {
    const words = `<span class="menu-number">${chapter.number}</span> <span class="menu-title">${escapeHtml(chapter.title)}</span>`;
    if (!chapter.ready) return `<li class="menu-planned">${words}</li>`;
    const here = chapter.slug === slug ? ' aria-current="page"' : '';
    const inside = here ? sectionList(sections) : '';
    return `<li><a href="${root}dropout/${chapter.slug}.html" data-progress-slug="${chapter.slug}"${here}>${words}</a>${inside}</li>`;
  });
  const planned = site.plan.some(chapter => !chapter.ready);
  return lines(
    '<details class="menu" data-menu>',
    '<summary>Contents</summary>',
    '<nav class="menu-panel" aria-label="Contents">',
    `<a class="menu-start" href="${root}index.html">${escapeHtml(site.title)}: start page</a>`,
    '<ol class="menu-list">',
    entries,
    '</ol>',
    planned ? '<p class="menu-hint">Chapters without a link are planned.</p>' : '',
    `<a class="menu-start" href="${root}gallery.html">Gallery and embedding</a>`,
    '</nav>',
    '</details>',
  );
}

// site: {title, plan: [{slug, number, title, promise, ready}]}. page: {slug, root, place}: place is shown beside the name; sections: [{id, html}].
export function headerHtml(site, { slug, root, place, sections }) {
  return lines(
    '<a class="skip" href="#content">Skip to the content</a>',
    '<header class="site-header"><div class="site-bar">',
    `<a class="wordmark" href="${root}index.html"><span class="wordmark-units" aria-hidden="true"><i></i><i></i><i></i></span>Dropout Lab</a>`,
    place ? `<span class="place">${place}</span>` : '',
    '<span class="bar-space"></span>',
    slug ? progressMarks(site.plan, slug) : '',
    contentsMenu(site, slug, root, sections),
    `<a class="bar-link" href="${root}gallery.html"${slug === 'gallery' ? ' aria-current="page"' : ''}>Gallery</a>`,
    `<span class="needs-js">${iconButton('theme', 'Light or dark', ' data-theme-switch')}</span>`,
    '</div></header>',
  );
}

export function footerHtml(site, root) {
  return lines(
    '<footer class="site-footer"><div class="footer-inner">',
    '<p><strong>Dropout Lab</strong> computes every picture in your browser, from a visible RNG seed. No cookies, no tracking, no request to any other site.</p>',
    `<p class="footer-links"><a href="${root}index.html">Start page</a> <a href="${root}gallery.html">Gallery and embedding</a> ` +
      `<a href="${root}widgets.json">Catalog (JSON)</a> <a href="${root}licences.html">Licences</a></p>`,
    '</div></footer>',
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

// The catalog's entry of every widget on the page, once each.
function declarationsHtml(declarations, body) {
  const shown = new Set([...body.matchAll(/<figure [^>]*data-widget="([^"]+)"/g)].map(match => match[1]));
  return declarations
    .filter(({ id }) => shown.has(id))
    .map(declaration => dataBlock(forScripts(declaration), `data-declaration="${declaration.id}"`));
}

export function pageHtml({ title, description, root, assets, kind, body, declarations = [] }) {
  return lines(
    '<!doctype html>',
    `<html lang="en" data-page="${kind}">`,
    headHtml({ title, description, root, assets }),
    '<body>',
    body,
    declarationsHtml(declarations, body),
    '</body>',
    '</html>',
    '',
  );
}
