// corrections.test.mjs: wordings that were found false stay out of the lesson, and where one was replaced the better one stands.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../../../scripts/lib/paths.mjs';

const folder = inRoot('lessons', 'dropout');
const textsIn = value =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(textsIn)
      : [];
const lessons = Object.fromEntries(
  readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => [
      name.slice(0, -'.json'.length),
      textsIn(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
    ]),
);

// false: what makes a sentence one of these. was: such a sentence, as it stood here once.
const refuted = [
  {
    what: 'the numbers of L2 in the gradient are not those of AdamW, so a row or a claim says which decay it means',
    false: /^weight decay(, | )\d*\.\d+$|well-chosen weight decay beats/i,
    was: ['weight decay 0.01', 'Not on this task. A well-chosen weight decay beats it'],
  },
  {
    what: 'Adam does not see the size of the gradient, but it does not see that of the weights either',
    false: /Adam\b[^.]*\.?[^.]*\b(hardly notices|need not care(?! is half true))/,
    was: ['Adam divides by the size of the gradient and hardly notices.'],
  },
  {
    what: 'one wording for the thread: what stays cannot already fill the gap, so that it has to learn to',
    false:
      /dense units (share|do not stand)|granularity at which information is redundant|units do not stand in for/i,
    was: ['Dense units share their work with other units', 'where units do not stand in for their neighbors'],
  },
  {
    what: 'that the probability sits on about 2^(nH) masks holds for very many units only',
    false: /nearly all the probability sits on/,
    was: ['nearly all the probability sits on about'],
  },
  {
    what: 'linear layers too make the geometric mean and the pass coincide, so "nowhere else" is too much',
    false: /geometric mean, and nowhere else|one-layer case[^.]*nowhere else/,
    was: ['They coincide in the one-layer case, for the geometric mean, and nowhere else.'],
  },
  {
    what: 'readers are told what the classes are called',
    false: /\bclass [ab]\b/,
    was: ['its probability for class b'],
  },
  {
    what: 'that activations were scaled at test is true of AlexNet, so it is no mistake',
    false: /“The original method scaled the activations/,
    was: ['“The original method scaled the activations at test.”'],
  },
  {
    what: 'the trainer shows a table that was computed beforehand',
    false: /nothing in them is a recording/i,
    was: ['Nothing in them is a recording.'],
  },
  {
    what: 'training and test accuracy fall together from 0.6 on',
    false: /from \$p=0\.7\$ on, both fall/i,
    was: ['From $p=0.7$ on, both fall together'],
  },
  {
    what: 'the factor of a net with three dropped layers is not k, so a reader is not sent to find it there',
    false: /Find the factor\b.*\blayers|Each layer pays its own debt/,
    was: ['Each layer pays its own debt: $k$ per dropout layer'],
  },
  {
    what: 'each layer halves in trained nets only',
    false: /each layer halves(?!.*trained)/i,
    was: ['Each layer halves the signal.'],
  },
  {
    what: 'some members beat the average',
    false: /(beats|better than) (every|each|any)( single)? member/i,
    was: ['The average is better than every member.'],
  },
  {
    what: 'statistics taken again with dropout off do not repair a net that learned beside wrong ones',
    false: /same mode for both|quarrel is over|after the norm[^.]*needs no cure/i,
    was: ['Use the same mode for both and the quarrel is over.', 'Dropout after the norm needs no cure.'],
  },
  {
    what: 'the shift shrinks when inputs correlate with each other, not with the weights',
    false: /correlated with the weight vector/,
    was: ['only as far as these are correlated with the weight vector'],
  },
  {
    what: 'high learning rates and momentum are advice for stochastic gradient descent',
    false: /learning rate 10 to 100 times as high, momentum/,
    was: ['a learning rate 10 to 100 times as high, momentum 0.95 to 0.99'],
  },
  {
    what: 'that logits are never dropped is advice, and the nets here do not bear it out',
    false:
      /never on the (output )?logits|on the \[\[logit\|logits\]\] themselves it does|activation, not on the output/i,
    was: [
      'Never on the logits.',
      'On the [[logit|logits]] themselves it does.',
      'After the activation, not on the output',
    ],
  },
  {
    what: 'the first transformer paper does not describe dropout on attention weights',
    false: /often on attention weights, too|attention weights[^.]*\[@vaswani2017\]/,
    was: ['in the original base model [@vaswani2017]; often on attention weights, too.'],
  },
  {
    what: 'stochastic depth took 27 % off the training time of the paper, and not a fifth',
    false: /one fifth less|(?<!not )a fifth (less|shorter|faster)/i,
    was: ['an epoch of their 54 blocks, one fifth less'],
  },
  {
    what: 'the identity makes a block removable; that others can do its work is a finding, or has to be learned',
    false: /identity[^.]* makes a block redundant/i,
    was: ['The identity is what makes a block redundant, and so a block can be the thing that is removed.'],
  },
  {
    what: 'what holds on average is told from many masks, not from one',
    false: /One mask each, and masks differ/,
    was: ['to {{rule_cells}} %. One mask each, and masks differ a good deal'],
  },
  {
    what: 'the middle of an edge is dropped about a sixth as often as the center, not half as often',
    false: /That is what the middle of an edge looks like/,
    was: ['That is what the middle of an edge looks like, not a corner.'],
  },
  {
    what: 'the answer on Stack Overflow says nothing of layers that come after',
    false: /no layer comes after to average that out/,
    was: ['a dropped output knows nothing of the input, and no layer comes after to average that out.'],
  },
];

