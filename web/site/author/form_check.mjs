// form_check.mjs: judges the form of a chapter: how much it says before a picture speaks, how many numbers, tables, figures.
import { inlineTokens } from './inline_grammar.mjs';
import { countNumbers, countWords, openBlocks, textsOf } from './open_text.mjs';

export const bounds = {
  words: [700, 1200],
  numbersPerHundredWords: 4,
  wordsBeforeFirstFigure: 90,
  tables: 2,
  tableColumns: 5,
  tableRows: 6,
  figures: [2, Infinity],
  panels: 2,
  controls: 4,
  mistakes: [0, 2],
  predictions: [2, 3],
  // From a figure's title to the last of its controls, CSS pixels by the width of the window; layout.spec.mjs measures it.
  heights: { 1280: 560, 390: 600 },
};

const isTable = ({ type }) => type === 'table' || type === 'measured_table';

const total = (texts, count) => texts.reduce((sum, { text }) => sum + count(text), 0);

// What a reader finds under and in a figure at first sight.
function figureParts(block, declaration) {
  const panels = declaration.panels ?? [];
  const shown = panels.filter(({ id }) => !block.panels || block.panels.includes(id));
  const wanted = shown.length === 0 || shown.some(({ controls }) => !controls?.length);
  const matters = new Set(shown.flatMap(({ controls }) => controls ?? []));
  const controls = [...declaration.params, ...declaration.actions].filter(
    ({ id, place, waits }) => place === 'main' && !waits && (wanted || matters.has(id)) && !block.hide?.includes(id),
  );
  return { panels: shown.length, controls: controls.length };
}

const outside = (value, [least, most]) => value < least || value > most;
const range = ([least, most]) => (most === Infinity ? `at least ${least}` : `${least} to ${most}`);

function textProblems(content) {
  const open = openBlocks(content.blocks, '/blocks');
  const texts = open.flatMap(textsOf);
  const words = total(texts, countWords);
  const numbers = total(texts, countNumbers);
  const first = open.findIndex(({ block }) => block.type === 'widget');
  const before = first < 0 ? words : total(open.slice(0, first).flatMap(textsOf), countWords);
  const perHundred = (100 * numbers) / Math.max(1, words);
  return [
    ...(outside(words, bounds.words)
      ? [['/blocks', `${words} words in the open; ${range(bounds.words)} are wanted`]]
      : []),
    ...(perHundred > bounds.numbersPerHundredWords
      ? [
          [
            '/blocks',
            `${perHundred.toFixed(1)} numbers in 100 words; at most ${bounds.numbersPerHundredWords} are wanted`,
          ],
        ]
      : []),
    ...(before > bounds.wordsBeforeFirstFigure
      ? [['/blocks', `${before} words before the first figure; at most ${bounds.wordsBeforeFirstFigure} are wanted`]]
      : []),
  ];
}

function countProblems(content) {
  const open = openBlocks(content.blocks, '/blocks');
  const ofType = type => open.filter(({ block }) => block.type === type).length;
  const tables = open.filter(({ block }) => isTable(block));
  const limits = [
    ['widget', bounds.figures, 'figures'],
    ['mistake', bounds.mistakes, 'boxes with mistakes'],
    ['predict', bounds.predictions, 'predictions'],
  ];
  return [
    ...limits
      .filter(([type, limit]) => outside(ofType(type), limit))
      .map(([type, limit, name]) => ['/blocks', `${ofType(type)} ${name}; ${range(limit)} are wanted`]),
    ...(tables.length > bounds.tables
      ? [[tables[bounds.tables].pointer, `${tables.length} tables in the open; at most ${bounds.tables} are wanted`]]
      : []),
    ...tables.flatMap(({ block, pointer }) => [
      ...(block.columns.length > bounds.tableColumns
        ? [
            [
              `${pointer}/columns`,
              `a table of ${block.columns.length} columns; at most ${bounds.tableColumns} are wanted`,
            ],
          ]
        : []),
      ...(block.rows.length > bounds.tableRows
        ? [[`${pointer}/rows`, `a table of ${block.rows.length} rows; at most ${bounds.tableRows} are wanted`]]
        : []),
    ]),
  ];
}

function figureProblems(content, declarations) {
  return openBlocks(content.blocks, '/blocks')
    .filter(({ block }) => block.type === 'widget')
    .flatMap(({ block, pointer }) => {
      const declaration = declarations.find(({ id }) => id === block.widget);
      if (!declaration) return []; // told elsewhere
      const { panels, controls } = figureParts(block, declaration);
      return [
        ...(panels > bounds.panels
          ? [[`${pointer}/panels`, `the figure shows ${panels} panels; at most ${bounds.panels} are wanted`]]
          : []),
        ...(controls > bounds.controls
          ? [[pointer, `the figure shows ${controls} controls at first sight; at most ${bounds.controls} are wanted`]]
          : []),
      ];
    });
}

const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// A word of the glossary is marked where the chapter uses it first, so that its meaning is at hand.
function termProblems(content, glossary) {
  const texts = openBlocks(content.blocks, '/blocks').flatMap(textsOf);
  return glossary.flatMap(({ term }) => {
    const plain = new RegExp(`(?<![\\p{L}\\p{N}-])${escaped(term)}s?(?![\\p{L}\\p{N}-])`, 'iu');
    for (const { text, pointer } of texts) {
      let inside = 0;
      for (const { type, content: words } of inlineTokens(text)) {
        if (type === 'term_open') {
          if (words.toLowerCase() === term.toLowerCase()) return [];
          ++inside;
        } else if (type === 'term_close') --inside;
        else if (type === 'text' && inside === 0 && plain.test(words))
          return [[pointer, `the chapter uses "${term}" here first, without [[ ]]`]];
      }
    }
    return [];
  });
}

// files: see readLessons. -> "what: file#/json/pointer" for each rule that a chapter breaks.
export function formErrors(files, declarations) {
  const [front, ...others] = files;
  return others
    .filter(({ slug, content }) => slug !== front.content.ending && !content.draft)
    .flatMap(({ file, content }) =>
      [
        ...textProblems(content),
        ...countProblems(content),
        ...figureProblems(content, declarations),
        ...termProblems(content, front.content.glossary),
      ].map(([pointer, what]) => `${what}: ${file}#${pointer}`),
    );
}
