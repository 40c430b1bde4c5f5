// form_check.test.mjs: each rule of form refuses what breaks it, with file and pointer, and lets a sound chapter pass.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bounds, formErrors } from '../author/form_check.mjs';
import { countNumbers, countWords, readingMinutes } from '../author/open_text.mjs';

const declaration = {
  id: 'sampler',
  params: [
    { id: 'p', place: 'main' },
    { id: 'units', place: 'main' },
    { id: 'seed', place: 'tool' },
    ...['a', 'b', 'c'].map(id => ({ id, place: 'main' })),
  ],
  actions: [
    { id: 'draw', place: 'main' },
    ...['next', 'after', 'then', 'again'].map(id => ({ id, place: 'main', waits: true })),
  ],
  panels: [
    { id: 'net', controls: ['p', 'draw', 'next', 'after', 'then', 'again'] },
    { id: 'walk', controls: ['p', 'units'] },
    { id: 'law', controls: ['a', 'b', 'c'] },
  ],
};
const words = (count, word = 'word') => Array.from({ length: count }, () => word).join(' ');
const figure = (id, changes) => ({
  type: 'widget',
  id,
  widget: 'sampler',
  title: 'What is left?',
  caption: 'Tap one.',
  panels: ['net'],
  ...changes,
});
const predict = { type: 'predict', question: 'More or less?', choices: ['more', 'less'], answer: 0, why: 'So.' };

const sound = () => [
  { type: 'prose', text: 'One [[mask]] for all units.' },
  figure('one'),
  { type: 'prose', text: words(750) },
  predict,
  figure('two'),
  predict,
];

const glossary = [{ term: 'mask', means: 'Who is left out.' }];
function problems(blocks, more = {}) {
  const front = { slug: 'lesson', file: 'lesson.json', content: { glossary } };
  const chapter = { slug: 'mask', file: 'mask.json', content: { blocks, ...more } };
  return formErrors([front, chapter], [declaration]);
}
const broken = change => {
  const blocks = sound();
  return problems(change(blocks) ?? blocks);
};

test('a sound chapter passes; one that is a draft is not looked at', () => {
  assert.deepEqual(problems(sound()), []);
  assert.notDeepEqual(problems([]), []);
  assert.deepEqual(problems([], { draft: true }), []);
});

test('words and numbers are counted as a reader meets them', () => {
  assert.equal(countWords('Half of them, [[mask|masks]] too: {{share}} % of $n^2$, `p = 1`.'), 9);
  assert.equal(countNumbers('At 0.5, {{share}} of 1,000 in $3^2$ and `p = 4`.'), 3);
});

test('reading takes 200 words a minute, two minutes a figure, one a prediction', () => {
  const folds = [{ type: 'evidence', blocks: [{ type: 'prose', text: words(900) }, figure('three')] }];
  const minutes = count => readingMinutes([{ type: 'prose', text: words(count) }, figure('one'), predict, ...folds]);
  assert.equal(minutes(390), 5, 'figure and prediction have ten words');
  assert.equal(minutes(391), 6, 'a minute that has begun counts');
});

test('each rule refuses what breaks it', () => {
  const cases = [
    [blocks => void blocks.splice(2, 1), /words in the open; 700 to 1200 are wanted: mask\.json#\/blocks$/],
    [blocks => void (blocks[2].text = words(1300)), /1\d\d\d words in the open/],
    [blocks => void (blocks[2].text = words(700) + words(60, ' 7')), /numbers in 100 words; at most 4/],
    [blocks => void (blocks[0].text += words(100)), /words before the first figure; at most 90/],
    [blocks => void blocks.pop(), /1 predictions; 2 to 3 are wanted/],
    [blocks => blocks.filter(({ id }) => id !== 'two'), /1 figures; at least 2/],
    [
      blocks => void blocks.push(...[1, 2, 3].map(() => ({ type: 'mistake', claim: 'No.', text: 'It is.' }))),
      /3 boxes with mistakes; 0 to 2/,
    ],
    [
      blocks => void Object.assign(blocks[1], { panels: undefined, hide: ['a', 'b', 'c'] }),
      /3 panels; at most 2 are wanted: mask\.json#\/blocks\/1\/panels$/,
    ],
    [
      blocks => void (blocks[1].panels = ['walk', 'law']),
      /5 controls at first sight; at most 4 are wanted: mask\.json#\/blocks\/1$/,
    ],
    [
      blocks => void (blocks[0].text = 'The mask comes before [[mask]].'),
      /"mask" here first, without \[\[ \]\]: mask\.json#\/blocks\/0\/text$/,
    ],
  ];
  for (const [change, expected] of cases) {
    const told = broken(change);
    assert.equal(told.length, 1, `${expected}: ${told.join('\n')}`);
    assert.match(told[0], expected);
  }
});

test('tables are few and small in the open; folded ones are not counted', () => {
  const table = (columns, rows) => ({
    type: 'table',
    columns: Array(columns).fill({ label: 'x' }),
    rows: Array(rows).fill(Array(columns).fill('1')),
  });
  const big = table(bounds.tableColumns + 1, bounds.tableRows + 1);
  assert.deepEqual(
    broken(blocks => void blocks.push({ type: 'evidence', blocks: [big, big, big] })),
    [],
  );
  const told = broken(blocks => void blocks.push(table(2, 2), table(2, 2), big));
  assert.deepEqual(
    told.map(line => line.replace(/.*#/, '')),
    ['/blocks/8', '/blocks/8/columns', '/blocks/8/rows'],
  );
});
