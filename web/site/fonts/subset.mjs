// subset.mjs: makes noto_sans_math_subset.woff2 from the npm package, run by hand when a formula needs a new sign.
//
//   node web/site/fonts/subset.mjs
// The MATH table stays: it holds the sizes of fractions, scripts and stretched brackets.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(here, '..', '..', '..', 'node_modules', '@fontsource', 'noto-sans-math');

// Letters and digits of formulas come from the text font (styles/text.css); here stand the signs, and Greek.
const greek = 'αβγδεθλμπρστφω';
// A browser draws a single letter in <mi> with its italic form, U+1D6FC and on.
const italicGreek = [...greek].map((letter) => String.fromCodePoint(0x1d6fc + letter.codePointAt(0) - 0x3b1)).join('');

export const signs =
  greek + italicGreek + 'ΔΣ' + ' .,;:!%()[]{}|/+-*=<>\'' + '−±×·÷⋅⊙∘∼≈≠≤≥∝∈∑∏√∞∂∇→←⋯…′⌊⌋⟨⟩ℝ𝔼𝟏∣ˆ¯˜̂̄̃';

const subset = await subsetFont(fs.readFileSync(path.join(source, 'files', 'noto-sans-math-latin-400-normal.woff2')), signs, {
  targetFormat: 'woff2',
});
fs.writeFileSync(path.join(here, 'noto_sans_math_subset.woff2'), subset);
fs.copyFileSync(path.join(source, 'LICENSE'), path.join(here, '..', 'licences', 'noto_sans_math.txt'));
console.log(`${[...new Set(signs)].length} signs, ${subset.length} bytes`);
