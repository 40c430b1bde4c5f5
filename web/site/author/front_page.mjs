// front_page.mjs: index.html: a network to break, the chapters, what the lesson is.
import { escapeHtml, lines } from './html.mjs';
import { icon } from './icons.mjs';
import { blockHtml } from './blocks.mjs';
import { readingMinutes } from './open_text.mjs';
import { pageContext } from './page_context.mjs';
import { referencesHtml, wordsHtml } from './chapter_page.mjs';
import { footerHtml, headerHtml, pageHtml } from './page_shell.mjs';

function chapterRow(chapter, page) {
  return lines(
    '<li class="contents-row">',
    `<a class="contents-link" href="dropout/${chapter.slug}.html" data-progress-slug="${chapter.slug}"><span class="contents-number">${chapter.number}</span>` +
      `<span class="contents-title">${escapeHtml(chapter.title)}</span></a>`,
    `<p class="contents-promise">${page.inline(chapter.promise)} <span class="contents-time">${readingMinutes(chapter.blocks)} minutes</span></p>`,
    '</li>',
  );
}

const plannedRow = chapter =>
  `<li class="contents-planned"><span class="contents-number">${chapter.number}</span><span class="contents-title">${escapeHtml(chapter.title)}</span></li>`;

export function frontPage(press, { site, assets, lessonsFolder }) {
  const { lesson } = press;
  const page = pageContext(
    press,
    { slug: 'index', blocks: lesson.front, facts: lesson.facts, references: lesson.references },
    { root: '', lessonsFolder },
  );
  const promise = page.inline(lesson.promise);
  const isWidget = block => block.type === 'widget';
  const first = lesson.front.find(isWidget);
  const make = block => {
    try {
      return blockHtml(block, page);
    } catch (error) {
      throw new Error(`${error.message}: lessons/dropout/lesson.json#/front/${lesson.front.indexOf(block)}`);
    }
  };
  // Nothing but the headline and its line stands before the first widget; the rest follows below.
  const live = make(first);
  const after = lesson.front.filter(block => block !== first).map(make);
  const start = press.chapters[0];
  const rows = press.chapters.map(chapter =>
    chapterRow(chapter, pageContext(press, chapter, { root: '', lessonsFolder })),
  );
  const planned = site.plan.filter(chapter => !chapter.ready);
  const body = lines(
    headerHtml(site, { slug: '', root: '' }),
    '<main id="content" class="front" tabindex="-1">',
    '<div class="hero">',
    `<h1>${page.inline(lesson.headline)}</h1>`,
    `<p class="hero-line">${page.inline(lesson.line)}</p>`,
    live,
    start
      ? `<p class="hero-start"><a class="start-link" href="dropout/${start.slug}.html">Chapter ${start.number}: ${page.inline(start.promise)}${icon('next')}</a> <a class="hero-more" href="#chapters">${press.chapters.length} chapters below</a></p>`
      : '',
    '</div>',
    '<section class="contents column" id="chapters" aria-labelledby="chapters_title">',
    '<h2 id="chapters_title">Chapters</h2>',
    `<p class="promise">${promise}</p>`,
    '<ol class="contents-list">',
    rows,
    '</ol>',
    planned.length
      ? [
          '<h3 class="planned-title">The whole course, as planned</h3>',
          '<p class="planned-note">These come next; the numbers show where each belongs.</p>',
          '<ol class="planned-list">',
          planned.map(plannedRow),
          '</ol>',
        ]
      : '',
    '</section>',
    after.length ? ['<div class="column front-text">', after, '</div>'] : '',
    '<div class="column front-end">',
    wordsHtml(page),
    referencesHtml(lesson.references),
    '</div>',
    '</main>',
    footerHtml(site, ''),
  );
  return pageHtml({
    title: `${lesson.title}: an interactive lesson on dropout`,
    description: page.plain(lesson.promise),
    root: '',
    assets,
    declarations: press.declarations,
    kind: 'front',
    body,
  });
}
