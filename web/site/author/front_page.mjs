// front_page.mjs: index.html: a network to break, the chapters, what the lesson is.
import { lines } from './html.mjs';
import { icon } from './icons.mjs';
import { blockHtml } from './blocks.mjs';
import { pageContext } from './page_context.mjs';
import { referencesHtml, wordsHtml } from './chapter_page.mjs';
import { countHtml, footerHtml, headerHtml } from './header_html.mjs';
import { pageHtml } from './page_shell.mjs';
import { pathHtml, shortWay } from './path_html.mjs';
import { capital, plural, pluralInWords } from './words.mjs';

function pathSection(site) {
  const short = shortWay(site);
  return lines(
    '<section class="front-path" id="chapters" aria-labelledby="chapters_title">',
    `<h2 id="chapters_title">${capital(pluralInWords(site.plan.length, 'chapter'))}, one path</h2>`,
    `<p class="front-count">${countHtml(site)}${short ? `. In a hurry? The strong line is enough: ${short}.` : '.'}</p>`,
    pathHtml(site, { root: '', pictures: true }),
    '</section>',
  );
}

export function frontPage(press, { site, assets, lessonsFolder }) {
  const { lesson } = press;
  const page = pageContext(
    press,
    { slug: 'index', blocks: lesson.front, facts: lesson.facts, references: lesson.references },
    { root: '', lessonsFolder },
  );
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
  const body = lines(
    headerHtml(site, { slug: '', root: '' }),
    '<main id="content" class="front" tabindex="-1">',
    '<div class="hero">',
    `<h1>${page.inline(lesson.headline)}</h1>`,
    `<p class="hero-line">${page.inline(lesson.line)}</p>`,
    live,
    start
      ? `<p class="hero-start"><a class="start-link" href="dropout/${start.slug}.html">Chapter ${start.number}: ${page.inline(start.promise)}${icon('next')}</a> <a class="hero-more" href="#chapters">All ${plural(press.chapters.length, 'chapter')}</a></p>`
      : '',
    '</div>',
    pathSection(site),
    after.length ? ['<div class="column front-text">', after, '</div>'] : '',
    '<div class="column front-end">',
    wordsHtml(page),
    referencesHtml(lesson.references),
    '</div>',
    '</main>',
    footerHtml(''),
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
