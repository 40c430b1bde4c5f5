// chapter_page.mjs: one chapter: opening, sections, words, sources, the way on.
import { escapeHtml, lines } from './html.mjs';
import { blockHtml } from './blocks.mjs';
import { openBlocks, readingMinutes } from './open_text.mjs';
import { pageContext, termId } from './page_context.mjs';
import { footerHtml, headerHtml } from './header_html.mjs';
import { pageHtml } from './page_shell.mjs';
import { capital, plural, pluralInWords } from './words.mjs';

export function sectionsOf(chapter, page) {
  const headings = chapter.blocks.filter(({ type }) => type === 'heading');
  return headings.map(({ id, text }) => ({ id, html: page.inline(text) }));
}

const counted = (count, name) => (count ? [pluralInWords(count, name)] : []);

// How long, what it holds, what it needs and what it gives: in the margin where there is one.
function metaHtml(chapter, page) {
  const ofType = type => openBlocks(chapter.blocks).filter(({ block }) => block.type === type).length;
  const holds = [...counted(ofType('widget'), 'figure'), ...counted(ofType('predict'), 'prediction')].join(', ');
  const needs = chapter.needs?.length
    ? `<p><strong>You need</strong> <span>${chapter.needs.map(page.inline).join('; ')}</span></p>`
    : '';
  return lines(
    '<div class="meta">',
    `<p><strong>${plural(readingMinutes(chapter.blocks), 'minute')}</strong> <span>${capital(holds)}</span></p>`,
    needs,
    '<details class="aims"><summary>What you take with you</summary>',
    '<ul>',
    chapter.objectives.map(text => `<li>${page.inline(text)}</li>`),
    '</ul></details>',
    '</div>',
  );
}

function openingHtml(chapter, page) {
  return lines(
    '<header class="opening">',
    `<p class="opening-number">Chapter ${chapter.number}${chapter.draft ? ', a draft' : ''}</p>`,
    metaHtml(chapter, page),
    `<h1>${escapeHtml(chapter.title)}</h1>`,
    `<p class="promise">${page.inline(chapter.promise)}</p>`,
    '</header>',
  );
}

// What the chapter asked, answered in a sentence.
function answerHtml(chapter, page) {
  if (!chapter.answer) return '';
  return lines(
    '<section class="answer" aria-labelledby="answer">',
    `<h2 id="answer">${page.inline(chapter.promise)}</h2>`,
    `<p>${page.inline(chapter.answer)}</p>`,
    '</section>',
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

// A chapter by its number, the ending by what it says of itself.
const nameOf = ({ number, label }) =>
  number === undefined ? escapeHtml(label.charAt(0).toLowerCase() + label.slice(1)) : `chapter ${number}`;

// next: the next chapter, after the last one the ending.
function wayOnHtml(next) {
  if (!next)
    return lines(
      '<nav class="way-on" aria-label="Next"><a class="way-next" href="../index.html#chapters">',
      '<span class="way-words"><span class="way-label">You have come to the end</span> <span class="way-title">All chapters</span></span>',
      '</a></nav>',
    );
  const picture = next.picture
    ? `<img class="stop-picture" src="../assets/${next.picture}" alt="" width="164" height="123" loading="lazy" decoding="async">`
    : '';
  return lines(
    `<nav class="way-on" aria-label="Next"><a class="way-next" href="${next.slug}.html" rel="next">${picture}`,
    `<span class="way-words"><span class="way-label">Next, ${nameOf(next)}</span> <span class="way-title">${escapeHtml(next.title)}</span>`,
    next.asks ? ` <span class="way-asks">${escapeHtml(next.asks)}</span>` : '',
    '</span></a></nav>',
  );
}

export function blocksHtml({ slug, blocks }, page) {
  return blocks.map((block, index) => {
    try {
      return blockHtml(block, page);
    } catch (error) {
      throw new Error(`${error.message}: lessons/dropout/${slug}.json#/blocks/${index}`);
    }
  });
}

export function chapterPage(press, chapter, { site, assets, lessonsFolder }) {
  const root = '../';
  const page = pageContext(press, chapter, { root, lessonsFolder });
  const opening = openingHtml(chapter, page);
  const content = blocksHtml(chapter, page);
  const answer = answerHtml(chapter, page);
  const glossary = wordsHtml(page);
  const references = referencesHtml(chapter.references);
  const sections = [
    ...sectionsOf(chapter, page),
    ...(answer ? [{ id: 'answer', html: 'In short' }] : []),
    ...(glossary ? [{ id: 'words', html: 'Words' }] : []),
    ...(references ? [{ id: 'references', html: 'Sources' }] : []),
  ];
  const chapters = site.plan.filter(({ ready }) => ready);
  const at = chapters.findIndex(({ slug }) => slug === chapter.slug);
  const body = lines(
    headerHtml(site, {
      slug: chapter.slug,
      root,
      sections,
      place: escapeHtml(chapter.title),
    }),
    '<main id="content" class="column" tabindex="-1">',
    opening,
    content,
    answer,
    wayOnHtml(chapters[at + 1] ?? site.ending),
    glossary,
    references,
    '</main>',
    footerHtml(root, chapters[at - 1]),
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
