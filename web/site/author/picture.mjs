// picture.mjs: the small picture of a chapter for the path and the way on: the upper part of its first figure, without words.
//
// A file of its own, loaded only where it comes into sight, so it brings its colors of both schemes with it.
import { joinedPaths } from './poster.mjs';
import { inkNames, propertyName } from './tokens_css.mjs';

const height = 282; // 4 : 3 for a narrow poster
const margin = 8;

const wordless = svg =>
  svg
    .replace(/<text\b[^>]*>[\s\S]*?<\/text>\n?/g, '')
    .replace(/<rect [^>]*pointer-events="all"[^>]*>(<title>[^<]*<\/title><\/rect>)?\n?/g, '')
    .replace(/<title>[^<]*<\/title>/g, '');

// Where a mark begins, in its own group: its first y.
function topOf(line) {
  const [, path] = line.match(/ d="M[-\d.]+ ([-\d.]+)/) ?? [];
  const [, center] = line.match(/ cy="([-\d.]+)"/) ?? [];
  const [, edge] = line.match(/ y="([-\d.]+)"/) ?? [];
  const found = path ?? center ?? edge;
  return found === undefined ? undefined : Number(found);
}

const moved = line => {
  const [, y = 0] = line.match(/translate\([-\d.]+ ([-\d.]+)\)/) ?? [];
  const [, scale = 1] = line.match(/scale\([-\d.]+ ([-\d.]+)\)/) ?? [];
  return { y: Number(y), scale: Number(scale) };
};

// Links that carry next to nothing.
const faint = line => Number(line.match(/ stroke-opacity="([\d.]+)"/)?.[1] ?? 1) < 0.3;

// Lines of the drawing with the height at which each begins.
function placedLines(svg) {
  const groups = [{ y: 0, scale: 1 }];
  return svg.split('\n').map(line => {
    const { y, scale } = groups.at(-1);
    if (line.startsWith('</g')) groups.pop();
    if (line.startsWith('<g')) {
      const { y: by, scale: times } = moved(line);
      groups.push({ y: y + by * scale, scale: scale * times });
    }
    const top = /^<(path|rect|circle|line|image)/.test(line) ? topOf(line) : undefined;
    return { line, top: top === undefined ? undefined : y + top * scale };
  });
}

// At a third of its size a pixel of the drawing is a third of one on the screen.
const coarse = line =>
  line
    .replace(/ (x|y|width|height|cx|cy|r|rx|d)="[^"]*"/g, attribute =>
      attribute.replace(/\d+\.\d+/g, number => String(Math.round(number))),
    )
    .replace(/ stroke-width="([\d.]+)"/g, (_, width) => ` stroke-width="${Math.round(width * 4) / 4 || 0.25}"`)
    .replace(/opacity="([\d.]+)"/g, (_, share) => `opacity="${Math.round(share * 10) / 10 || 0.1}"`);

// A field is a pile of pale layers; in small, every third one, three times as strong, shows the same.
const inPile = 3;
function thinnerPiles(lines) {
  let pile = '';
  let height = 0;
  return lines.flatMap(line => {
    const [, look, share] = line.match(/^<path d="[^"]*" class="([^"]*)" fill-opacity="([\d.]+)"\/>$/) ?? [];
    height = look && look === pile ? height + 1 : 0;
    pile = look;
    if (!look) return [line];
    return height % inPile
      ? []
      : [line.replace(/fill-opacity="[^"]*"/, `fill-opacity="${Math.min(1, inPile * share)}"`)];
  });
}

const emptyGroups = /<g\b[^>]*>\n<\/g>\n/g;
const withoutEmpty = text => {
  const less = text.replace(emptyGroups, '');
  return less === text ? text : withoutEmpty(less);
};

function styleOf(body, tokens) {
  const used = inkNames(tokens).filter(name => new RegExp(`-${propertyName(name).slice(2)}[" ]`).test(body));
  const rules = scheme =>
    used
      .map(name => {
        const ink = propertyName(name).slice(2);
        const color = tokens[name][scheme];
        return ['fill', 'stroke']
          .filter(kind => new RegExp(`${kind}-${ink}[" ]`).test(body))
          .map(kind => `.${kind}-${ink}{${kind}:${color}}`)
          .join('');
      })
      .join('');
  return `<style>${rules('light')}@media(prefers-color-scheme:dark){${rules('dark')}}</style>`;
}

// svg: the narrow poster of a figure.
export function chapterPicture(svg, tokens) {
  const placed = placedLines(wordless(svg.replace(/<\?xml[^>]*\?>\s*/g, '')));
  const tops = placed.flatMap(({ top }) => (top === undefined ? [] : [top]));
  const from = Math.max(0, Math.min(...tops) - 2 * margin);
  const inside = ({ line, top }) => top === undefined || (top < from + height && !faint(line));
  const [, ...body] = thinnerPiles(placed.filter(inside).map(({ line }) => line)).map(coarse);
  const drawn = withoutEmpty(joinedPaths(body.join('\n')));
  const view = `0 ${Math.round(from)} 376 ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="376" height="${height}">${styleOf(drawn, tokens)}\n${drawn}`;
}
