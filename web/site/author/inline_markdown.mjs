// inline_markdown.mjs: inline lesson text to HTML, and to plain words. The grammar is in inline_grammar.mjs.
import { escapeHtml, withMinus } from './html.mjs';
import { checkedAddress, inlineTokens } from './inline_grammar.mjs';

// Straight quotes to typographic ones; `before` is the sign to the left of the text.
function typographic(text, before) {
  return text
    .replace(/"/g, (_, at) => (/[\s(\[—–]|^$/.test(at > 0 ? text[at - 1] : before) ? '“' : '”'))
    .replace(/ %/g, '\u00a0%') // a number never parts from its unit at the end of a line
    .replace(/± (?=\d|$)/g, '±\u00a0')
    .replace(/'/g, (_, at) => (/[\s(\[—–“]|^$/.test(at > 0 ? text[at - 1] : before) ? '‘' : '’'));
}

function linkHtml(address, words) {
  const outside = /^https:/i.test(address) ? ' rel="noopener"' : '';
  return `<a href="${escapeHtml(address)}"${outside}>${words}</a>`;
}

// One element that holds other text: what it becomes once its content is HTML.
const holders = {
  em: (content, words) => `<em>${words}</em>`,
  strong: (content, words) => `<strong>${words}</strong>`,
  link: (address, words, context) => linkHtml(context.link(checkedAddress(address)), words),
  term: (name, words, context) => context.term(name, words),
};

const leaves = {
  code: content => `<code>${escapeHtml(content)}</code>`,
  math: (content, context) => context.math(content),
  fact: (content, context) => context.fact(content),
  sources: (content, context) => context.cite(content.split(' ')),
};

// context: {fact(id), cite(ids), term(name, words), math(tex), link(address)}, each returns HTML (link: the address).
export function inlineMarkdown(source, context) {
  const tokens = inlineTokens(source);
  let at = 0;
  // Up to the token that closes what is open. A quote at the start of an element opens; right after one it closes.
  const content = () => {
    let html = '';
    for (let before = ''; at < tokens.length && !tokens[at].type.endsWith('_close');) {
      const { type, content: text } = tokens[at++];
      if (type === 'text') {
        html += escapeHtml(withMinus(typographic(text, before)));
        before = text.at(-1);
        continue;
      }
      if (type.endsWith('_open')) {
        const words = content();
        ++at;
        html += holders[type.slice(0, -'_open'.length)](text, words, context);
      } else {
        // The number of a source stays with the words before it.
        if (type === 'sources') html = html.replace(/ $/, '\u00a0');
        html += leaves[type](text, context);
      }
      before = 'x';
    }
    return html;
  };
  return content();
}

// The words alone, for titles, descriptions and labels.
export function plainText(source, context) {
  const html = inlineMarkdown(source, { ...context, cite: () => '', term: (_, words) => words });
  return html
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name])
    .replace(/[ \n\t]+/g, ' ')
    .trim();
}
