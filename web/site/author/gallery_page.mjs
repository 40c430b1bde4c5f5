// gallery_page.mjs: gallery.html: every widget with its parameters and the code to embed it.
import { escapeHtml, lines } from './html.mjs';
import { figureHtml, frameHeights } from './figure_html.mjs';
import { isTextKind, shownValue } from './control_html.mjs';
import { homeOf } from './embed_page.mjs';
import { keyTable, snippet, yourSite } from './guide_parts.mjs';
import { footerHtml, headerHtml } from './header_html.mjs';
import { pageHtml } from './page_shell.mjs';

function range(param) {
  if (param.choices?.length) return param.choices.join(', ');
  if (isTextKind(param.kind)) return 'text';
  if (param.kind === 'toggle') return '0 or 1';
  const number = value => String(value).replace(/^-/, '−');
  return `${number(param.min)} to ${number(param.max)}, step ${number(param.step)}`;
}

const meaning = ({ label, help }) => `${escapeHtml(label)}. ${escapeHtml(help ?? '')}`;

const parameterTable = (declaration, id, caption, wanted) =>
  keyTable(
    caption,
    ['Key', 'Meaning', 'Values', 'Default'],
    (declaration.params ?? [])
      .filter(wanted)
      .map(param => [
        param.id,
        meaning(param),
        escapeHtml(range(param)),
        escapeHtml(shownValue(param, param.default)),
      ]),
    id,
  );

function builtInActions(declaration) {
  const ticks = declaration.playback?.max_ticks > 0;
  const seed = (declaration.params ?? []).some(param => param.seed);
  return [
    ...(ticks
      ? [
          ['run', 'Plays on until the end. <code>pause</code> stops it.'],
          ['step', 'Plays one tick.'],
        ]
      : []),
    ...(seed ? [['new_seed', 'Takes the next RNG seed.']] : []),
    ['reset', 'Back to the start with the same values.'],
  ];
}

const fold = (summary, content) =>
  content ? lines(`<details class="gallery-fold"><summary>${summary}</summary>`, content, '</details>') : '';

const blocksOf = (blocks, id) =>
  blocks.flatMap(block => (block.widget === id ? block : blocksOf(block.blocks ?? [], id)));

function widgetSection(press, declaration) {
  const { id } = declaration;
  const home = homeOf(press, id);
  // As far on as where the chapter shows it first: a net that is not trained says little.
  const ticks = home && blocksOf(home.blocks, id)[0].ticks;
  const address = `embed/${id}.html${ticks ? `#ticks=${ticks}` : ''}`;
  const figure = press.widgets[id];
  const [, height] = frameHeights(declaration, figure);
  const iframe = `<iframe src="${yourSite}${address}" title="${declaration.title}"\n  width="100%" height="${height}" loading="lazy" allow="clipboard-write"\n  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"></iframe>`;
  const element = `<script src="${yourSite}embed.js" async></script>\n<dropout-widget widget="${id}"${ticks ? ` ticks="${ticks}"` : ''}></dropout-widget>`;
  const block = {
    type: 'widget',
    id: `gallery_${id}`,
    widget: id,
    title: declaration.title,
    caption: declaration.hint ?? '',
    ticks,
  };
  return lines(
    `<section class="gallery-entry" id="${id}" aria-labelledby="${id}_name">`,
    `<h2 id="${id}_name">${escapeHtml(declaration.title)}</h2>`,
    `<p>${escapeHtml(declaration.summary)}</p>`,
    `<p class="gallery-links"><code>${id}</code> <a href="${address}" data-alone>Open alone</a>${home ? ` <a href="dropout/${home.slug}.html">In its chapter: ${escapeHtml(home.title)}</a>` : ''}</p>`,
    figureHtml(declaration, figure, {
      slug: 'gallery',
      block,
      id: `gallery_${id}`,
      level: 3,
      singlePoster: true, // two of every widget would be a fifth of the page's download
      captionHtml: escapeHtml(declaration.hint ?? ''),
    }),
    '<h3>Embed it</h3>',
    snippet('Everywhere, even where scripts are filtered', iframe),
    snippet('Where scripts are allowed: height and loading are handled', element),
    `<p><a href="builder.html#pick_${id}">With your own values, hidden or locked controls: the link builder</a></p>`,
    '<h3>Parameters</h3>',
    parameterTable(
      declaration,
      `${id}_parameters`,
      'Keys for links, attributes and messages',
      param => param.place !== 'picture' && !param.measured,
    ),
    fold(
      'Keys of the values that are set in the picture',
      parameterTable(
        declaration,
        `${id}_picture_parameters`,
        'Values in the picture',
        param => param.place === 'picture',
      ),
    ),
    fold(
      'Readouts: the numbers it reports',
      keyTable(
        'Readouts',
        ['Key', 'Meaning', 'Unit'],
        (declaration.readouts ?? []).map(readout => [
          readout.id,
          meaning(readout),
          escapeHtml((readout.unit ?? '').trim() || 'none'),
        ]),
        `${id}_readouts`,
      ),
    ),
    fold(
      'Actions',
      keyTable(
        'Actions',
        ['Key', 'Meaning'],
        [...(declaration.actions ?? []).map(action => [action.id, meaning(action)]), ...builtInActions(declaration)],
        `${id}_actions`,
      ),
    ),
    '</section>',
  );
}

export function galleryPage(press, { site, assets }) {
  const body = lines(
    headerHtml(site, { slug: 'gallery', root: '', place: 'Gallery' }),
    '<main id="content" class="column gallery" tabindex="-1">',
    '<header class="opening">',
    '<p class="opening-number">Gallery and embedding</p>',
    '<h1>Every widget, ready for your own page</h1>',
    '<p class="promise">Paste one line into a course page, a wiki or a slide deck. The widget computes in your reader’s browser; nothing is sent anywhere. ' +
      '<a href="embedding.html">How embedding works</a>, <a href="teachers.html">for teachers</a>, <a href="builder.html">link builder</a>.</p>',
    '</header>',
    press.declarations.map(declaration => widgetSection(press, declaration)),
    '</main>',
    footerHtml(''),
  );
  return pageHtml({
    title: 'Gallery and embedding · Dropout Lab',
    description: 'All widgets of Dropout Lab with their parameters, and the code to embed them in your own page.',
    root: '',
    assets,
    declarations: press.declarations,
    kind: 'gallery',
    body,
  });
}
