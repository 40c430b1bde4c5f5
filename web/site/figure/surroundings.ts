// surroundings.ts: what the page's surroundings ask of a figure: colors, motion, pointer, pixel ratio; and their changes.

// CSS custom properties of the inks, in the order of Ink in web/widgets/contract/canvas.h and of web/tokens.json.
export const inkNames = [
  'paper',
  'surface',
  'ink',
  'muted',
  'rule',
  'kept',
  'dropped',
  'train',
  'test',
  'class-a',
  'class-b',
  'negative',
  'positive',
  'fragile',
  'robust',
  'accent',
] as const;

// Each ink as 0xRRGGBBAA, as CSS computes it for this element: scheme, contrast and forced colors included.
export function inkColors(element: HTMLElement): number[] {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Forced colors would replace the probe's color; the tokens already hold the system colors to use then.
  probe.style.setProperty('forced-color-adjust', 'none');
  element.append(probe);
  const style = getComputedStyle(probe);
  const colors = inkNames.map(name => {
    probe.style.color = `var(--${name})`;
    return packColor(style.color);
  });
  probe.remove();
  return colors;
}

// "rgb(0, 120, 108)", "rgba(0, 0, 0, 0.5)" or "color(srgb 0.1 0.2 0.3)", as getComputedStyle writes colors.
export function packColor(text: string): number {
  const numbers = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
  const unit = text.startsWith('color(') ? 255 : 1;
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  return ((byte(red * unit) << 24) | (byte(green * unit) << 16) | (byte(blue * unit) << 8) | byte(alpha * 255)) >>> 0;
}

const reducedMotionQuery = matchMedia('(prefers-reduced-motion: reduce)');
const coarsePointerQuery = matchMedia('(pointer: coarse)');
const forcedColorsQuery = matchMedia('(forced-colors: active)');

export const reducedMotion = (): boolean => reducedMotionQuery.matches;
// Fingers and forced colors need real form controls; drawn ones are too small or ignore the system's colors.
export const needsTextControls = (): boolean => coarsePointerQuery.matches || forcedColorsQuery.matches;

// Calls back after any change of colors, motion or pointer.
export function watchSurroundings(changed: () => void): void {
  const queries = [
    reducedMotionQuery,
    coarsePointerQuery,
    forcedColorsQuery,
    matchMedia('(prefers-color-scheme: dark)'),
    matchMedia('(prefers-contrast: more)'),
  ];
  for (const query of queries) query.addEventListener('change', changed);
  // A switch on the page sets an attribute of <html>; style sheets may come late.
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['class', 'data-theme', 'style'],
  });
  addEventListener('load', changed);
}

// A change of the pixel ratio (zoom, another monitor) has no event of its own. Most come with a resize of the window;
// for the others a query for the present ratio stops matching, and the next one is asked.
export function watchPixelRatio(changed: () => void): void {
  addEventListener('resize', changed);
  watchRatioQuery(changed);
}

function watchRatioQuery(changed: () => void): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      changed();
      watchRatioQuery(changed);
    },
    { once: true },
  );
}
