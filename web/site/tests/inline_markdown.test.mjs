// inline_markdown.test.mjs: inline text becomes exactly the HTML it should, and nothing an author writes becomes markup by itself.
import assert from 'node:assert/strict';
import test from 'node:test';
import { TextError, checkedAddress, inlineTokens } from '../author/inline_grammar.mjs';
import { inlineMarkdown, plainText } from '../author/inline_markdown.mjs';

const context = {
  math: tex => `<math>${tex.length}</math>`,
  fact: id => `<data>${id}</data>`,
  cite: ids => `[${ids.join('+')}]`,
  term: (name, words) => `<a class="term" href="#${name}">${words}</a>`,
  link: address => address,
};
const html = text => inlineMarkdown(text, context);

test('Marks become elements', () => {
  assert.equal(html('a *b* **c** `d`'), 'a <em>b</em> <strong>c</strong> <code>d</code>');
  assert.equal(html('**a *b* c**'), '<strong>a <em>b</em> c</strong>');
  assert.equal(html('*a **b** c*'), '<em>a <strong>b</strong> c</em>');
  assert.equal(html('[a *b*](x.html#y)'), '<a href="x.html#y">a <em>b</em></a>');
});

test('A star between spaces or digits is a star', () => {
  assert.equal(html('2 * 3 * 4'), '2 * 3 * 4');
  assert.equal(html('\\*a\\*'), '*a*');
});

test('Facts, citations, words and formulas are handed on', () => {
  assert.equal(
    html('{{ share }} [@a; @b] [[unit]] [[unit|units]] $x<y$'),
    '<data>share</data>\u00a0[a+b] <a class="term" href="#unit">unit</a> <a class="term" href="#unit">units</a> <math>3</math>',
  );
});

test('What two readers once read differently means one thing', () => {
  assert.equal(html('{{share}}|{{ share }}|{{  share}}'), '<data>share</data>|<data>share</data>|<data>share</data>');
  assert.equal(html('[@a;@b]|[@a; @b]'), '[a+b]|[a+b]');
  assert.deepEqual(inlineTokens('$\\$5$ and \\$5'), [
    { type: 'math', content: '\\$5' },
    { type: 'text', content: ' and $5' },
  ]);
  assert.deepEqual(inlineTokens('[[unit|*all* {{ n }}]]'), [
    { type: 'term_open', content: 'unit' },
    { type: 'em_open', content: '' },
    { type: 'text', content: 'all' },
    { type: 'em_close', content: '' },
    { type: 'text', content: ' ' },
    { type: 'fact', content: 'n' },
    { type: 'term_close', content: '' },
  ]);
  for (const bad of ['[@a, @b]', '[@a; b]', '[@a, p. 3]', '[@]', '{{a b}}', '{{A}}', '{{}}', '[[]]', '[[ |x]]'])
    assert.throws(() => html(bad), TextError, bad);
});

test('Signs of other dialects stay what they are', () => {
  assert.equal(html('a_b_c __d__ ~~e~~ ==f=='), 'a_b_c __d__ ~~e~~ ==f==');
  assert.equal(html('![a](b.html)'), '!<a href="b.html">a</a>');
  assert.equal(html('u in [0, 1), (0, 1] or [a] (b)'), 'u in [0, 1), (0, 1] or [a] (b)');
  assert.equal(html('https://a.b &copy; # 1. - >'), 'https://a.b &amp;copy; # 1. - &gt;');
  assert.equal(html('` a `'), '<code> a </code>');
  assert.equal(html('\\[a](b)'), '[a](b)');
});

test('Marks inside code and formulas mean nothing', () => {
  assert.equal(html('`a *b* $c$ {{d}} <e>`'), '<code>a *b* $c$ {{d}} &lt;e&gt;</code>');
  assert.equal(html('*a `*` b*'), '<em>a <code>*</code> b</em>');
});

