// ending_page.mjs: the page after the last chapter: a round of guesses, the tally, questions over the whole, the last words.
import { escapeHtml, lines } from './html.mjs';
import { icon } from './icons.mjs';
import { blocksHtml, referencesHtml, sectionsOf, wordsHtml } from './chapter_page.mjs';
import { footerHtml, headerHtml } from './header_html.mjs';
import { allBlocks, pageContext } from './page_context.mjs';
import { pageHtml } from './page_shell.mjs';

const counts = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

// "One of three": above each question in place of what a chapter says there.
function questionLabels(ending) {
  const questions = allBlocks(ending.blocks).filter(({ type }) => type === 'predict');
  const all = counts[questions.length - 1]?.toLowerCase() ?? questions.length;
  return block => {
    const at = questions.indexOf(block);
    return `${counts[at] ?? at + 1} of ${all}`;
  };
}

// Over a figure that answers the question before it: seen only while the question is open (styles/ending.css), so never
// without a script.
const veil = '<div class="veil"><p>The figure waits for your guess.</p></div>';

const answersIt = (question, figure) => question?.type === 'predict' && question.run?.widget === figure.id;

function veiledBlocks(ending, page) {
  return blocksHtml(ending, page).map((html, at) =>
    answersIt(ending.blocks[at - 1], ending.blocks[at]) ? lines(veil, html) : html,
  );
}

function openingHtml(ending, page) {
  return lines(
    '<header class="opening">',
    `<p class="opening-number">${escapeHtml(ending.label)}</p>`,
    `<h1>${escapeHtml(ending.title)}</h1>`,
    `<p class="promise">${page.inline(ending.lead)}</p>`,
    '</header>',
  );
}

// The link opens the figure at its first pattern, with the reader's seed and drop rate and none of the answers.
function challengeHtml(challenge, page) {
  if (!challenge) return '';
  const { id, widget, params, text, label } = challenge;
  const settings = page.widgetBlock(widget).params ?? {};
  const start = Object.fromEntries(
    params.map(name => [name, settings[name]]).filter(([, value]) => value !== undefined),
  );
  return lines(
    `<div class="challenge needs-js" id="${id}" data-challenge="${widget}" data-params="${params.join(',')}" data-start="${escapeHtml(JSON.stringify(start))}">`,
    `<p><button type="button" class="action" data-challenge-copy>${icon('copy')} ${escapeHtml(label)}</button> <span role="status" data-challenge-said></span></p>`,
    `<p class="challenge-text">${page.inline(text)}</p>`,
    '</div>',
  );
}

const answerHtml = (ending, page) =>
  lines(
    '<section class="answer" aria-labelledby="answer">',
    `<h2 id="answer">${page.inline(ending.question)}</h2>`,
    `<p>${page.inline(ending.answer)}</p>`,
    challengeHtml(ending.challenge, page),
    '</section>',
  );

export function endingPage(press, { site, assets, lessonsFolder }) {
  const { ending } = press;
  const root = '../';
  const page = pageContext(press, ending, { root, lessonsFolder });
  page.questionLabel = questionLabels(ending);
  const parts = [openingHtml(ending, page), veiledBlocks(ending, page), answerHtml(ending, page)];
  const words = wordsHtml(page);
  const references = referencesHtml(ending.references);
  const sections = [
    ...sectionsOf(ending, page),
    { id: 'answer', html: page.inline(ending.question) },
    ...(words ? [{ id: 'words', html: 'Words' }] : []),
    ...(references ? [{ id: 'references', html: 'Sources' }] : []),
  ];
  const body = lines(
    headerHtml(site, { slug: ending.slug, root, sections, place: escapeHtml(ending.title) }),
    '<main id="content" class="column" tabindex="-1">',
    parts,
    words,
    references,
    '</main>',
    footerHtml(root, press.chapters.at(-1)),
  );
  return pageHtml({
    title: `${ending.title} · ${press.lesson.title}`,
    description: page.plain(ending.lead),
    root,
    assets,
    declarations: press.declarations,
    kind: 'ending',
    body,
  });
}
