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
import { mendedPairs, mendedValue } from './damaged_link.js';
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
  readonly malformed: readonly string[]; // what stood in a list of ids and can be none
}

// What the address itself fixes; it stays there when the state changes.
export type FixedByLink = Pick<RawLink, 'hide' | 'lock' | 'panels' | 'theme'>;

export interface CheckedLink {
  readonly values: LooseValues;
  readonly ticks: number | null;
  readonly warnings: readonly string[];
}

const ownKeys: ReadonlySet<string> = new Set(['hide', 'lock', 'ticks', 'panels', 'theme']);
const escape = 'param-';

const linked = ({ params }: Declaration): readonly ParamInfo[] => params.filter(({ measured }) => !measured);

export function readLink(search: string, hash: string, figureId: string, isFirst: boolean): RawLink {
  const fragment = splitFragment(hash);
  const entries: [string, string][] = [];
  if (isFirst) entries.push(...parsePairs(search));
  if (fragment.figure === figureId || (fragment.figure === '' && isFirst))
    entries.push(...parsePairs(fragment.pairs));

  const params = new Map<string, string>();
  const own = new Map<string, string>();
  for (const [key, text] of entries)
    if (ownKeys.has(key)) own.set(key, text);
    else params.set(key.startsWith(escape) ? key.slice(escape.length) : key, text);
  const malformed: string[] = [];
  const ids = (key: string) => idList(own.get(key) ?? '', malformed);
  return {
    params: Object.fromEntries(params),
    ticks: own.get('ticks') ?? null,
    hide: ids('hide'),
    lock: ids('lock'),
    panels: ids('panels'),
    theme: own.get('theme') ?? null,
    malformed,
  };
}

// Leaves out what the widget does not have. Whether a value can be taken the model decides.
export function checkLink(link: RawLink, declaration: Declaration): CheckedLink {
  const warnings: string[] = [];
  const values: Record<string, string> = {};
  const known = new Map(linked(declaration).map(param => [param.id, param]));
  for (const [key, text] of Object.entries(link.params)) {
    const param = known.get(key);
    if (!param)
      warnings.push(`the link's key "${shorten(key)}" is not a parameter of ${declaration.id}; it is ignored`);
    else if (text.length > longestValue)
      warnings.push(`the value "${shorten(text)}" of "${key}" is too long; it is ignored`);
    else values[key] = mendedValue(text, param);
  }
  for (const key of [...link.hide, ...link.lock, ...link.malformed])
    if (!isControl(declaration, key))
      warnings.push(`"${shorten(key)}" in hide or lock is not a control of ${declaration.id}; it is ignored`);
  for (const key of link.panels)
    if (!declaration.panels.some(({ id }) => id === key))
      warnings.push(`"${shorten(key)}" in panels is not a panel of ${declaration.id}; it is ignored`);
  if (link.theme !== null && !['light', 'dark', 'auto'].includes(link.theme))
    warnings.push(`theme can be light, dark or auto, not "${shorten(link.theme)}"; it is ignored`);
  return { values, ticks: tickCount(link.ticks, warnings), warnings };
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

// The pairs of an address that are nobody's here, as they stand there.
export function foreignPairs(search: string, declaration: Declaration): string {
  const ours = (key: string) =>
    ownKeys.has(key) ||
    declaration.params.some(({ id }) => id === (key.startsWith(escape) ? key.slice(escape.length) : key));
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter(pair => pair !== '' && ![...new URLSearchParams(pair).keys()].some(ours))
    .join('&');
}

// A comma is legal in a query and reads better than %2C.
const readable = (text: string): string => encodeURIComponent(text).replaceAll('%2C', ',');

function tickCount(text: string | null, warnings: string[]): number | null {
  if (text === null) return null;
  const ticks = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (Number.isFinite(ticks)) return ticks;
  warnings.push(`ticks can be a whole number from 0, not "${shorten(text)}"; it is ignored`);
  return null;
}

function isControl(declaration: Declaration, id: string): boolean {
  return (
    declaration.params.some(param => param.id === id) ||
    declaration.actions.some(action => action.id === id) ||
    builtIn.has(id)
  );
}
const builtIn: ReadonlySet<string> = new Set([
  'reset',
  'step',
  'step_back',
  'run',
  'pause',
  'new_seed',
  'undo',
  'lesson_start',
]);

function splitFragment(hash: string): { figure: string; pairs: string } {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  const mark = text.indexOf('?');
  if (mark >= 0) return { figure: text.slice(0, mark), pairs: text.slice(mark + 1) };
  // "#p=0.3" is state for the page's widget, "#mask_main" is only a place on the page.
  return text.includes('=') ? { figure: '', pairs: text } : { figure: text, pairs: '' };
}

// URLSearchParams never throws: percent garbage becomes replacement characters.
function parsePairs(text: string): [string, string][] {
  return [...new URLSearchParams(mendedPairs(text))].slice(0, 100);
}

function idList(text: string, malformed: string[]): string[] {
  const ids = text
    .split(',')
    .slice(0, 50)
    .map(id => id.trim());
  const isId = (id: string) => /^[a-z][a-z0-9_]{0,59}$/.test(id);
  malformed.push(...ids.filter(id => id !== '' && !isId(id)));
  return ids.filter(isId);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
