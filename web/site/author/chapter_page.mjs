// chapter_page.mjs: one chapter: opening, sections, words, sources, the way on.
import { escapeHtml, lines } from './html.mjs';
import { icon } from './icons.mjs';
import { blockHtml } from './blocks.mjs';
import { readingMinutes } from './open_text.mjs';
import { pageContext, termId } from './page_context.mjs';
import { footerHtml, headerHtml, pageHtml } from './page_shell.mjs';

function sectionsOf(chapter, page) {
  return chapter.blocks
    .filter(block => block.type === 'heading')
    .map(block => ({ id: block.id, html: page.inline(block.text) }));
}

function openingHtml(chapter, page) {
  const items = texts => texts.map(text => `<li>${page.inline(text)}</li>`);
  const list = (summary, texts) => [
    '<details class="opening-list" open>',
    `<summary>${summary}</summary>`,
    '<ul>',
    items(texts),
    '</ul></details>',
  ];
  return lines(
    '<header class="opening">',
    `<p class="opening-number">Chapter ${chapter.number} · about ${readingMinutes(chapter.blocks)} minutes</p>`,
    `<h1>${escapeHtml(chapter.title)}</h1>`,
    '<div class="opening-lists">',
    list('After this chapter you can', chapter.objectives),
    chapter.needs?.length ? list('You need to know', chapter.needs) : '',
    '</div>',
    `<p class="promise">${page.inline(chapter.promise)}</p>`,
    '</header>',
  );
}

export function wordsHtml(page) {
  // Meanings may use further words; those join the list.
  const rows = [];
  const done = new Set();
  for (let more = true; more;) {
    more = false;
    for (const entry of [...page.usedTerms.values()])
      if (!done.has(entry.term)) {
        done.add(entry.term);
        more = true;
        rows.push({
          term: entry.term,
          html: `<div id="${termId(entry.term)}"><dt>${escapeHtml(entry.term)}</dt><dd>${page.inline(entry.means)}</dd></div>`,
        });
      }
  }
  if (!rows.length) return '';
  rows.sort((a, b) => a.term.localeCompare(b.term, 'en'));
  return lines(
    '<section class="words" aria-labelledby="words"><h2 id="words">Words</h2>',
    '<dl>',
    rows.map(row => row.html),
    '</dl></section>',
  );
}

export function referencesHtml(references) {
  if (!references?.length) return '';
  const items = references.map(reference => {
    const title = escapeHtml(reference.title);
    const linked = reference.url
      ? `<a href="${escapeHtml(reference.url)}" rel="noopener">${title}</a>`
      : `<cite>${title}</cite>`;
    return `<li id="ref_${reference.id}">${escapeHtml(reference.authors)} (${reference.year}). ${linked}. ${escapeHtml(reference.venue)}.</li>`;
  });
  return lines(
    '<section class="references" aria-labelledby="references"><h2 id="references">Sources</h2>',
    '<ol>',
    items,
    '</ol></section>',
  );
}

function wayOnHtml(chapters, at) {
  const link = (chapter, kind, words) =>
    chapter
      ? `<a class="way-${kind}" href="${chapter.slug}.html" rel="${kind === 'previous' ? 'prev' : 'next'}">${kind === 'previous' ? icon('previous') : ''}` +
        `<span><span class="way-label">${words}</span> <span class="way-title">${chapter.number}. ${escapeHtml(chapter.title)}</span></span>` +
        `${kind === 'next' ? icon('next') : ''}</a>`
      : '';
  const previous = link(chapters[at - 1], 'previous', 'Previous chapter');
  const next =
    link(chapters[at + 1], 'next', 'Next chapter') ||
    `<a class="way-next" href="../index.html#chapters"><span><span class="way-label">You reached the end</span> <span class="way-title">All chapters</span></span>${icon('next')}</a>`;
  return lines('<nav class="way-on" aria-label="Previous and next chapter">', previous, next, '</nav>');
}

export function chapterPage(press, chapter, { site, assets, lessonsFolder }) {
  const root = '../';
  const page = pageContext(press, chapter, { root, lessonsFolder });
  const opening = openingHtml(chapter, page);
  const content = chapter.blocks.map((block, index) => {
    try {
      return blockHtml(block, page);
    } catch (error) {
      throw new Error(`${error.message}: lessons/dropout/${chapter.slug}.json#/blocks/${index}`);
    }
  });
  const words = wordsHtml(page);
  const references = referencesHtml(chapter.references);
  const sections = [
    ...sectionsOf(chapter, page),
    ...(words ? [{ id: 'words', html: 'Words' }] : []),
    ...(references ? [{ id: 'references', html: 'Sources' }] : []),
  ];
  const at = press.chapters.findIndex(other => other.slug === chapter.slug);
  const body = lines(
    headerHtml(site, {
      slug: chapter.slug,
      root,
      sections,
      place: `<span class="place-number">${chapter.number}</span> ${escapeHtml(chapter.title)}`,
    }),
    '<div class="chapter-grid">',
    '<nav class="rail" aria-label="In this chapter"><p class="rail-label">In this chapter</p><ol>',
    sections.map(section => `<li><a href="#${section.id}">${section.html}</a></li>`),
    '</ol></nav>',
    '<main id="content" class="column" tabindex="-1">',
    opening,
    content,
    words,
    references,
    wayOnHtml(press.chapters, at),
    '</main>',
    '</div>',
    footerHtml(site, root),
  );
  return pageHtml({
    title: `${chapter.title} · ${press.lesson.title}`,
    description: page.plain(chapter.promise),
    root,
    assets,
    declarations: press.declarations,
    kind: 'chapter',
    body,
  });
}
