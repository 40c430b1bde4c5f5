// teachers_page.mjs: teachers.html: what to paste into which system, and how values are fixed, controls hidden, pages printed.
import { escapeHtml, lines } from './html.mjs';
import { addressNote, guidePage, section, snippet, yourSite } from './guide_parts.mjs';

const address = `${yourSite}embed/mask_sampler.html?p=0.3&seed=7`;
const frame = `<iframe src="${escapeHtml(address)}" title="Dropout mask" width="100%" height="860" style="border:0"></iframe>`;
const element = '<dropout-widget widget="mask_sampler" p="0.3" seed="7"></dropout-widget>';
const script = `<script src="${yourSite}embed.js" defer></script>`;

// [id, name, what stands around the codes, [label, code, language] …]
const hosts = [
  [
    'mkdocs',
    'MkDocs, Material',
    'HTML in Markdown stays as it is. Leave an empty line before and after. Instant loading and tabs do the figure no harm.',
    ['In mkdocs.yml, once', `extra_javascript:\n  - ${yourSite}embed.js`, ''],
    ['In the page', element, 'xml'],
  ],
  [
    'sphinx',
    'Sphinx (reStructuredText)',
    'Other builders than HTML, such as PDF, leave it out: put a link below it.',
    ['In conf.py, once', `html_js_files = ["${yourSite}embed.js"]`, 'python'],
    ['In the page', `.. raw:: html\n\n   ${element}`, ''],
  ],
  [
    'myst',
    'MyST and Jupyter Book',
    'With the Sphinx builder (Jupyter Book 1) the directive is <code>raw</code>; mystmd (Jupyter Book 2) has one for frames, at a height of its own. ' +
      'Some versions write <code>&amp;amp;</code> twice into addresses; our pages understand that.',
    ['Sphinx, MyST-Parser, Jupyter Book 1', `\`\`\`{raw} html\n${frame}\n\`\`\``, ''],
    ['mystmd, Jupyter Book 2', `:::{iframe} ${address}\n:width: 100%\nDropout mask\n:::`, ''],
  ],
  [
    'docusaurus',
    'Docusaurus',
    'Pages are MDX: every tag is closed, and <code>style</code> of a frame would be an object.',
    ['In docusaurus.config.js, once', `scripts: [{ src: '${yourSite}embed.js', defer: true }],`, 'javascript'],
    ['In the page', '<dropout-widget widget="mask_sampler" p="0.3" seed="7" />', 'xml'],
  ],
  [
    'vitepress',
    'VitePress',
    'Vue warns of elements that it does not know unless it is told of ours.',
    [
      'In .vitepress/config.mts, once',
      `head: [['script', { src: '${yourSite}embed.js', defer: '' }]],\nvue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'dropout-widget' } } },`,
      'javascript',
    ],
    ['In the page', element, 'xml'],
  ],
  [
    'astro',
    'Astro, Starlight',
    '<code>is:inline</code> keeps Astro from bundling the script, which has to stay at its address. Client routing is no trouble.',
    ['In a layout or page', `<script is:inline src="${yourSite}embed.js" defer></script>\n${element}`, 'xml'],
  ],
  [
    'reveal',
    'reveal.js',
    'A slide has a fixed height, so give the tag one. A frame would keep the arrow keys to itself after a click; the tag passes on what the figure has no use for.',
    [
      'In the slides',
      `${script}\n<section>\n  <h2>Half the units are gone</h2>\n  <dropout-widget widget="mask_sampler" panels="walk" height="560"></dropout-widget>\n</section>`,
      'xml',
    ],
  ],
  [
    'jupyter',
    'Jupyter',
    'The frame is there after the cell has run and in exported pages. Notebooks that are shown without being trusted leave it out.',
    ['In a cell', `from IPython.display import IFrame\nIFrame("${address}", "100%", 860)`, 'python'],
  ],
  [
    'moodle',
    'Moodle',
    'In a Page, Book or Label: open the source code of the editor (the button <code>&lt;/&gt;</code>), paste, save. In forums, wikis and whatever students write, frames are taken out: give a link there, or add a URL resource that is shown embedded.',
    ['In the source code', frame, 'xml'],
  ],
  [
    'canvas',
    'Canvas',
    'In a Page: switch to the HTML editor and paste. Canvas keeps frames and takes out scripts and unknown tags. The height follows the figure, because Canvas listens for it; the number is what is there before.',
    ['In the HTML editor', frame, 'xml'],
  ],
  [
    'wordpress',
    'WordPress',
    'Use the block “Custom HTML”. On a site of its own administrators and editors may use frames; on a network only its super admin. For everybody else WordPress takes the frame out, and the link below it stays.',
    [
      'In a block “Custom HTML”',
      `${frame}\n<p><a href="${escapeHtml(address)}">Dropout mask: an interactive figure</a></p>`,
      'xml',
    ],
  ],
];

