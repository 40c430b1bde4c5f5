// typed_numbers.test.mjs: which typed numbers are refused, and which an author may type.
import assert from 'node:assert/strict';
import test from 'node:test';
import { numbersIn, numbersLikeFacts, unprovedNumbers } from '../author/typed_numbers.mjs';

const facts = {
  share: { expect: 31.2491, decimals: 2 },
  loss: { expect: -0.624, decimals: 3 },
  rate: { expect: 0.5, decimals: 1 },
  members: { expect: 4096, decimals: 0 },
  saved: { expect: 26.5625, decimals: 1, proof_only: true },
};

test('Numbers are read in words only', () => {
  assert.deepEqual(numbersIn('12 of `13` and $14$ in [15](a16.html), *17.5* %, −18, 2-32-1, x19, 1,024; 20.'), [
    '12',
    '15',
    '17.5',
    '18',
    '2',
    '32',
    '1',
    '1,024',
    '20',
  ]);
});

test('A number that reads like a fact is to be the fact', () => {
  for (const text of ['31.25 %', 'about −0.624.', '4096 masks', '*31.25*', '[31.25](a.html)'])
    assert.equal(numbersLikeFacts(text, facts).length, 1, text);
  assert.match(numbersLikeFacts('31.25', facts)[0], /"share": write \{\{share\}\}/);
});

test('Settings, other digits, code, formulas and grouped digits may be typed', () => {
  for (const text of ['p = 0.5', '31.2', '31.251', '`31.25`', '$31.25$', '{{share}}', '4,096 masks', 'in 2014'])
    assert.deepEqual(numbersLikeFacts(text, facts), [], text);
});

const question = (choice, { ask = 'How many of 12?', why = 'Because {{share}} %.' } = {}) => ({
  question: ask,
  choices: ['7 or 31', choice],
  answer: 1,
  why,
});

test('The right answer says only what question, explanation or a proof say', () => {
  for (const choice of ['31 %', '31.2 %', '31.25', '12', 'exactly 0', '1 of 12', 'about 27', '26.6', 'many', '$99$'])
    assert.deepEqual(unprovedNumbers(question(choice), facts), [], choice);
  for (const choice of ['32 %', '31.3', 'about 28', '4,096', '0.5'])
    assert.equal(unprovedNumbers(question(choice), facts).length, 1, choice);
  assert.deepEqual(unprovedNumbers(question('4,096', { why: ['A list:', '{{members}}.'] }), facts), []);
  assert.deepEqual(unprovedNumbers(question('3 and 4', { why: 'Of 3.' }), facts).length, 1);
});
