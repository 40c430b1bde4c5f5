// html.mjs: the few helpers every page maker needs: escaping, attributes, data blocks.

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

// Safe as text and inside a double-quoted attribute.
export const escapeHtml = text => String(text).replace(/[&<>"']/g, sign => entities[sign]);

// A single letter among words stands for a number ("Drop rate p"), and does so in every language.
const letter = /(?<![\p{L}\p{N}’-])[b-zB-HJ-Z\u0391-\u03c9](?![\p{L}\p{N}’-])/gu;
export const labelHtml = words => escapeHtml(words).replace(letter, '<span translate="no">$&</span>');

// {id: 'a', hidden: true, title: undefined} -> ' id="a" hidden'. False, null and undefined leave the attribute out.
export function attributes(values) {
  return Object.entries(values)
    .filter(([, value]) => value !== false && value !== null && value !== undefined)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`))
    .join('');
}

// JSON that may stand inside <script type="application/json">: no "<" can end the element early.
export const dataBlock = (value, name) =>
  `<script type="application/json" ${name}>${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`;

export const lines = (...parts) =>
  parts
    .flat(Infinity)
    .filter(part => part !== '' && part !== null && part !== undefined && part !== false)
    .join('\n');

// A typographic minus in front of a number, as in "-2.9" or "(-1"; hyphens inside "2-32-32-1" stay.
export const withMinus = text => text.replace(/(^|[\s(\[=≈±,;:/>])-(?=\.?\d)/g, '$1−');
