// picture.ts: the picture of a figure in its present state and colors, with its title, its sentence and the link under it.
import { loadFont } from '../compute/loader.js';
import type { FontAddresses } from '../compute/loader.js';
import { titleOf } from '../figure/figure_parts.js';
import type { WidgetElement } from '../figure/widget_element.js';

// By weight: 400 and 600.
export type Fonts = readonly (readonly [weight: number, font: FontAddresses])[];

const edge = 16;
// Where there is no Inter another sans-serif stands in.
const family = "Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const sharp = 2; // pixels of the PNG a CSS pixel

// The figure is live. address: of its state; style: CSS that the picture brings with it.
export function svgOf(figure: WidgetElement, address: string, style = ''): string {
  const drawn = figure.svg();
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawn) ?? []).map(Number);
  if (!width) throw new Error('the figure has no picture now');
  const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const title = titleOf(figure.root);
  let y = edge;
  const written = (words: string, size: number, ink: string, weight = 400) =>
    wrapped(words, `${weight} ${size}px`, width - 2 * edge)
      .map(line => {
        y += Math.round(size * 1.4);
        return `<text x="${edge}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${color(ink)}">${escapeXml(line)}</text>\n`;
      })
      .join('');
  const above = written(title, 18, 'ink', 600);
  y += 4;
  const picture = drawn.replace('<svg ', `<svg y="${y}" `);
  y += height;
  const sentence = written(figure.modelState()?.sentence ?? '', 16, 'ink');
  const link = `<a href="${escapeXml(address)}">${written(address, 12, 'muted')}</a>`;
  const size = `viewBox="0 0 ${width} ${y + edge}" width="${width}" height="${y + edge}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${family}">\n<title>${escapeXml(title)}</title>\n` +
    `${style && `<style>${style}</style>\n`}<rect width="100%" height="100%" fill="${color('paper')}"/>\n` +
    `${above}${picture}${sentence}${link}\n</svg>\n`
  );
}

// As a data address. An SVG that is shown as an image sees nothing of the page, so it brings the fonts with it.
export async function pngOf(figure: WidgetElement, address: string, fonts: Fonts): Promise<string> {
  if (!(await canRead())) throw new Error(unreadable);
  const image = await imageAt(
    `data:image/svg+xml,${encodeURIComponent(svgOf(figure, address, await fontFaces(fonts)))}`,
  );
  const canvas = canvasOf(image.width * sharp, image.height * sharp);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}
export const unreadable =
  'This browser does not let a page read what it draws, so there is no PNG; the SVG is the same.';

async function fontFaces(fonts: Fonts): Promise<string> {
  const faces = fonts.map(async ([weight, font]) => {
    let bytes = '';
    for (const byte of await loadFont(font)) bytes += String.fromCharCode(byte);
    return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${btoa(bytes)})}`;
  });
  // Without them another font stands in.
  return (await Promise.all(faces).catch(() => [])).join('');
}

// Against fingerprints browsers give white or noise in place of what was drawn.
async function canRead(): Promise<boolean> {
  const drawn = canvasOf(4, 1);
  const there = drawn.getContext('2d');
  const back = canvasOf(4, 1).getContext('2d');
  if (!there || !back) return false;
  const inks = ['#c8281e', '#1e8c3c', '#2846b4', '#282828'];
  inks.forEach((ink, x) => {
    there.fillStyle = ink;
    there.fillRect(x, 0, 1, 1);
  });
  back.drawImage(await imageAt(drawn.toDataURL('image/png')), 0, 0);
  const { data } = back.getImageData(0, 0, 4, 1);
  const levels = inks.flatMap(ink => [1, 3, 5].map(at => parseInt(ink.slice(at, at + 2), 16)));
  // Some add a little noise, which nobody sees.
  return levels.every((level, at) => Math.abs(level - (data[at + Math.floor(at / 3)] ?? 0)) < 16);
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  return Object.assign(canvas, { width, height });
}

async function imageAt(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

// In whatever font of the list comes, so the widest counts. A word that is too long breaks anywhere.
function wrapped(words: string, font: string, width: number): string[] {
  const context = canvasOf(1, 1).getContext('2d');
  const fits = (line: string) =>
    ['Inter', 'Arial'].every(name => {
      if (context) context.font = `${font} ${name}, sans-serif`;
      return (context?.measureText(line).width ?? line.length * 9) <= width;
    });
  const lines: string[] = [];
  let line = '';
  for (let word of words.split(/\s+/).filter(Boolean)) {
    if (line && fits(`${line} ${word}`)) {
      line += ` ${word}`;
      continue;
    }
    if (line) lines.push(line);
    for (; !fits(word) && word.length > 1;) {
      let end = word.length - 1;
      while (end > 1 && !fits(word.slice(0, end))) --end;
      lines.push(word.slice(0, end));
      word = word.slice(end);
    }
    line = word;
  }
  return line ? [...lines, line] : lines;
}

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