const hostHtml = ([id, name, words, ...codes]) =>
  lines(
    `<section id="${id}" aria-labelledby="${id}_title">`,
    `<h3 id="${id}_title">${name}</h3>`,
    `<p>${words}</p>`,
    codes.map(([label, code, language]) => snippet(`${name}: ${label}`, code, language)),
    '</section>',
  );

const values = section(
  'values',
  'Your values, and only what you want to show',
  '<p>The <a href="builder.html">link builder</a> does all of this with you. By hand it is done in the address:</p>',
  snippet(
    'One seed for the whole class, and the drop rate is yours',
    `${yourSite}embed/mask_sampler.html?p=0.3&seed=7&lock=p,seed&hide=new_mask`,
    '',
  ),
  '<ul>',
  '<li>Everybody with the same link sees the same picture, on every machine. That is what the seed is for.</li>',
  '<li><code>lock</code> shows a control and keeps it fixed; <code>hide</code> takes it away. Buttons have names too: <code>reset</code>, <code>new_seed</code>, <code>run</code>. The figure says that its link did this.</li>',
  '<li><code>panels</code> shows one part of a picture alone: a small figure for a slide.</li>',
  '<li>It is no exam: who changes the address changes the values.</li>',
  '<li>A link to a chapter sets its figure too: <code>dropout/mask.html#mask_main?p=0.3</code>.</li>',
  '</ul>',
);

const paper = section(
  'paper',
  'On paper and in slides',
  '<ul>',
  '<li>A printed page shows each figure as it stands, with its sentence and its address. A chapter has the predictions with open squares and the answers on a last page.</li>',
  '<li>The menu “…” of a figure saves its picture and copies a link to exactly that state. For a worksheet: set it, save the picture, put the link below.</li>',
  '<li>In a PDF there is the picture as it was when you printed. A tag far down on the page is loaded before it is printed.</li>',
  '</ul>',
);

const heights = section(
  'height',
  'Height',
  '<p>A figure is lower on a wide page than on a phone, where its controls stand below each other. The tag follows the height by itself. ' +
    'A frame has the height that you give it, and scrolls if that is too little; Canvas and H5P follow what the figure tells them, Moodle does not.</p>',
);

const privacy = section(
  'privacy',
  'What your students give away',
  '<p>Nothing. There are no accounts and no cookies; nothing is counted, and nothing that a student does is sent anywhere. The pages ask no other site for anything, fonts included. ' +
    'Whoever serves this folder sees requests for files, as with any page. If even that is too much, put a copy of the folder on a server of yours: it is a folder of files, and all addresses in it are relative.</p>' +
    '<p>The browser keeps which chapters were read, and, until the tab is closed, what was set and answered. “Forget my progress” under Contents removes it. The details: <a href="borders.html">Borders</a>.</p>',
);

const trust = section(
  'trust',
  'Are the numbers right?',
  '<p>All of them come from one engine, and PyTorch was asked to train the same nets. How closely the two agree: <a href="checked.html">How we checked</a>.</p>',
);

export const teachersPage = site =>
  guidePage(
    {
      slug: 'teachers',
      label: 'For teachers',
      title: 'A figure in your course',
      promise: 'What to paste where, how to fix values for a class, and what happens on paper.',
      description:
        'How to put figures of Dropout Lab into MkDocs, Sphinx, Docusaurus, Moodle, Canvas, slides and notebooks.',
      content: lines(
        section(
          'where',
          'What to paste where',
          '<p>Two codes do for nearly everything. Where scripts are allowed, the tag: it follows the height of the figure. Everywhere else, the frame. For places that take frames away too, forums and mail, the <a href="builder.html">link builder</a> has a picture with a link.</p>',
          addressNote,
          hosts.map(hostHtml),
        ),
        values,
        heights,
        paper,
        privacy,
        trust,
      ),
    },
    site,
  );
