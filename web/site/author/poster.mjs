// poster.mjs: the still pictures of a figure as part of its page: two widths, or one where the page would get too heavy.

// Tenths of a pixel place everything as the eye sees it, and every reader downloads the digits. Only what is a place or a
// length in pixels: scales and opacities keep their digits.
const tenths = numbers => numbers.replace(/\d+\.\d{2,}/g, number => String(Number(Number(number).toFixed(1))));
// Hundreds of links, each a hair stronger than the one before: in steps of a fifth of a pixel many look the same.
const step = (value, steps) => Math.max(1, Math.round(value * steps)) / steps;
const likeOthers = (_, width, share) => ` stroke-width="${step(width, 5)}" stroke-opacity="${step(share, 20)}"`;

const slimmer = svg =>
  svg
    .replace(/ (x|y|width|height|cx|cy|d)="[^"]*\.[^"]*"/g, tenths)
    .replace(/ stroke-width="(\d*\.\d+)" stroke-opacity="([\d.]+)"/g, likeOthers)
    .replace(/ d="M([-\d.]+) ([-\d.]+)L([-\d.]+) ([-\d.]+)"/g, (line, x, y, toX, toY) => {
      if (x === toX) return ` d="M${x} ${y}V${toY}"`;
      if (y === toY) return ` d="M${x} ${y}H${toX}"`;
      // A slanted line is as soft on whole pixels as beside them.
      return line.replace(/\d+\.\d+/g, number => String(Math.round(number)));
    })
    .replace(/scale\(([\d.]+) \1\)/g, (_, scale) => `scale(${Number(scale)})`);

// A data point: a disk or a square of the ground, on it a smaller one of its class.
const point =
  /^<(circle) cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" class="fill-surface"\/>\n<circle cx="\2" cy="\3" r="([\d.]+)" class="fill-([\w-]+)"\/>\n|^<(rect) x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="\10" class="fill-surface"\/>\n<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="\11" class="fill-([\w-]+)"\/>\n/;

function pointOf(svg) {
  const found = svg.match(point);
  if (!found) return undefined;
  const [all, circle, cx, cy, outer, inner, ink, , x, y, side, innerSide, sidesInk] = found;
  const places = circle ? [+cx, +cy] : [+x + side / 2, +y + side / 2];
  const place = `M${places.map(Math.round).join(' ')}h0`;
  const look = circle ? ['round', 2 * outer, 2 * inner, ink] : ['square', +side, +innerSide, sidesInk];
  return { length: all.length, place, look: look.join() };
}

// Lines of no length with thick caps look the same, and points that follow each other then share two paths. They stand on
// whole pixels: a page holds hundreds.
function dotted(looks) {
  const path = (places, cap, ink, width) =>
    `<path d="${places}" fill="none" class="stroke-${ink}" stroke-width="${width}" stroke-linecap="${cap}"/>\n`;
  const each = [...looks].map(([look, places]) => [places, ...look.split(',')]);
  const rims = each.map(([places, cap, outer]) => path(places, cap, 'surface', outer));
  return [...rims, ...each.map(([places, cap, , inner, ink]) => path(places, cap, ink, inner))].join('');
}

function withDots(svg) {
  let drawn = '';
  let looks = new Map();
  for (let at = 0; at < svg.length;) {
    const next = pointOf(svg.slice(at, at + 300));
    if (next) {
      looks.set(next.look, (looks.get(next.look) ?? '') + next.place);
      at += next.length;
      continue;
    }
    const end = svg.indexOf('\n', at) + 1 || svg.length;
    drawn += dotted(looks) + svg.slice(at, end);
    looks = new Map();
    at = end;
  }
  return drawn + dotted(looks);
}

const plainRect =
  /^<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"( class="fill-[\w-]+"(?: fill-opacity="[\d.]+")?\/>)$/;

