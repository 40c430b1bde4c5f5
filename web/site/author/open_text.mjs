// open_text.mjs: the words of a page that a reader sees without unfolding anything, and how long they take.
//
// Not open: evidence and notes for teachers. Words in listings, tables and formulas are not counted; a formula and a fact
// are one word each.
import { inlineTokens } from './inline_grammar.mjs';
import { numbersIn } from './typed_numbers.mjs';

const folded = new Set(['evidence', 'teacher']);
const listOf = value => (value === undefined ? [] : [value].flat());

// Open blocks with their pointers, those inside examples too, in the order of reading.
export function openBlocks(blocks, pointer = '/blocks') {
  return blocks.flatMap((block, at) => {
    if (folded.has(block.type)) return [];
    const here = `${pointer}/${at}`;
    return [{ block, pointer: here }, ...(block.blocks ? openBlocks(block.blocks, `${here}/blocks`) : [])];
  });
}

// Where a block has words that are read in the open.
const textFields = {
  prose: ['text'],
  list: ['items'],
  heading: ['text'],
  note: ['text'],
  mistake: ['claim', 'text'],
  example: ['title'],
  widget: ['title', 'caption'],
  predict: ['question', 'choices'],
};

export function textsOf({ block, pointer }) {
  return (textFields[block.type] ?? []).flatMap(field =>
    listOf(block[field]).map((text, at) => ({
      text,
      pointer: Array.isArray(block[field]) ? `${pointer}/${field}/${at}` : `${pointer}/${field}`,
    })),
  );
}

const oneWord = new Set(['fact', 'math', 'code']);
const wordsOf = text => text.split(/[^\p{L}\p{N}’'-]+/u).filter(word => /[\p{L}\p{N}]/u.test(word)).length;

export function countWords(text) {
  return inlineTokens(text).reduce(
    (sum, { type, content }) => sum + (type === 'text' ? wordsOf(content) : oneWord.has(type) ? 1 : 0),
    0,
  );
}
export const countNumbers = text =>
  numbersIn(text).length + inlineTokens(text).filter(({ type }) => type === 'fact').length;

const wordsPerMinute = 200;
const minutesPerFigure = 2;
const minutesPerPrediction = 1;

// Of a chapter, in whole minutes.
export function readingMinutes(blocks) {
  const open = openBlocks(blocks);
  const words = open.flatMap(textsOf).reduce((sum, { text }) => sum + countWords(text), 0);
  const ofType = type => open.filter(({ block }) => block.type === type).length;
  return Math.ceil(
    words / wordsPerMinute + minutesPerFigure * ofType('widget') + minutesPerPrediction * ofType('predict'),
  );
}
