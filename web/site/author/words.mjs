// words.mjs: counts as a page says them; the word behind a number fits every number.

const small = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

// "1 table", "0 tables"; number: how the count is written, if not in digits.
export const plural = (count, name, number = count) => `${number} ${name}${count === 1 ? '' : 's'}`;
// "one figure", "13 figures".
export const pluralInWords = (count, name) => plural(count, name, small[count] ?? count);
export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
