// math.mjs: TeX to MathML at build time. No script, no style attribute reaches the page.
import temml from 'temml';
import { escapeHtml } from './html.mjs';

// The pages' Content-Security-Policy forbids style attributes; formulas_tables.css says the same by class and element.
const withoutStyle = mathml => mathml.replace(/\sstyle="[^"]*"/g, '');

// A single Latin letter is a variable (italic), several are a word (upright); text.css gives both the font of the text.
const withClasses = mathml =>
  mathml
    .replace(
      /<mi(?: class="tml-med-pad")?>([A-Za-z]+)<\/mi>/g, // the class is Temml's for a "d" that it takes for a differential
      (_, letters) => `<mi class="${letters.length === 1 ? 'letter' : 'word'}">${letters}</mi>`,
    )
    .replace(/<mi mathvariant="normal">([A-Za-z]+)<\/mi>/g, '<mi class="word" mathvariant="normal">$1</mi>');

// A letter, or the value of one, is text in the font of the text: a page of such formulas needs no math font.
const plain = /^([A-Za-z])(?:\s*=\s*(-?)(\d+(?:\.\d+)?))?$/;

export function inlineMath(tex) {
  const [, letter, sign, number] = tex.trim().match(plain) ?? [];
  if (letter) return `<i class="letter">${letter}</i>${number ? `&nbsp;=&nbsp;${sign && '−'}${number}` : ''}`;
  return withClasses(withoutStyle(temml.renderToString(tex, { throwOnError: true, displayMode: false })));
}

// `says` is how the formula reads aloud.
export function displayMath(tex, says, id) {
  const math = withClasses(withoutStyle(temml.renderToString(tex, { throwOnError: true, displayMode: true })));
  return (
    `<div class="formula"${id ? ` id="${escapeHtml(id)}"` : ''} role="group" aria-label="Formula: ${escapeHtml(says)}" tabindex="0">` +
    `${math}</div>`
  );
}
