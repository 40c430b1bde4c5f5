// checked_page.mjs: checked.html: what was compared with PyTorch, and how closely, from the table that the test writes.
import { escapeHtml, lines } from './html.mjs';
import { guidePage, section } from './guide_parts.mjs';
import { plural } from './words.mjs';

// 1e-6 -> 10 to the power of -6, as a reader writes it.
function powerOfTen(value) {
  const exponent = Math.round(Math.log10(value));
  return `10<sup>${exponent < 0 ? '−' : ''}${Math.abs(exponent)}</sup>`;
}

const table = (caption, head, rows) =>
  lines(
    `<div class="table-scroll" role="group" aria-label="${caption}" tabindex="0"><table><caption><span>${caption}</span></caption>`,
    `<thead><tr>${head.map(word => `<th scope="col">${word}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    rows.map(
      ([first, ...cells]) =>
        `<tr><th scope="row">${escapeHtml(first)}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  );

const runs = ({ rows, pytorch, steps, drop_rates }) =>
  section(
    'runs',
    'The same training, twice',
    `<p>For each row our engine and PyTorch ${pytorch} trained the same small net: the same start, the same masks, ${plural(steps, 'step')}, at the drop rates ${drop_rates.join(', ')}. ` +
      'PyTorch finds its gradients by itself and takes its own optimizers. The table tells the largest difference at any of these rates, as a part of the largest value beside it and rounded up: 10<sup>−6</sup> is one part in a million.</p>',
    table(
      'Largest difference between the engine and PyTorch',
      ['What was trained', 'First gradient', `After ${plural(steps, 'step')}`, 'PyTorch’s own rounding'],
      rows.map(row => [row.about, powerOfTen(row.gradient), powerOfTen(row.weights), powerOfTen(row.rounding)]),
    ),
    '<p>Why is it not 0? Both compute with numbers of about seven digits and add them up in different orders. ' +
      'The last column shows what such rounding does by itself: how far PyTorch lies from its own run with twice as many digits. ' +
      '“After” counts weights, the answers in evaluation and, with batch norm, its running statistics.</p>',
    '<p>PyTorch got our help in one place. Where the input of a ReLU is 0 but for rounding, on or off are both right, and two right programs would part for good; there it takes our side.</p>',
  );

const rules = ({ rules: compared, claims }) =>
  section(
    'rules',
    'Rule by rule',
    '<p>Does a layer of PyTorch do what our formula says, and do the programs that the chapters show do the same? Each got the mask that PyTorch had drawn.</p>',
    table(
      'Rules and listings against PyTorch',
      ['What was compared', 'Largest difference'],
      compared.map(row => [row.about, powerOfTen(row.difference)]),
    ),
    '<p>And we asked PyTorch whether what we say of it is so. It is:</p>',
    '<ul>',
    claims.map(({ about }) => `<li>${escapeHtml(about)}.</li>`),
    '</ul>',
  );

const repeating = section(
  'repeat',
  'Try it yourself',
  '<p>Nobody typed these numbers. The test that compares writes them, and it fails as soon as one of them no longer holds. ' +
    'With a copy of the source, <code>npm test -- torch</code> repeats everything in a minute.</p>',
  '<p>One thing is ours alone: chance. The engine draws its masks in its own way, so that they are the same in every browser, and PyTorch was given them. ' +
    'That units are dropped as often as they should be, and independently of each other, is held by tests of its own.</p>',
);

// agreement: lessons/dropout/measured/torch_agreement.json.
export const checkedPage = (agreement, site) =>
  guidePage(
    {
      slug: 'checked',
      label: 'How we checked',
      title: 'Does our engine compute what it says?',
      promise: 'Everything here is computed by an engine of our own. So we asked one that is not ours.',
      description:
        'How closely the engine of Dropout Lab agrees with PyTorch: gradients, training runs, rules, listings.',
      content: lines(runs(agreement), rules(agreement), repeating),
    },
    site,
  );
