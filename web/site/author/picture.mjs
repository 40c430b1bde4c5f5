// picture.mjs: pictures of figures that are files of their own: the still of a widget, and the small picture of a chapter for
// the path and the way on: the first part of its first figure, without words.
//
// Loaded where they come into sight, so they bring their colors of both schemes with them.
import { joinedPaths } from './poster.mjs';
import { inkNames, propertyName } from './tokens_css.mjs';

const margin = 8;
// A part ends where nothing is drawn for so long. A few flat marks above it, as tabs are, are none.
const gap = 12;
const flattest = 50;
const few = 4;
const highest = 282; // 4 : 3 for a narrow poster

const wordless = svg =>
  svg
    .replace(/<text\b[^>]*>[\s\S]*?<\/text>\n?/g, '')
    .replace(/<rect [^>]*pointer-events="all"[^>]*>(<title>[^<]*<\/title><\/rect>)?\n?/g, '')
    .replace(/<title>[^<]*<\/title>/g, '');

// What a mark covers, in its own group: {left, top, right, bottom}.
function boundsOf(line) {
  const number = name => Number(line.match(new RegExp(` ${name}="([-\\d.]+)"`))?.[1] ?? 0);
  if (line.startsWith('<circle')) {
    const [x, y, r] = ['cx', 'cy', 'r'].map(number);
    return { left: x - r, top: y - r, right: x + r, bottom: y + r };
  }
  if (!line.startsWith('<path')) {
    const [left, top, width, height] = ['x', 'y', 'width', 'height'].map(number);
    return { left, top, right: left + width, bottom: top + height };
  }
  return around(line.match(/ d="([^"]*)"/)[1]);
}

// Of a path of the commands that figures write.
function around(path) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  let [x, y, command] = [0, 0, 'M'];
  const steps = {
    M: (toX, toY) => [toX, toY],
    L: (toX, toY) => [toX, toY],
    H: toX => [toX, y],
    V: toY => [x, toY],
    h: by => [x + by, y],
    v: by => [x, y + by],
  };
  const numbers = [];
  for (const [word] of path.matchAll(/[A-Za-z]|-?[\d.]+/g)) {
    if (/[A-Za-z]/.test(word)) {
      command = word;
      continue;
    }
    const step = steps[command];
    if (!step) throw new Error(`a path of a figure has the command ${command}, which small pictures do not know`);
    numbers.push(Number(word));
    if (numbers.length < step.length) continue;
    [x, y] = step(...numbers.splice(0));
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

const moved = line => {
  const [, x = 0, y = 0] = line.match(/translate\(([-\d.]+) ([-\d.]+)\)/) ?? [];
  const [, across = 1, down = across] = line.match(/scale\(([\d.]+)(?: ([\d.]+))?/) ?? [];
  return { x: Number(x), y: Number(y), across: Number(across), down: Number(down) };
};

// Links that carry next to nothing; and what says "touch here", where nothing is to be touched, with the ground below it.
const isAccent = line => / class="(fill|stroke)-accent"/.test(line ?? '');
const isGround = line => /^<circle .* class="fill-paper"/.test(line);
const leftOut = ({ line }, at, all) =>
  Number(line.match(/ stroke-opacity="([\d.]+)"/)?.[1] ?? 1) < 0.3 ||
  isAccent(line) ||
  (isGround(line) && isAccent(all[at + 1]?.line));

// Lines of the drawing with what each covers.
function placedLines(svg) {
  const groups = [{ x: 0, y: 0, across: 1, down: 1 }];
  return svg.split('\n').map(line => {
    const { x, y, across, down } = groups.at(-1);
    if (line.startsWith('</g')) groups.pop();
    if (line.startsWith('<g')) {
      const by = moved(line);
      groups.push({
        x: x + by.x * across,
        y: y + by.y * down,
        across: across * by.across,
        down: down * by.down,
      });
    }
    if (!/^<(path|rect|circle|line|image)/.test(line)) return { line };
    const { left, top, right, bottom } = boundsOf(line);
    const box = {
      left: x + left * across,
      top: y + top * down,
      right: x + right * across,
      bottom: y + bottom * down,
    };
    return { line, box };
  });
}

// From where to where the first part reaches that is high enough.
function firstPart(boxes) {
  const sorted = [...boxes].sort((a, b) => a.top - b.top);
  let part;
  let count = 0;
  for (const { top, bottom } of sorted) {
    const isTabs = part && count <= few && part.bottom - part.top < flattest && top > part.bottom;
    if (!part || isTabs) [part, count] = [{ top, bottom }, 0];
    else if (top > part.bottom + gap) break;
    part.bottom = Math.max(part.bottom, bottom);
    ++count;
  }
  return { top: part.top, bottom: Math.min(part.bottom, part.top + highest) };
}

// 4 : 3 around it.
function viewAround(boxes, part) {
  const left = Math.min(...boxes.map(box => box.left)) - margin;
  const right = Math.max(...boxes.map(box => box.right)) + margin;
  const top = part.top - margin;
  const width = Math.max(right - left, ((part.bottom + margin - top) * 4) / 3);
  const view = [(left + right - width) / 2, (top + part.bottom + margin - width * 0.75) / 2, width, width * 0.75];
  return view.map(Math.round);
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
  const marks = placedLines(wordless(svg.replace(/<\?xml[^>]*\?>\s*/g, ''))).filter((...mark) => !leftOut(...mark));
  const boxes = marks.flatMap(({ box }) => (box ? [box] : []));
  const part = firstPart(boxes);
  const isIn = box => box.top >= part.top && box.top < part.bottom;
  const [, ...body] = thinnerPiles(marks.filter(({ box }) => !box || isIn(box)).map(({ line }) => line)).map(coarse);
  const drawn = withoutEmpty(joinedPaths(body.join('\n')));
  const [x, y, width, height] = viewAround(boxes.filter(isIn), part);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}">${styleOf(drawn, tokens)}\n${drawn}`;
}

// The whole narrow poster with its words, for whoever shows a picture in place of the figure.
export function stillPicture(svg, tokens) {
  const [, width, height] = svg.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/);
  const ground = '<rect width="100%" height="100%" class="fill-surface"/>';
  const body = `${ground}\n${svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1).trim()}`;
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const font = 'font-family="Inter, system-ui, Arial, sans-serif"';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>${styleOf(body, tokens)}\n${body}\n`;
}
