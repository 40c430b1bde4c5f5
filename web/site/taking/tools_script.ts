// tools_script.ts: the script that a page fetches when somebody turns to the menu of a figure: everything that takes its
// state away.
import { copyText } from '../figure/copying.js';
import { stateAddress } from '../figure/state_links.js';
import { noteTool } from '../figure/tool_note.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { embedCodes } from './embed_codes.js';
import { noteLink } from './link_note.js';
import { savePicture } from './picture.js';
import { showShareDialog } from './share_dialog.js';

export interface Tools {
  take(what: 'link' | 'embed' | 'picture', figure: WidgetElement): void;
  // Says at a figure what its link takes from the reader, and what of it could not be taken.
  noteLink(figure: WidgetElement, wrong: readonly string[]): void;
}

declare global {
  // What the script leaves. embedBase: the folder of embed.js, as an address.
  var dropout_tools: ((embedBase: string) => Tools) | undefined;
}

globalThis.dropout_tools = embedBase => ({
  take(what, figure) {
    if (what === 'link') void copyLink(figure);
    else if (what === 'embed') showShareDialog('Embed this figure', embedCodes(figure, embedBase));
    else void savePicture(figure);
  },
  noteLink,
});

async function copyLink(figure: WidgetElement): Promise<void> {
  const address = stateAddress(figure, document.documentElement.dataset.page === 'embed');
  if (await copyText(address)) noteTool(figure.root, 'Link copied');
  else showShareDialog('A link to this state', [{ label: 'Link', text: address }]);
}
