// tally_html.mjs: how the reader's own predictions came out, a row a chapter; page/tally.ts counts.
import { asList } from './block_parts.mjs';
import { escapeHtml, lines } from './html.mjs';
import { allBlocks } from './page_context.mjs';
import { plural } from './words.mjs';

const questionsOf = ({ blocks }) => allBlocks(blocks).filter(({ type }) => type === 'predict');

const paragraphs = (text, page) => asList(text).map(part => `<p class="needs-js">${page.inline(part)}</p>`);

// One row a chapter: its marks are filled by page/tally.ts from what this device keeps; without it the row says what is asked.
function rowHtml(chapter, page) {
  const questions = questionsOf(chapter);
  const address = `${chapter.slug}.html`;
  const marks = questions.map(
    ({ id, answer }) =>
      `<span class="mark" data-guess="${chapter.slug}.${id}" data-answer="${answer}" data-address="${address}#${id}"></span>`,
  );
  return (
    `<li><span class="tally-number">${chapter.number}</span> ` +
    `<a href="${address}">${escapeHtml(chapter.title)}</a> ` +
    `<span class="tally-said" data-said>${plural(questions.length, 'question')}</span>` +
    `<span class="tally-marks" aria-hidden="true">${marks.join('')}</span></li>`
  );
}

export function tally(block, page) {
  const rows = page.chapters.filter(chapter => questionsOf(chapter).length).map(chapter => rowHtml(chapter, page));
  return lines(
    `<div class="tally" id="${block.id}" data-tally>`,
    '<p class="tally-sum needs-js"><b data-tally-right>0</b> <span data-tally-words>of 0 predictions came out as you said</span></p>',
    '<p class="tally-without">With scripts on, this place counts how often you were right. These are the questions of the chapters:</p>',
    '<ul class="tally-rows">',
    rows,
    '</ul>',
    '<p class="tally-ways needs-js"><a class="tally-ask" data-tally-ask hidden></a> ' +
      '<button type="button" class="text-button" data-tally-forget hidden>Forget my answers</button></p>',
    '<div class="tally-confirm" role="group" aria-label="Forget my answers" data-tally-confirm hidden>',
    '<p>This clears your guesses, this tally and which chapters you have read, on this device. Nothing of it is kept anywhere else.</p>',
    '<p><button type="button" class="action" data-tally-yes>Yes, forget them</button> ' +
      '<button type="button" class="action" data-tally-no>Keep them</button></p>',
    '</div>',
    '<p class="tally-status" role="status" data-tally-status></p>',
    `<div data-tally-missed hidden>${paragraphs(block.text, page).join('')}</div>`,
    '</div>',
  );
}