test('Raw HTML never passes', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    '*<b>*',
    '[<i>](a.html)',
    '`</code><script>`',
    '[[x|<img src=x onerror=alert(1)>]]',
    '&lt;script&gt;',
  ];
  const known = /^<\/?(em|strong|code|a|math|data)\b/;
  for (const attack of attacks)
    for (const [tag] of html(attack).matchAll(/<\/?[a-z!][^>]*>?/gi))
      assert.match(tag, known, `${attack} gave ${html(attack)}`);
  assert.equal(html('&lt;'), '&amp;lt;');
  assert.equal(html("<b title='x'>"), '&lt;b title=’x’&gt;');
});

test('Addresses may be https or relative, whatever the disguise', () => {
  for (const good of ['https://arxiv.org/abs/1', 'trainer.html?p=0.3#x', '../index.html', '#law', 'a.html?b=c:d'])
    assert.equal(checkedAddress(good), good);
  for (const bad of [
    'javascript:alert(1)',
    'mailto:a@b.org',
    'https:evil.org',
    'https:///evil.org',
    '/\\evil.example',
    '/index.html',
    '\\/evil.org',
    'a\tb.html',
    '',
    'JaVaScRiPt:alert(1)',
    ' java\nscript:alert(1)',
    '\u0001javascript:1',
    'data:text/html,x',
    'http://a.b',
    '//evil.org/x',
    '\\\\evil.org',
    'vbscript:x',
    'file:///etc',
  ])
    assert.throws(() => checkedAddress(bad), TextError, bad);
  const click = '[click]';
  for (const bad of [
    '(javascript:alert(1))',
    '(/\\evil.example)',
    '(<//e.org>)',
    '(a.html "title")',
    '(a b.html)',
    '()',
  ])
    assert.throws(() => html(click + bad), TextError, bad);
});

test('An attribute cannot be left through an address', () => {
  assert.equal(html('[a](x.html?q="onclick="alert)'), '<a href="x.html?q=&quot;onclick=&quot;alert">a</a>');
});

test('What is not closed is an error, not a guess', () => {
  for (const open of ['*a', 'a*', '**a', 'a **b* c', '`a', '$a', '$a\\$', '{{a', '[[a', '[@a', '[a](b', 'a\\\n'])
    assert.throws(() => html(open), TextError, open);
});

test('Quotes, minus signs and units are typographic', () => {
  assert.equal(html('"a" it\'s ("b")'), '“a” it’s (“b”)');
  assert.equal(html('-2.9 and 2-32-32-1 and (-1)'), '−2.9 and 2-32-32-1 and (−1)');
  assert.equal(html('5 % ± 2'), '5\u00a0% ±\u00a02');
  assert.equal(html('"*a*"'), '“<em>a</em>”');
});

test('Plain text has no marks and no markup', () => {
  assert.equal(plainText('*a* & [[unit|units]] <b> [@x]', context), 'a & units <b>');
});

// Browsers take "\" for "/" and drop tabs and line ends: written so, each of these is another host or a script.
test('S14: an address in a text that browsers read as another one is refused with what is wrong', () => {
  const refused = [
    ['/\\evil.example', /holds a sign that no address may hold/],
    ['\\\\evil.example', /./],
    ['/\\/evil.example', /./],
    ['//evil.example', /must be relative or start with https/],
    ['&#47;&#47;evil.example', /must be relative/],
    ['&sol;&bsol;evil.example', /holds a sign/],
    ['javascript:alert(1)', /must be relative/],
    ['java&#9;script:alert(1)', /holds a sign/],
    ['java&NewLine;script:alert(1)', /holds a sign/],
    ['https:/evil.example', /must be relative/],
    ['https:\\\\evil.example', /./],
    ['blob:https://evil.example/1', /must be relative/],
  ];
  for (const [address, why] of refused)
    assert.throws(
      () => html(`[x](${address})`),
      error => error instanceof TextError && why.test(error.message),
      address,
    );
  assert.equal(html('[x](mask.html#law)'), '<a href="mask.html#law">x</a>');
});
