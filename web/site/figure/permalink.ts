// permalink.ts: reads and writes the state of a figure in an address: keys and texts. What a text means the model says.
//
//   page.html?p=0.3&seed=7&ticks=200          the page's first widget (an embed page has only one)
//   page.html#p=0.3                           the same in the fragment; the fragment wins over the query
//   page.html#mask_main?p=0.3                 the figure with that id
//   hide=p,seed and lock=p                    teachers' keys: controls that are not shown or cannot be changed
//   panels=net,curve and theme=dark           what is shown, and how
//   param-theme=3                             a parameter whose name is one of these keys
//
// What a clock measured is in no link: it would look like a result that others get as well.
import { mendedIds, mendedKey, mendedPairs, mendedParts, mendedValue, splitPairs } from './damaged_link.js';
import { longestValue } from './declaration.js';
import type { Declaration, LooseValues, ParamInfo, Texts } from './declaration.js';

// What an address says of one figure, not yet compared with what the widget knows.
export interface RawLink {
  readonly params: Texts;
  readonly ticks: string | null;
  readonly hide: readonly string[];
  readonly lock: readonly string[];
  readonly panels: readonly string[];
  readonly theme: string | null;
  // Keys that stand in the fragment: there is nobody else whom they could be for.
  readonly addressed: ReadonlySet<string>;
}

// What the address itself fixes; it stays there when the state changes.
export type FixedByLink = Pick<RawLink, 'hide' | 'lock' | 'panels' | 'theme'>;

// Only what the widget has.
export interface CheckedLink {
  readonly values: LooseValues;
  readonly ticks: number | null;
  readonly fixed: FixedByLink;
  readonly wrong: readonly string[]; // what was meant for the figure and cannot be taken, in words
  readonly strange: readonly string[]; // what is nobody's here, or somebody else's
}

const ownKeys: ReadonlySet<string> = new Set(['hide', 'lock', 'ticks', 'panels', 'theme']);
const escape = 'param-';
const themes: readonly string[] = ['light', 'dark', 'auto'];
const verbs: ReadonlySet<string> = new Set('reset step step_back run pause new_seed undo lesson_start'.split(' '));

const linked = ({ params }: Declaration): readonly ParamInfo[] => params.filter(({ measured }) => !measured);
const paramOf = (key: string): string => (key.startsWith(escape) ? key.slice(escape.length) : key);

// Of an address without anything, which most pages are opened by: to find that out for each figure takes a while.
const nothing: RawLink = {
  params: {},
  ticks: null,
  hide: [],
  lock: [],
  panels: [],
  theme: null,
  addressed: new Set(),
};

export function readLink(search: string, hash: string, figureId: string, isFirst: boolean): RawLink {
  if (!search && !hash) return nothing;
  const parts = mendedParts(search, hash);
  const fragment = splitFragment(parts.hash);
  const isMeant = fragment.figure === figureId || (fragment.figure === '' && isFirst);
  const inFragment = isMeant ? parsePairs(fragment.pairs) : [];
  const params = new Map<string, string>();
  const own = new Map<string, string>();
  for (const [key, text] of [...(isFirst ? parsePairs(parts.search.slice(1)) : []), ...inFragment])
    if (ownKeys.has(key)) own.set(key, text);
    else params.set(paramOf(key), text);
  const ids = (key: string) =>
    mendedIds(own.get(key) ?? '')
      .filter(Boolean)
      .slice(0, 50);
  return {
    params: Object.fromEntries(params),
    ticks: own.get('ticks')?.normalize('NFKC').trim() ?? null,
    hide: ids('hide'),
    lock: ids('lock'),
    panels: ids('panels'),
    theme: own.has('theme') ? mendedKey(own.get('theme')!) : null,
    addressed: new Set(inFragment.map(([key]) => paramOf(key))),
  };
}

// Whether a value can be taken the model decides.
export function checkLink(link: RawLink, declaration: Declaration): CheckedLink {
  const wrong: string[] = [];
  const strange: string[] = [];
  const values: Record<string, string> = {};
  const known = new Map(linked(declaration).map(param => [param.id, param]));
  for (const [key, text] of Object.entries(link.params)) {
    const param = known.get(key);
    if (!param) (link.addressed.has(key) ? wrong : strange).push(`"${shorten(key)}" is no key of this figure`);
    else if (text.length > longestValue) wrong.push(`the value "${shorten(text)}" of "${key}" is too long`);
    else values[key] = mendedValue(text, param);
  }
  const only = (key: 'hide' | 'lock' | 'panels', what: string, isKnown: (id: string) => boolean) => {
    for (const id of link[key])
      if (!isKnown(id)) wrong.push(`"${shorten(id)}" in ${key} is no ${what} of this figure`);
    return link[key].filter(isKnown);
  };
  const isControl = (id: string) => known.has(id) || verbs.has(id) || declaration.actions.some(has(id));
  const isTheme = link.theme === null || themes.includes(link.theme);
  if (!isTheme) wrong.push(`theme can be light, dark or auto, not "${shorten(link.theme!)}"`);
  const fixed = {
    hide: only('hide', 'control', isControl),
    lock: only('lock', 'control', isControl),
    panels: only('panels', 'panel', id => declaration.panels.some(has(id))),
    theme: isTheme ? link.theme : null,
  };
  return { values, ticks: tickCount(link.ticks, wrong), fixed, wrong, strange };
}

