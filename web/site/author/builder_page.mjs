// builder_page.mjs: builder.html: pick a figure, set it, copy the code. page/builder.ts makes it work.
import { attributes, dataBlock, escapeHtml, lines } from './html.mjs';
import { homeOf } from './embed_page.mjs';
import { frameHeights } from './figure_html.mjs';
import { guidePage, section } from './guide_parts.mjs';

// What the script asks of a widget. Values that are set in the picture are set in the preview.
function forBuilder(declaration, figure) {
  const { id, title, panels = [], params = [], actions = [], playback } = declaration;
  const named = ({ id: name, label }) => ({ id: name, label });
  return {
    id,
    title,
    heights: frameHeights(declaration, figure),
    panels: panels.map(panel => ({ id: panel.id, label: panel.title })),
    params: params
      .filter(({ place, measured }) => place !== 'picture' && !measured)
      .map(({ id: name, label, unit, kind, choices, min, max, step }) => ({
        ...{ id: name, label, unit, kind, choices },
        ...(kind === 'slider' || kind === 'stepper' ? { min, max, step } : {}),
      })),
    actions: actions.map(named),
    plays: playback?.max_ticks > 0,
    seeded: params.some(({ seed }) => seed),
  };
}

function tile(press, { id, title }, pictures, checked) {
  const home = homeOf(press, id);
  const input = { type: 'radio', name: 'widget', value: id, id: `pick_${id}`, checked };
  return lines(
    `<label class="pick-tile"><input${attributes(input)}>`,
    pictures[id] ? `<img src="assets/${pictures[id]}" alt="" width="140" height="104" loading="lazy">` : '',
    `<span class="pick-name">${escapeHtml(title)}</span>`,
    home ? `<span class="pick-home">${escapeHtml(home.title)}</span>` : '',
    '</label>',
  );
}

const segment = (value, words, checked) =>
  `<label class="pick-segment"><input type="radio" name="theme" value="${value}"${checked ? ' checked' : ''}> <span>${words}</span></label>`;

const sizeField = (name, words, note) =>
  `<label class="build-row"><span>${words}</span><input type="text" name="${name}" inputmode="text" autocomplete="off" placeholder="${note}"></label>`;

const options = lines(
  '<form class="build-options" data-options autocomplete="off">',
  '<fieldset data-panels><legend>Show</legend></fieldset>',
  '<fieldset data-values><legend>Start with</legend></fieldset>',
  '<p class="build-note" data-values-note></p>',
  '<details class="gallery-fold"><summary>Buttons: hide or lock them</summary><fieldset data-verbs><legend class="unseen">Buttons</legend></fieldset></details>',
  '<fieldset><legend>Theme</legend><div class="pick-segments">',
  segment('', 'Reader’s', true),
  segment('light', 'Light'),
  segment('dark', 'Dark'),
  '</div></fieldset>',
  '<fieldset><legend>Size</legend>',
  sizeField('width', 'Widest', 'as wide as the page'),
  sizeField('height', 'Height', 'as the figure needs'),
  '</fieldset>',
  '<p><button type="reset" class="action">Start again</button></p>',
  '</form>',
);

export function builderPage(press, { site, assets, pictures }) {
  const [first] = press.declarations;
  const content = lines(
    '<p class="without-js">The builder needs JavaScript. Without it: the <a href="gallery.html">gallery</a> has a code for each figure, and <a href="embedding.html#links">Links</a> says what may be added to its address.</p>',
    section(
      'pick',
      'Pick',
      '<fieldset class="pick-tiles"><legend class="unseen">Figure</legend>',
      press.declarations.map(declaration => tile(press, declaration, pictures, declaration === first)),
      '</fieldset>',
    ),
    lines(
      '<section id="set" class="needs-js" aria-labelledby="set_title">',
      '<h2 id="set_title">Set: this is what your students will see</h2>',
    ),
    '<p>Use the figure as they will: what you change in it goes into the codes, as what you type here does.</p>',
    '<div class="build"><div class="build-preview" data-preview></div>',
    options,
    '</div>',
    '</section>',
    '<section id="copy" class="needs-js" aria-labelledby="copy_title"><h2 id="copy_title">Copy</h2>',
    '<div data-codes></div>',
    '<p>What to paste where: <a href="teachers.html">For teachers</a>. What the codes can do besides: <a href="embedding.html">Embedding</a>.</p>',
    '</section>',
  );
  const known = press.declarations.map(declaration => forBuilder(declaration, press.widgets[declaration.id]));
  return guidePage(
    {
      slug: 'builder',
      label: 'Link builder',
      title: 'Take a figure with you',
      promise: 'Pick one, set it as your lesson needs it, and paste it where your students are.',
      description:
        'Choose a figure of Dropout Lab, set its values, hide or lock controls, and copy the code for your page.',
      content,
      after: dataBlock(known, 'data-widgets'),
    },
    { site, assets },
  );
}
