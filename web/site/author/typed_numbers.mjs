// typed_numbers.mjs: numbers that an author typed where a fact belongs.
//
// Typed numbers are fine for what the author chose: settings, drop rates, sizes, years, numbers of a cited paper. Two
// kinds are refused:
// - A number of three or more digits that reads exactly like a fact of the page. It was computed once and typed; it would stay
//   when the fact changes.
// - A number in the right answer of a question, unless the question or the explanation types it too, or a fact that
//   stands in them (or only proves something: "proof_only") rounds to it. 0 and 1 are words.
import { inlineTokens } from './inline_grammar.mjs';

const number = /(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w]|[.,]\d)|(?<![\w.,])\d+(?:\.\d+)?(?![\w]|[.,]\d)/g;
const plainNumber = text => text.replace(/,/g, '');
const decimalsOf = text => (text.split('.')[1] ?? '').length;

// The numbers in the words of a text, without code, formulas and addresses.
export function numbersIn(source) {
  return inlineTokens(source)
    .filter(token => token.type === 'text')
    .flatMap(token => [...token.content.matchAll(number)].map(([typed]) => typed));
}

const significant = text => text.replace(/[.,]/g, '').replace(/^0+/, '').length;

// fact: as in the file; what readers see is near "expect".
const reads = (fact, decimals) => Math.abs(fact.expect).toFixed(decimals);

// What is wrong with the numbers in one text, as sentences.
export function numbersLikeFacts(source, facts) {
  return numbersIn(source).flatMap(typed => {
    if (significant(typed) < 3) return [];
    const id = Object.keys(facts).find(name => reads(facts[name], facts[name].decimals) === typed);
    return id ? [`the number ${typed} is typed, but it is the fact "${id}": write {{${id}}}`] : [];
  });
}

const factsIn = source =>
  inlineTokens(source)
    .filter(token => token.type === 'fact')
    .map(token => token.content);

// The right answer of a predict block.
export function unprovedNumbers(block, facts) {
  const around = [block.question, ...[block.why].flat()];
  const typed = new Set([...around.flatMap(numbersIn).map(plainNumber), '0', '1']);
  const proofs = [
    ...around.flatMap(factsIn).flatMap(id => facts[id] ?? []),
    ...Object.values(facts).filter(fact => fact.proof_only),
  ];
  const isProved = text => {
    const digits = plainNumber(text);
    return typed.has(digits) || proofs.some(fact => reads(fact, decimalsOf(digits)) === digits);
  };
  return numbersIn(block.choices[block.answer])
    .filter(text => !isProved(text))
    .map(text => `the number ${text} of the right answer is no fact of the question or of "why": write {{fact}}`);
}
