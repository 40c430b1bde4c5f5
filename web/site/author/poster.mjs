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
      return y === toY ? ` d="M${x} ${y}H${toX}"` : line;
    });

// Lines of one look that follow each other become one path.
export function joinedPaths(svg) {
  const joined = [];
  for (const line of svg.split('\n')) {
    const [, drawn, look] = line.match(/^<path d="([^"]*)"( fill="none"[^>]*\/>)$/) ?? [];
    const before = joined.at(-1);
    if (look && before?.look === look) before.drawn += drawn;
    else joined.push({ line, drawn, look });
  }
  return joined.map(({ line, drawn, look }) => (look ? `<path d="${drawn}"${look}` : line)).join('\n');
}

const posterSvg = (svg, className) => {
  if (!svg) return '';
  const text = withoutHover(svg)
    .replace(/<\?xml[^>]*\?>\s*/g, '')
    .replace(/<!--[\s\S]*?-->/g, '');
  return joinedPaths(slimmer(text)).replace(/<svg\b([^>]*)>/, (_, rest) => {
    const kept = rest.replace(/\s(class|role|aria-[a-z]+|style|width|height|id)="[^"]*"/g, '');
    const width = rest.match(/viewBox="0 0 ([\d.]+) /)?.[1];
    const drawnFor = className === 'poster-wide' && width ? ` width="${width}"` : '';
    return `<svg class="${className}" aria-hidden="true" focusable="false"${drawnFor}${kept}>`;
  });
};

const viewBoxOf = svg => svg.match(/viewBox="([\d. ]+)"/)?.[1];

// What marks say under a pointer is in the live picture; the still one is for the eye.
const withoutHover = svg => svg.replace(/<rect [^>]*pointer-events="all"><title>[^<]*<\/title><\/rect>\n?/g, '');

// A drawing of thousands of marks is nearly as heavy as the program that draws it.
const heavy = 140_000;

// figure: {svg_wide, svg_narrow} of the press. asked for: the narrow picture alone, with the room of the wide one kept free, so
// that nothing moves when the live picture comes.
export function posterParts(figure, asked = false) {
  const single = asked || figure.svg_wide?.length > heavy;
  if (!single || !figure.svg_narrow || !figure.svg_wide)
    return [posterSvg(figure.svg_wide, 'poster-wide'), posterSvg(figure.svg_narrow, 'poster-narrow')];
  return [
    `<svg class="poster-room" aria-hidden="true" focusable="false" viewBox="${viewBoxOf(figure.svg_wide)}"></svg>`,
    posterSvg(figure.svg_narrow, 'poster-single'),
  ];
}
