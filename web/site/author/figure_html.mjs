// figure_html.mjs: one widget as a figure: poster, controls, sentence and caption, complete before any script runs.
import { attributes, dataBlock, escapeHtml, lines } from './html.mjs';
import { iconButton } from './icons.mjs';
import { twinHtml } from './twin_html.mjs';

// A chip that shows the RNG seed; the same seed always gives the same picture.
function seedChip(declaration, figure) {
  const seed = (declaration.params ?? []).find(param => param.seed);
  if (!seed) return '';
  return `<span class="seed-chip" data-seed title="Same RNG seed, same picture">RNG seed ${escapeHtml(figure.values?.[seed.id] ?? seed.default)}</span>`;
}

const posterSvg = (svg, className, prefix) => {
  if (!svg) return '';
  const text = svg.replace(/<\?xml[^>]*\?>\s*/g, '').replace(/<!--[\s\S]*?-->/g, '');
  return text.replace(/<svg\b([^>]*)>/, (_, rest) => {
    const kept = rest.replace(/\s(class|role|aria-[a-z]+|style|width|height|id)="[^"]*"/g, '');
    return `<svg class="${className}" aria-hidden="true" focusable="false"${kept}>`;
  });
};

// A frame that nobody resizes should fit: picture, controls, and title, sentence and caption around them.
export function frameHeight(figure) {
  const picture = Number(figure.svg_wide.match(/viewBox="0 0 [\d.]+ ([\d.]+)"/)?.[1] ?? 440);
  return Math.ceil((picture + 60 * (figure.control_rows?.wide ?? 0) + 260) / 20) * 20;
}

// options: {slug, block (the lesson's widget block, as the runtime gets it), id, level, number, captionHtml, embedHref,
// lessonLink (embed pages: HTML)}
export function figureHtml(declaration, figure, options) {
  const { slug, block, id, level = 3, number, captionHtml, lessonLink = '' } = options;
  const title = block.title ?? figure.title ?? declaration.title;
  const rows = figure.control_rows ?? { wide: 0, narrow: 0 };
  const root = attributes({
    class: 'widget',
    id,
    'data-widget': declaration.id,
    'data-state': 'poster',
    'data-slug': slug,
    'data-block': options.blockId ?? id,
    'data-frame-height': figure.svg_wide ? frameHeight(figure) : undefined,
    // Files in assets/; none in a site of posters.
    'data-app': declaration.program?.app,
    'data-wasm': declaration.program?.wasm,
    'data-base64': declaration.program?.base64,
  });
  const label = number ? `<span class="figure-number">Figure ${number}.</span> ` : '';
  return lines(
    `<figure${root}>`,
    dataBlock(block, 'data-block-json'),
    '<header class="widget-bar">',
    `<h${level} class="widget-title" id="${id}_title">${escapeHtml(title)}</h${level}>`,
    seedChip(declaration, figure),
    '<span class="state-word" aria-hidden="true"></span>',
    '<span class="widget-tools needs-js">',
    iconButton('reset', 'Reset', ' data-tool="reset"'),
    iconButton('link', 'Copy a link to this state', ' data-tool="link"'),
    iconButton('embed', 'Embed this figure', ' data-tool="embed"'),
    iconButton('text_controls', 'Show controls as text', ' data-tool="text_controls" aria-pressed="false"'),
    '</span>',
    '</header>',
    `<div class="widget-stage" data-rows-wide="${rows.wide}" data-rows-narrow="${rows.narrow}">`,
    `<div class="poster" role="img" aria-labelledby="${id}_title" aria-describedby="${id}_sentence">`,
    posterSvg(figure.svg_wide, 'poster-wide', id),
    posterSvg(figure.svg_narrow, 'poster-narrow', id),
    '</div>',
    '</div>',
    twinHtml(declaration, {
      domId: id,
      title,
      values: figure.values,
      readouts: figure.readouts,
      shown: figure.shown,
      ticks: figure.ticks,
      hide: block.hide,
      lock: block.lock,
    }),
    `<p class="sentence" id="${id}_sentence" data-describe role="status" aria-live="polite">${escapeHtml(figure.sentence ?? '')}</p>`,
    '<p class="cost" data-cost hidden></p>',
    '<p class="notice" data-notice hidden></p>',
    captionHtml || lessonLink ? `<figcaption>${label}${captionHtml ?? ''}${lessonLink}</figcaption>` : '',
    '</figure>',
  );
}
