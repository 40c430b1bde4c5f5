// figure_html.mjs: one widget as a figure: title, poster, controls, sentence and caption, complete before any script runs.
import { controlsHeight, controlsHtml, numbersHtml } from './controls_html.mjs';
import { attributes, dataBlock, escapeHtml, lines } from './html.mjs';
import { icon, iconButton } from './icons.mjs';
import { posterParts } from './poster.mjs';

// The same RNG seed always gives the same picture, so it is always in sight; pressed, the chip takes the next one.
function seedChip(declaration, figure, id) {
  const seed = (declaration.params ?? []).find(param => param.seed);
  if (!seed) return '';
  const value = escapeHtml(figure.shown?.[seed.id] ?? figure.values?.[seed.id] ?? seed.default);
  return (
    '<button type="button" class="seed-chip" data-action="new_seed" title="Same RNG seed, same picture. Press for the next one." ' +
    `aria-describedby="${id}_seed_does">` +
    `<span data-seed>seed ${value}</span><span class="unseen">: take the next one</span></button>`
  );
}

const menuButton = (words, extra) => `<button type="button" class="menu-item"${extra}>${words}</button>`;

// A way back says what it brings back; heard as the description, so its name stays short.
const backButton = (figureId, action, words, means, extra = '') =>
  menuButton(
    `<span>${words}</span><small id="${figureId}_${action}" aria-hidden="true">${means}</small>`,
    ` data-action="${action}" aria-describedby="${figureId}_${action}"${extra}`,
  );

// Quiet tools at the title's right. In the page's order they follow the controls, which are what a reader came for.
// figure/controls.ts shows the item "All controls" where something waits behind it.
function toolsHtml(declaration, figure, id, alone) {
  const hasSeed = (declaration.params ?? []).some(param => param.seed);
  return lines(
    '<div class="widget-tools needs-js">',
    seedChip(declaration, figure, id),
    iconButton('reset', 'Reset', ` data-action="reset" aria-describedby="${id}_reset"`, 'Starts this run again'),
    `<span id="${id}_reset" hidden>Starts this run again; the values stay.</span>`,
    '<details class="tools-menu" data-tools-menu>',
    `<summary class="icon-button" aria-label="More about this figure" title="More">${icon('more')}</summary>`,
    '<div class="menu-list">',
    backButton(id, 'undo', 'Undo', 'takes back the last change, a Reset too', ' aria-disabled="true"'),
    backButton(
      id,
      'lesson_start',
      alone ? 'As it was at first' : 'As the lesson has it',
      'the values that it began with',
    ),
    menuButton('Copy a link to this state', ' data-tool="link"'),
    menuButton('Embed this figure', ' data-tool="embed"'),
    menuButton('Save picture (PNG)', ' data-tool="picture"'),
    menuButton('Save picture (SVG)', ' data-tool="svg"'),
    menuButton('Save data (CSV)', ' data-tool="data"'),
    hasSeed ? menuButton('New seed', ' data-action="new_seed"') : '',
    menuButton('All controls', ' data-tool="controls" aria-expanded="false" hidden'),
    menuButton('All numbers', ' data-tool="numbers" aria-expanded="false"'),
    menuButton(
      'Describe the picture',
      ` data-tool="description" aria-expanded="false" aria-controls="${id}_description"`,
    ),
    '</div>',
    '</details>',
    '</div>',
  );
}

// A frame that nobody resizes should fit: picture, controls, and title, sentence and caption around them. On a phone
// controls stand below each other and words take twice the lines: [narrow, wide].
export const frameHeights = (declaration, figure) => [
  fitting(figure.svg_narrow, 2 * controlsHeight(declaration) + 340),
  fitting(figure.svg_wide, controlsHeight(declaration) + 260),
];

function fitting(svg, around) {
  const picture = Number(svg?.match(/viewBox="0 0 [\d.]+ ([\d.]+)"/)?.[1] ?? 440);
  return Math.ceil((picture + around) / 20) * 20;
}

const stillWords = 'This figure stands still: its script did not run. Allow scripts for this page, or reload it.';

// options: {slug, block (the lesson's widget block, as the runtime gets it), id, level, number, captionHtml, modelOf (the
// id of the figure whose model this one shows), lessonLink (embed pages: HTML), alone (nothing follows that is worth a
// skip link), singlePoster (see poster.mjs)}
export function figureHtml(declaration, figure, options) {
  const {
    slug,
    block,
    id,
    level = 3,
    number,
    captionHtml,
    modelOf,
    lessonLink = '',
    alone = false,
    singlePoster,
  } = options;
  const title = block.title ?? figure.title ?? declaration.title;
  const root = attributes({
    class: 'widget',
    id,
    'data-widget': declaration.id,
    'data-state': 'poster',
    'data-slug': slug,
    'data-block': options.blockId ?? id,
    'data-model-of': modelOf,
    'data-panels': block.panels?.length ? block.panels.join(',') : undefined,
    'data-frame-heights': figure.svg_wide ? frameHeights(declaration, figure).join(' ') : undefined,
    // Files in assets/; none in a site of posters.
    'data-model': declaration.program?.model,
    'data-model-base64': declaration.program?.base64,
    'aria-labelledby': `${id}_title`,
  });
  const label = number ? `<span class="figure-number">Figure ${number}.</span> ` : '';
  const described = { class: 'description unseen', id: `${id}_description`, 'data-description': true };
  return lines(
    `<figure${root}>`,
    dataBlock(block, 'data-block-json'),
    alone ? '' : `<a class="skip-figure" href="#${id}_end">Skip this figure</a>`,
    '<div class="widget-bar">',
    `<h${level} class="widget-title" id="${id}_title">${escapeHtml(title)}</h${level}>`,
    '</div>',
    '<div class="widget-stage">',
    `<div class="poster" role="img" aria-labelledby="${id}_title" aria-describedby="${id}_description">`,
    posterParts(figure, singlePoster),
    '</div>',
    '</div>',
    controlsHtml(declaration, {
      domId: id,
      values: figure.values,
      shown: figure.shown,
      ticks: figure.ticks,
      hide: block.hide,
      lock: block.lock,
      panels: block.panels,
    }),
    `<p class="sentence" id="${id}_sentence" data-describe>${escapeHtml(figure.sentence ?? '')}</p>`,
    `<div${attributes(described)}>${escapeHtml(figure.description || figure.sentence || '')}</div>`,
    numbersHtml(declaration, figure),
    // Shown until the page's script says otherwise.
    `<p class="notice" data-notice role="alert" tabindex="-1">${stillWords}</p>`,
    toolsHtml(declaration, figure, id, alone),
    alone ? '' : `<span class="figure-end" id="${id}_end" tabindex="-1"></span>`,
    captionHtml || lessonLink ? `<figcaption>${label}${captionHtml ?? ''}${lessonLink}</figcaption>` : '',
    '</figure>',
  );
}