// {drawn, look} of a line that is a path without fill or a plain rectangle.
function pathOf(line) {
  const [, drawn, stroke] = line.match(/^<path d="([^"]*)"( fill="none"[^>]*\/>)$/) ?? [];
  if (stroke) return { drawn, look: stroke };
  const [, x, y, width, height, fill] = line.match(plainRect) ?? [];
  return fill ? { drawn: `M${x} ${y}h${width}v${height}h-${width}z`, look: fill } : {};
}

// The same rectangle by its way from the one before: cells of a map are equal steps apart, and equal words pack well.
// Undefined where one of them is none.
function afterRect(before, rect) {
  const corner = /^M([-\d.]+) ([-\d.]+)(h.*z)$/;
  const [, x, y] = before.match(corner) ?? [];
  const [, toX, toY, sides] = rect.match(corner) ?? [];
  if (!x || !sides) return undefined;
  const way = (from, to) => Number((to - from).toFixed(2));
  return `m${way(x, toX)} ${way(y, toY)}${sides}`;
}

// Lines and rectangles of one look that follow each other become one path.
export function joinedPaths(svg) {
  const joined = [];
  for (const line of svg.split('\n')) {
    const { drawn, look } = pathOf(line);
    const before = joined.at(-1);
    if (!look || before?.look !== look) {
      joined.push({ line, drawn, last: drawn, look });
      continue;
    }
    before.drawn += afterRect(before.last, drawn) ?? drawn;
    before.last = drawn;
    before.line = `<path d="${before.drawn}"${look}`;
  }
  return joined.map(({ line }) => line).join('\n');
}

const posterSvg = (svg, className) => {
  if (!svg) return '';
  const text = withoutHover(svg)
    .replace(/<\?xml[^>]*\?>\s*/g, '')
    .replace(/<!--[\s\S]*?-->/g, '');
  return unclosed(joinedPaths(withDots(slimmer(text)))).replace(/<svg\b([^>]*)>/, (_, rest) => {
    const kept = rest.replace(/\s(class|role|aria-[a-z]+|style|width|height|id|xmlns)="[^"]*"/g, '');
    const width = rest.match(/viewBox="0 0 ([\d.]+) /)?.[1];
    const drawnFor = className === 'poster-wide' && width ? ` width="${width / 16}rem"` : '';
    return `<svg class="${className}" aria-hidden="true" focusable="false"${drawnFor}${kept}>`;
  });
};

// Areas are closed to be filled anyway; a relative step begins where the area before it was closed.
const unclosed = svg =>
  svg.replace(/ d="[^"]*"(?= class="fill-[\w-]+"(?: fill-opacity="[\d.]+")?\/>)/g, path =>
    path.replace(/z(?=M|"$)/g, ''),
  );

// Of a curve of many points half a pixel is enough where the picture is a placeholder for another width anyway.
const coarserCurves = svg =>
  svg.replace(/ d="M[\d. L-]{300,}"/g, path =>
    path.replace(/\d+\.\d/g, number => String(Math.round(number * 2) / 2)),
  );

const viewBoxOf = svg => svg.match(/viewBox="([\d. ]+)"/)?.[1];

// What marks say under a pointer is in the live picture; the still one is for the eye.
const withoutHover = svg => svg.replace(/<rect [^>]*pointer-events="all"><title>[^<]*<\/title><\/rect>\n?/g, '');

// Of a drawing of hundreds of marks a second one would be a tenth of the page's download.
const heavy = 20_000;

// figure: {svg_wide, svg_narrow} of the press. asked for: the narrow picture alone, with the room of the wide one kept free, so
// that nothing moves when the live picture comes.
export function posterParts(figure, asked = false) {
  const wide = posterSvg(figure.svg_wide, 'poster-wide');
  const single = asked || wide.length > heavy;
  if (!single || !figure.svg_narrow || !figure.svg_wide) return [wide, posterSvg(figure.svg_narrow, 'poster-narrow')];
  return [
    `<svg class="poster-room" aria-hidden="true" focusable="false" viewBox="${viewBoxOf(figure.svg_wide)}"></svg>`,
    coarserCurves(posterSvg(figure.svg_narrow, 'poster-single')),
  ];
}
