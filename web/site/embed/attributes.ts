// attributes.ts: what each attribute of <dropout-widget> means. Every name has one meaning.
//
//   widget, base             which figure, and the folder where the figures are (beside this script, if left out)
//   width, height, title, theme, loading     how the frame stands on the page
//   panels, hide, lock, ticks                as in a link
//   all others that HTML itself does not know: a parameter of the widget; param-width="64" where the name is taken

export const frameNames: ReadonlySet<string> = new Set(['width', 'height', 'title', 'theme', 'loading']);
const linkNames = ['panels', 'hide', 'lock', 'ticks'] as const;
// A change of these is another figure or another link.
export const startNames: ReadonlySet<string> = new Set(['widget', 'base', ...linkNames]);

const htmlNames = /^(class|tabindex|role|is|part|exportparts|slot|key)$/;

// The parameter that an attribute sets; null: it is none.
export function paramOf(name: string): string | null {
  if (name.startsWith('param-')) return name.slice('param-'.length);
  const taken = frameNames.has(name) || startNames.has(name) || htmlNames.test(name) || name in HTMLElement.prototype;
  return taken || !/^[a-z][a-z0-9_]*$/.test(name) ? null : name;
}

// An attribute without a value is on, as everywhere in HTML.
const valueOf = (element: Element, name: string) => element.getAttribute(name) || 'true';

export function paramsOf(element: Element): [string, string][] {
  return element.getAttributeNames().flatMap((name): [string, string][] => {
    const param = paramOf(name);
    return param === null ? [] : [[param, valueOf(element, name)]];
  });
}

// The query of the frame's address. state: the link of what the reader left; it stands for parameters and ticks then.
export function queryOf(element: Element, state: string | null): string {
  const query = new URLSearchParams(state ?? '');
  if (state === null)
    for (const [param, value] of paramsOf(element))
      query.set(reservedInLinks.test(param) ? `param-${param}` : param, value);
  for (const name of linkNames) {
    const value = element.getAttribute(name);
    if (value && !(name === 'ticks' && state !== null)) query.set(name, value);
  }
  const theme = themeOf(element);
  if (theme !== 'auto') query.set('theme', theme);
  return query.toString();
}

const reservedInLinks = /^(hide|lock|ticks|panels|theme)$/;

export function themeOf(element: Element): 'light' | 'dark' | 'auto' {
  const theme = element.getAttribute('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

// A length that CSS knows, bare numbers being pixels; '' for none and for shares of a height that nobody fixed.
export function lengthOf(element: Element, name: 'width' | 'height'): string {
  const text = (element.getAttribute(name) ?? '').trim();
  const length = /^\d+(\.\d+)?$/.test(text) ? `${text}px` : text;
  if (name === 'height' && length.endsWith('%')) return '';
  return length && CSS.supports(name, length) ? length : '';
}
