// inline_grammar.mjs: the one grammar of inline lesson text: markdown-it with rules for facts, words, sources and math.
//
//   *em*  **strong**  `code`  [words](address)  $tex$  {{fact}}  [@source; @other]  [[term]]  [[term|words]]
//   A backslash takes the meaning from the next sign: \* \$ \[ \{ \` \\
//
// No raw HTML, images, entities or `_`: those signs stay what they are. A mark that does not close is an error.
import MarkdownIt from 'markdown-it';

export class TextError extends Error {}

const idPattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

// The place of `mark` from `from` on, not counting signs after a backslash; an error if there is none.
function closeOf(state, mark, from, name) {
  for (let at = from; at < state.posMax; ++at) {
    if (state.src[at] === '\\') ++at;
    else if (state.src.startsWith(mark, at) && at + mark.length <= state.posMax) return at;
  }
  throw new TextError(`${name} is not closed by ${mark}`);
}

function push(state, silent, type, content, end) {
  if (!silent) {
    const token = state.push(type, '', 0);
    token.content = content;
  }
  state.pos = end;
  return true;
}

function math(state, silent) {
  if (state.src[state.pos] !== '$') return false;
  const end = closeOf(state, '$', state.pos + 1, 'a formula that $ opens (write \\$ for the sign)');
  return push(state, silent, 'math', state.src.slice(state.pos + 1, end), end + 1);
}

function fact(state, silent) {
  if (!state.src.startsWith('{{', state.pos)) return false;
  const end = closeOf(state, '}}', state.pos + 2, 'a fact that {{ opens');
  const id = state.src.slice(state.pos + 2, end).trim();
  if (!idPattern.test(id)) throw new TextError(`"${id}" is no name of a fact`);
  return push(state, silent, 'fact', id, end + 2);
}

function sources(state, silent) {
  if (!state.src.startsWith('[@', state.pos)) return false;
  const end = closeOf(state, ']', state.pos + 2, 'a citation that [@ opens');
  const names = state.src.slice(state.pos + 1, end);
  const ids = names.split(';').map(name => name.trim());
  for (const id of ids)
    if (!id.startsWith('@') || !idPattern.test(id.slice(1)))
      throw new TextError(`"${id}" is no citation: write [@name] or [@name; @other]`);
  return push(state, silent, 'sources', ids.map(id => id.slice(1)).join(' '), end + 1);
}

// The words are inline text themselves.
function term(state, silent) {
  if (!state.src.startsWith('[[', state.pos)) return false;
  const start = state.pos + 2;
  const end = closeOf(state, ']]', start, 'a word that [[ opens');
  const bar = state.src.slice(start, end).indexOf('|');
  const name = state.src.slice(start, bar < 0 ? end : start + bar).trim();
  if (!name) throw new TextError('[[ ]] names no word');
  if (!silent) {
    const last = state.posMax;
    state.push('term_open', '', 1).content = name;
    const words = state.src.slice(bar < 0 ? start : start + bar + 1, end);
    state.pos = end - words.trimStart().length;
    state.posMax = end - (words.length - words.trimEnd().length);
    state.md.inline.tokenize(state);
    state.push('term_close', '', -1);
    state.posMax = last;
  }
  state.pos = end + 2;
  return true;
}

function underscore(state, silent) {
  if (state.src[state.pos] !== '_') return false;
  if (!silent) state.pending += '_';
  ++state.pos;
  return true;
}

// Code ends at the next `, whatever stands inside; markdown-it's own rule would trim it.
function code(state, silent) {
  if (state.src[state.pos] !== '`') return false;
  const end = state.src.indexOf('`', state.pos + 1);
  if (end < 0 || end >= state.posMax) throw new TextError('code that ` opens is not closed');
  return push(state, silent, 'code', state.src.slice(state.pos + 1, end), end + 1);
}

const parser = new MarkdownIt('zero');
parser.enable(['escape', 'emphasis', 'link']);
for (const rule of [underscore, code, math, fact, sources, term])
  parser.inline.ruler.before('emphasis', rule.name, rule);
// Addresses are judged by checkedAddress, where a refusal is an error and not just plain text. Who reads tokens calls it.
parser.validateLink = () => true;
parser.normalizeLink = address => address;

// https, other pages of the site and anchors. Inside the site an address is relative to the page, so that the site works
// below any path and from file://. Anything with another scheme (javascript:, data:, ...) is refused, and so is all that
// browsers read as another host: they take "\" for "/" and leave out line breaks and tabs.
export function checkedAddress(address) {
  if (/[\u0000-\u0020\u007f\\<>]/.test(address))
    throw new TextError(`the address "${address}" holds a sign that no address may hold`);
  const isAbsolute = /^https:\/\/[^/?#]/i.test(address);
  if (!isAbsolute && (/^[^/?#]*:/.test(address) || address.startsWith('/') || address === ''))
    throw new TextError(`a link must be relative or start with https://, not "${address}"`);
  return address;
}

// A * between spaces is a star; one that touches a word was meant to open or close something.
const strayMark = /\*(?=[^\s*])|(?<=[^\s*])\*|\*\*|\[[^[\]]*\]\(/;

// Adjacent plain and escaped signs become one text; what the author did not close or escape is an error.
function joined(tokens) {
  const out = [];
  let judged = '';
  const judge = () => {
    const stray = strayMark.exec(judged)?.[0];
    if (stray?.startsWith('[')) throw new TextError(`${stray} no address follows (write \\[ for the sign)`);
    if (stray) throw new TextError(`a ${stray} is not closed (write \\* for the sign)`);
    judged = '';
  };
  for (const token of tokens) {
    if (token.type === 'text' || token.type === 'text_special') {
      if (!token.content) continue;
      judged += token.type === 'text' ? token.content : 'x';
      if (out.at(-1)?.type === 'text') out.at(-1).content += token.content;
      else out.push({ type: 'text', content: token.content });
      continue;
    }
    judged += 'x'; // an element touches what stands beside it
    judge();
    judged = 'x';
    out.push(simple(token));
  }
  judge();
  return out;
}

function simple(token) {
  if (token.type === 'hardbreak') throw new TextError('a backslash stands at the end of a line');
  if (token.type !== 'link_open') return { type: token.type, content: token.content };
  if (token.attrGet('title') !== null) throw new TextError('a link has words and an address, no title');
  return { type: 'link_open', content: token.attrGet('href') };
}

// -> a flat list of {type, content}. Types: text, code, math, fact, sources (ids parted by spaces), and pairs of
// em, strong, link (content: the address) and term (content: its name) with _open and _close.
export function inlineTokens(source) {
  const tokens = [];
  parser.inline.parse(source, parser, {}, tokens);
  return joined(tokens);
}
