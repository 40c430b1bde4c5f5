// header_html.mjs: the bar on top of a page with the sheet of contents under it, and the footer.
import { attributes, escapeHtml, lines } from './html.mjs';
import { icon, iconButton } from './icons.mjs';
import { pathHtml, shortWay } from './path_html.mjs';
import { minutesOf } from './site_plan.mjs';
import { plural } from './words.mjs';

const chaptersOf = ({ plan }) => plan.filter(({ ready }) => ready);

// The path in small, for the eye: one dot a chapter. The link to the next one fills as the page is read.
function dotsHtml(site, slug) {
  const dots = chaptersOf(site).map(chapter => {
    const item = { class: 'dot', 'data-progress-slug': chapter.slug, 'data-here': chapter.slug === slug };
    return `<i${attributes(item)}></i>`;
  });
  return `<span class="dots" aria-hidden="true">${dots.join('')}</span>`;
}

// What all paths say of themselves; page/progress.ts puts what is read and what is left into it.
export function countHtml(site) {
  const chapters = chaptersOf(site);
  return `<span data-count>${plural(chapters.length, 'chapter')}, ${plural(minutesOf(chapters), 'minute')}</span>`;
}

const sectionsHtml = (sections, name) =>
  sections?.length
    ? lines(
        '<nav class="sheet-sections" aria-labelledby="sheet_sections">',
        `<p class="sheet-label" id="sheet_sections">${name}</p>`,
        '<ol>',
        sections.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`),
        '</ol></nav>',
      )
    : '';

// The pages for people with pages of their own.
const forOthers = [
  ['gallery', 'Gallery'],
  ['builder', 'Link builder'],
  ['teachers', 'For teachers'],
];

function sheetHtml(site, { slug, root, sections }) {
  const short = shortWay(site);
  return lines(
    '<div class="sheet"><div class="sheet-inner">',
    '<nav class="sheet-path" aria-label="Contents">',
    `<p class="sheet-head"><strong>Part one: the family</strong> ${countHtml(site)}</p>`,
    pathHtml(site, { root, slug }),
    short ? `<p class="sheet-short">In a hurry? Follow the strong line: ${short}.</p>` : '',
    '</nav>',
    '<div class="sheet-side">',
    sectionsHtml(sections, slug === site.ending?.slug ? 'On this page' : 'In this chapter'),
    '<ul class="sheet-links">',
    `<li><a href="${root}index.html">Start page</a></li>`,
    forOthers.map(
      ([name, words]) =>
        `<li><a href="${root}${name}.html"${slug === name ? ' aria-current="page"' : ''}>${words}</a></li>`,
    ),
    '<li class="needs-js"><button type="button" class="text-button" data-theme-switch>Light or dark</button></li>',
    '<li class="needs-js"><button type="button" class="text-button" data-forget>Forget my progress</button></li>',
    '</ul></div>',
    '</div></div>',
  );
}

// site: see site_plan.mjs. page: {slug, root, place}: place is shown beside the name; sections: [{id, html}].
export function headerHtml(site, { slug, root, place, sections }) {
  return lines(
    '<a class="skip" href="#content">Skip to the content</a>',
    '<header class="site-header"><div class="site-bar">',
    `<a class="wordmark" href="${root}index.html">Dropout Lab</a>`,
    place ? `<span class="place">${place}</span>` : '',
    dotsHtml(site, slug),
    '<span class="read-count" data-read-count></span>',
    '<details class="menu" data-menu>',
    '<summary><span class="menu-open">Contents</span><span class="menu-close">Close</span></summary>',
    sheetHtml(site, { slug, root, sections }),
    '</details>',
    `<span class="bar-theme needs-js">${iconButton('theme', 'Light or dark', ' data-theme-switch')}</span>`,
    '</div></header>',
  );
}

// previous: the chapter before, if there is one.
export function footerHtml(root, previous) {
  const back = previous
    ? `<a href="${previous.slug}.html" rel="prev">${icon('previous')}Chapter ${previous.number}, ${escapeHtml(previous.title)}</a>`
    : 'Every picture is drawn in your browser. No cookies, no tracking, no request to any other site.';
  return lines(
    '<footer class="site-footer">',
    `<p class="footer-back">${back}</p>`,
    `<p class="footer-links"><a href="${root}index.html">Start page</a> <a href="${root}gallery.html">Gallery</a> <a href="${root}teachers.html">For teachers</a> ` +
      `<a href="${root}widgets.json">Catalog (JSON)</a> <a href="${root}licences.html">Licenses</a></p>`,
    '</footer>',
  );
}
