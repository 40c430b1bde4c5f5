// handing_out.ts: gives the reader a file. In a frame, which may not be allowed to save any and is not told, what is in it
// stands in a dialog too: text to copy, a picture to save by its own menu.
import { noteTool } from '../figure/tool_note.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { button, showShareDialog } from './share_dialog.js';

export interface Taken {
  readonly what: string; // for the reader
  readonly ending: 'png' | 'svg' | 'csv';
  readonly content: string; // of a PNG its data address
}

export const menuOf = (figure: WidgetElement): Element =>
  figure.root.querySelector('[data-tools-menu] > summary') ?? figure.root;

// why: what the reader did not get what was asked for.
export function handOut(figure: WidgetElement, taken: Taken, why = ''): void {
  const { what, ending, content } = taken;
  const save = () => {
    download(content, ending, `${fileName(figure)}.${ending}`);
    noteTool(figure.root, 'Saved');
  };
  if (window.parent === window && !why) return save();
  const saving = button('Save the file');
  saving.addEventListener('click', save);
  const words = document.createElement('p');
  words.textContent =
    why ||
    `If the page around this figure lets nothing be saved, ${ending === 'png' ? 'the picture has a menu of its own' : 'copy it'}.`;
  const more: HTMLElement[] = [words, saving];
  if (ending === 'png') more.push(shown(content, figure));
  const texts = ending === 'png' ? [] : [{ label: `${what} as ${ending.toUpperCase()}`, text: content }];
  showShareDialog(what, texts, menuOf(figure), more);
}

function shown(address: string, figure: WidgetElement): HTMLElement {
  const image = new Image();
  image.src = address;
  image.alt = figure.modelState()?.sentence ?? '';
  return image;
}

// Spreadsheets know UTF-8 by its mark.
const types = { png: 'image/png', svg: 'image/svg+xml', csv: 'text/csv;charset=utf-8' };
function download(content: string, ending: Taken['ending'], name: string): void {
  const bytes = ending === 'png' ? bytesOf(content) : `${ending === 'csv' ? '\ufeff' : ''}${content}`;
  const address = URL.createObjectURL(new Blob([bytes], { type: types[ending] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const bytesOf = (address: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), sign => sign.charCodeAt(0));

// mask_sampler_seed24_p0.3_ticks10: the seeds, and what else is not as the widget has it.
export function fileName(figure: WidgetElement): string {
  const { declaration, defaults } = figure;
  const state = figure.modelState();
  const parts = declaration.params.flatMap(({ id, seed, measured }) => {
    const text = state?.texts[id] ?? '';
    const told = seed || (!measured && text !== defaults.texts[id] && text.length <= 12);
    return told ? [{ first: seed === true, words: `${id}${text}` }] : [];
  });
  parts.sort((one, other) => Number(other.first) - Number(one.first));
  const words = [declaration.id, ...parts.map(part => part.words), ...(state?.ticks ? [`ticks${state.ticks}`] : [])];
  return words
    .join('_')
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 100);
}
