// inline_markdown.mjs: the inline Markdown of lesson texts to HTML. No raw HTML passes: every other sign is escaped.
//
//   *em*  **strong**  `code`  [words](address)  $tex$  {{fact}}  [@reference; @other]  [[term]]  [[term|words]]
//   A backslash takes the meaning from the next sign: \* \$ \[ \{ \` \\
import { escapeHtml, withMinus } from './html.mjs';

export class TextError extends Error {}

// https, mail, other pages of the site and anchors. Anything with another scheme (javascript:, data:, ...) is refused.
export function checkedAddress(address) {
  const plain = address.replace(/[\u0000-\u0020\u007f]/g, '');
  if (/^[a-z][a-z0-9+.-]*:/i.test(plain) && !/^(https:|mailto:)/i.test(plain))
    throw new TextError(`the address "${address}" may only be https:, mailto: or relative`);
  if (plain.startsWith('//') || plain.startsWith('\\')) throw new TextError(`the address "${address}" has no scheme`);
  return plain;
}

// Straight quotes to typographic ones; `before` is the sign to the left of the text.
function typographic(text, before) {
  return text
    .replace(/"/g, (_, at) => (/[\s(\[—–]|^$/.test(at > 0 ? text[at - 1] : before) ? '“' : '”'))
    .replace(/ %/g, '\u00a0%') // a number never parts from its unit at the end of a line
    .replace(/± (?=\d|$)/g, '±\u00a0')
    .replace(/'/g, (_, at) => (/[\s(\[—–“]|^$/.test(at > 0 ? text[at - 1] : before) ? '‘' : '’'));
}

// Where the closing mark stands, seen from `from`; marks inside code, math and after a backslash do not count.
function closing(source, mark, from) {
  for (let at = from; at < source.length; ++at) {
    if (source[at] === '\\') ++at;
    else if (source.startsWith(mark, at) && !(mark === '*' && source[at + 1] === '*' && source[at - 1] !== '*'))
      return at;
    else if (mark === '*' && source.startsWith('**', at)) ++at;
    else if ((source[at] === '`' || source[at] === '$') && mark !== source[at]) {
      const end = source.indexOf(source[at], at + 1);
      if (end > 0) at = end;
    }
  }
  return -1;
}

// The end of "[...]" that starts at `from`, counting nested brackets.
function closingBracket(source, from) {
  let depth = 0;
  for (let at = from; at < source.length; ++at) {
    if (source[at] === '\\') ++at;
    else if (source[at] === '[') ++depth;
    else if (source[at] === ']' && --depth === 0) return at;
  }
  return -1;
}

// context: {fact(id), cite(ids), term(name, words), math(tex), link(address)}, each returns HTML (link: the address).
export function inlineMarkdown(source, context) {
  let out = '';
  let plain = '';
  const flush = () => {
    out += escapeHtml(withMinus(typographic(plain, lastSign)));
    if (plain) lastSign = plain.at(-1);
    plain = '';
  };
  let lastSign = '';
  const emit = html => {
    flush();
    out += html;
    lastSign = 'x';
  };
  const inner = text => inlineMarkdown(text, context);

  for (let at = 0; at < source.length; ++at) {
    const rest = source.slice(at);
    const sign = source[at];
    if (sign === '\\' && at + 1 < source.length && /[^\w\s]/.test(source[at + 1])) {
      plain += source[++at];
    } else if (sign === '`') {
      const end = source.indexOf('`', at + 1);
      if (end < 0) throw new TextError('a ` is not closed');
      emit(`<code>${escapeHtml(source.slice(at + 1, end))}</code>`);
      at = end;
    } else if (sign === '$') {
      const end = source.indexOf('$', at + 1);
      if (end < 0) throw new TextError('a $ is not closed (write \\$ for the sign)');
      emit(context.math(source.slice(at + 1, end)));
      at = end;
    } else if (rest.startsWith('{{')) {
      const end = source.indexOf('}}', at);
      if (end < 0) throw new TextError('a {{ is not closed');
      emit(context.fact(source.slice(at + 2, end).trim()));
      at = end + 1;
    } else if (rest.startsWith('[@')) {
      const end = closingBracket(source, at);
      if (end < 0) throw new TextError('a [@ is not closed');
      const ids = source
        .slice(at + 1, end)
        .split(/[;,]/)
        .map(id => id.trim().replace(/^@/, ''));
      emit(context.cite(ids));
      at = end;
    } else if (rest.startsWith('[[')) {
      const end = source.indexOf(']]', at);
      if (end < 0) throw new TextError('a [[ is not closed');
      const [term, words] = source.slice(at + 2, end).split('|');
      emit(context.term(term.trim(), inner((words ?? term).trim())));
      at = end + 1;
    } else if (sign === '[') {
      const end = closingBracket(source, at);
      const close = end > 0 && source[end + 1] === '(' ? source.indexOf(')', end) : -1;
      if (close < 0) {
        plain += sign;
        continue;
      }
      const address = context.link(checkedAddress(source.slice(end + 2, close)));
      const outside = /^https:/i.test(address) ? ' rel="noopener"' : '';
      emit(`<a href="${escapeHtml(address)}"${outside}>${inner(source.slice(at + 1, end))}</a>`);
      at = close;
    } else if (rest.startsWith('**')) {
      const end = closing(source, '**', at + 2);
      if (end < 0) throw new TextError('a ** is not closed');
      emit(`<strong>${inner(source.slice(at + 2, end))}</strong>`);
      at = end + 1;
    } else if (sign === '*' && /\S/.test(source[at + 1] ?? ' ')) {
      const end = closing(source, '*', at + 1);
      if (end < 0) throw new TextError('a * is not closed (write \\* for the sign)');
      emit(`<em>${inner(source.slice(at + 1, end))}</em>`);
      at = end;
    } else {
      plain += sign;
    }
  }
  flush();
  return out;
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