// Only what differs from `start`, in the order of the declaration; "" when nothing does. texts: link forms of the values.
export function writeLink(
  declaration: Declaration,
  texts: Texts,
  ticks: number,
  start: { readonly texts: Texts; readonly ticks: number },
  fixed: FixedByLink = { hide: [], lock: [], panels: [], theme: null },
): string {
  const pairs: string[] = [];
  const write = (key: string, text: string) => pairs.push(`${encodeURIComponent(key)}=${readable(text)}`);
  for (const { id } of linked(declaration)) {
    const text = texts[id];
    if (text !== undefined && text !== start.texts[id]) write(ownKeys.has(id) ? escape + id : id, text);
  }
  if (ticks !== start.ticks) write('ticks', String(ticks));
  for (const key of ['hide', 'lock', 'panels'] as const) if (fixed[key].length > 0) write(key, fixed[key].join(','));
  if (fixed.theme) write('theme', fixed.theme);
  return pairs.join('&');
}

// The address of a page with this one figure, and `state` in place of what it said of the figure. What is others' stays
// where it was; the state as well, in the query or in the fragment.
export function withState(address: string, state: string, figureId: string, declaration: Declaration): string {
  const url = new URL(address);
  const { search, hash } = mendedParts(url.search, url.hash);
  const fragment = splitFragment(hash);
  const isMeant = fragment.figure === '' || fragment.figure === figureId;
  const [query, rest] = [foreignPairs(search.slice(1), declaration), foreignPairs(fragment.pairs, declaration)];
  const inFragment = isMeant && rest.length < splitPairs(fragment.pairs).length;
  (inFragment ? rest : query).push(state);
  return written(url, query, inFragment ? joined(fragment.figure, rest) : hash.slice(1));
}

// The same address, and every control the reader's own.
export function withoutLimits(address: string): string {
  const url = new URL(address);
  const { search, hash } = mendedParts(url.search, url.hash);
  const open = (text: string) =>
    splitPairs(text).filter(pair => !parsePairs(pair).some(([key]) => key === 'hide' || key === 'lock'));
  const { figure, pairs } = splitFragment(hash);
  return written(url, open(search.slice(1)), joined(figure, open(pairs)));
}

// Setting a part takes one sign off its beginning, which may be a key's own, and leaves an empty one there if told so.
function written(url: URL, query: readonly string[], hash: string): string {
  const search = join(query);
  url.search = search && `?${search}`;
  url.hash = hash && `#${hash}`;
  return url.href;
}

const join = (pairs: readonly string[]): string => pairs.filter(Boolean).join('&');
// A "?" in the pairs would name a figure before it.
function joined(figure: string, list: readonly string[]): string {
  const pairs = join(list);
  return pairs && (figure || pairs.includes('?')) ? `${figure}?${pairs}` : figure + pairs;
}

// The pairs that are nobody's here, as they stand there.
function foreignPairs(text: string, { params }: Declaration): string[] {
  const isOurs = (key: string) => ownKeys.has(key) || params.some(has(paramOf(key)));
  return splitPairs(text).filter(pair => !parsePairs(pair).some(([key]) => isOurs(key)));
}

const has = (wanted: string) => (part: { readonly id: string }) => part.id === wanted;

// A comma is legal in a query and reads better than %2C. What could be taken for the sentence around the address is not.
const readable = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%2C', ',')
    .replace(/[!'()*]|[.,]$/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function tickCount(text: string | null, wrong: string[]): number | null {
  if (text === null) return null;
  const ticks = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (Number.isFinite(ticks)) return ticks;
  wrong.push(`ticks can be a whole number from 0, not "${shorten(text)}"`);
  return null;
}

function splitFragment(hash: string): { figure: string; pairs: string } {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  const mark = text.indexOf('?');
  if (mark >= 0) return { figure: text.slice(0, mark), pairs: text.slice(mark + 1) };
  // "#p=0.3" is state for the page's widget, "#mask_main" is only a place on the page.
  return mendedPairs(text).includes('=') ? { figure: '', pairs: text } : { figure: text, pairs: '' };
}

// URLSearchParams never throws: percent garbage becomes replacement characters.
const parsePairs = (text: string): [string, string][] =>
  [...new URLSearchParams(`?${mendedPairs(text)}`)].slice(0, 100).map(([key, value]) => [mendedKey(key), value]);

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