for (const { what, was, ...claim } of refuted)
  test(`refuted: ${what}`, () => {
    for (const sentence of was) assert.match(sentence, claim.false, 'the pattern knows what it looks for');
    for (const [name, texts] of Object.entries(lessons))
      for (const text of texts) assert.doesNotMatch(text, claim.false, `${name}.json`);
  });

// chapter, what has to be said there, and where it was found wanting.
const said = [
  ['co-adaptation', /L2 in the gradient/, 'which decay'],
  ['co-adaptation', /Decoupled\*? is the decay of AdamW/, 'AdamW'],
  ['co-adaptation', /at 0\.01 it does nothing/, 'an AdamW user must not read that 0.01 beats dropout'],
  ['co-adaptation', /batch normalization/, 'batch norm too discourages reliance on single directions'],
  [
    'co-adaptation',
    /A shake shows \[\[overfitting\]\]/,
    'a moved point shows overfitting, a missing unit co-adaptation',
  ],
  [
    'co-adaptation',
    /one missing unit costs its network \{\{lost_decay\}\} points/,
    'the moved points do not tell the cures apart, the missing unit does',
  ],
  ['trainer', /decoupled/i, 'which decay'],
  [
    'trainer',
    /110 errors where the best plain network before it made 160/,
    'the published gains are on clean labels',
  ],
  ['trainer', /recorded beforehand with the same program/, 'what is not run in the page'],
  ['trainer', /chosen (with|on) the test set/, 'who chose p, decay and the stop'],
  ['inverted-dropout', /AlexNet/, 'the forms of 2012'],
  ['inverted-dropout', /names the other way too: multiply what is kept by/, 'the article of 2014 has both forms'],
  ['inverted-dropout', /three dropout layers/, 'deeper nets meet best above k'],
  ['inverted-dropout', /In this trained network each layer passes on about \$k\$/, 'a fresh one passes on more'],
  ['inverted-dropout', /eta_\{\\mathrm\{inverted\}\} = k\\,\\eta/, 'the learning rate of Adam'],
  ['ensemble', /one hidden layer, or further layers that are linear/, 'where the pass is the geometric mean'],
  ['ensemble', /Hinton and coauthors said so for such a layer/, 'whose theorem it is'],
  ['ensemble', /For large \$n\$ about \$2\^\{nH_2\(p\)\}\$/, 'an entropy is a statement for many units'],
  ['ensemble', /Some members, \{\{team_better\}\} of these 25, beat the average/, 'some members are better'],
  ['trainer', /held[- ]out/i, 'points that choose the stop are taken from the training'],
  ['stochastic-depth', /augment/, 'which CIFAR-10'],
  ['stochastic-depth', /ImageNet/, 'where it brought nothing'],
  ['stochastic-depth', /27 % less/, 'the time in the paper'],
  ['stochastic-depth', /makes a block \*removable\*/, 'removable is not redundant'],
  [
    'dropblock',
    /whether it is a little worse, the interval leaves open/,
    'a difference that is not seen is not none',
  ],
  ['placement', /these nets cannot tell the places apart/, 'before and after the norm at 0.3'],
  ['placement', /They say nothing of Adam/, 'whose learning rate'],
  ['placement', /advice for stochastic gradient descent/, 'whose learning rate'],
  ['placement', /\[@liu2025\]/, 'language models'],
  ['placement', /correlate \*with each other\*/, 'when the shift shrinks'],
  ['placement', /\*after all norms\*/, 'what the paper advises'],
  ['placement', /Take it as advice, not as a law/, 'the logit'],
  ['summary', /0\.5 for the cell, 0\.05 for the hidden state/, 'the rates of zoneout'],
  [
    'summary',
    /Dropout on attention weights is an option in the authors’ code/,
    'where attention dropout is to be found',
  ],
  ['summary', /cannot already fill the gap, so that it has to learn to/, 'the thread in its one wording'],
];
for (const [chapter, wanted, why] of said)
  test(`${chapter} says ${wanted.source.slice(0, 60)} (${why})`, () =>
    assert.ok(
      lessons[chapter].some(text => wanted.test(text)),
      `no text of ${chapter}.json does`,
    ));
