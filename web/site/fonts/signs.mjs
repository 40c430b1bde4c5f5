// signs.mjs: the signs of the math font; a test holds every formula of the lessons against it.

// Letters and digits of formulas come from the text font (styles/text.css); here stand the signs, and Greek.
const greek = 'αβγδεηθκλμνπρστφχψω';
// A browser draws a single letter in <mi> with its italic form, U+1D6FC and on.
const italicGreek = [...greek].map(letter => String.fromCodePoint(0x1d6fc + letter.codePointAt(0) - 0x3b1)).join('');

export const signs =
  greek + italicGreek + 'ΔΣ' + " .,;:!%()[]{}|/+-*=<>'" + '−±×·÷⋅⊙∘∼≈≠≤≥∝∈∑∏√∞∂∇→←⋯…′⌊⌋⟨⟩ℝ𝔼𝟏∣ˆ¯˜̂̄̃‾∗𝒩';
