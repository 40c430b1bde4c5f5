// tools_script.ts: the script that a page fetches when somebody turns to the menu of a figure, or the page around asks:
// everything that takes something away.
import { copyText } from '../figure/copying.js';
import { stateAddress } from '../figure/state_links.js';
import { noteTool } from '../figure/tool_note.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { dataOf } from './data.js';
import { embedCodes } from './embed_codes.js';
import { handOut, menuOf } from './handing_out.js';
import { noteLink } from './link_note.js';
import { pngOf, svgOf, unreadable } from './picture.js';
import type { Fonts } from './picture.js';
import { showShareDialog } from './share_dialog.js';

export type Format = 'svg' | 'png';

export interface Tools {
  // An item of the menu; picture is a PNG.
  take(what: 'link' | 'embed' | 'picture' | 'svg' | 'data', figure: WidgetElement): Promise<void>;
  // SVG as text, PNG as data address. They throw what is to be said.
  picture(figure: WidgetElement, format: Format): Promise<string>;
  data(figure: WidgetElement): Promise<string>;
  // Says at a figure what its link takes from the reader, and what of it could not be taken.
  noteLink(figure: WidgetElement, wrong: readonly string[]): void;
}

declare global {
  // What the script leaves; script: that of the page, which names the files.
  var dropout_tools: ((script: HTMLScriptElement) => Tools) | undefined;
}

globalThis.dropout_tools = ({ src, dataset }) => {
  const absolute = (name = 'missing') => new URL(name, src).href;
  const fonts: Fonts = [
    [400, { font: absolute(dataset.fontRegular), base64: absolute(dataset.fontRegularBase64) }],
    [600, { font: absolute(dataset.fontBold), base64: absolute(dataset.fontBoldBase64) }],
  ];
  const tools: Tools = {
    async take(what, figure) {
      if (what === 'link') return copyLink(figure);
      if (what === 'embed') {
        const codes = embedCodes(figure, absolute(dataset.embedBase));
        return showShareDialog('Embed this figure', codes, menuOf(figure));
      }
      if (!(await figure.live())) return;
      if (what === 'picture') return savePicture(figure, tools);
      const content = what === 'svg' ? await tools.picture(figure, 'svg') : await tools.data(figure);
      handOut(figure, {
        what: what === 'svg' ? 'The picture' : 'The numbers',
        ending: what === 'svg' ? 'svg' : 'csv',
        content,
      });
    },
    picture: async (figure, format) =>
      format === 'svg' ? svgOf(figure, addressOf(figure)) : pngOf(figure, addressOf(figure), fonts),
    data: figure => dataOf(figure, addressOf(figure)),
    noteLink,
  };
  return tools;
};

async function savePicture(figure: WidgetElement, tools: Tools): Promise<void> {
  try {
    handOut(figure, { what: 'The picture', ending: 'png', content: await tools.picture(figure, 'png') });
  } catch {
    handOut(figure, { what: 'The picture', ending: 'svg', content: await tools.picture(figure, 'svg') }, unreadable);
  }
}

const addressOf = (figure: WidgetElement): string =>
  stateAddress(figure, document.documentElement.dataset.page === 'embed');

async function copyLink(figure: WidgetElement): Promise<void> {
  const address = addressOf(figure);
  if (await copyText(address)) noteTool(figure.root, 'Link copied');
  else showShareDialog('A link to this state', [{ label: 'Link', text: address }], menuOf(figure));
}
