// figure_tools.ts: the items of a figure's menu that take something away: a link, codes, picture, numbers.
//
// What they do is a script of its own (taking/tools_script.ts), fetched when somebody turns to the menu.
import type { Tools } from '../taking/tools_script.js';
import { wordsOf } from '../compute/failure.js';
import { Once, loadScript } from '../compute/loader.js';
import { noteTool } from './tool_note.js';
import { bindToolsMenu, closeMenu } from './tools_menu.js';
import type { WidgetElement } from './widget_element.js';

// A download that failed is begun anew by whoever asks next.
export type ToolsScript = Once<Tools>;

// script: that of the page; names on it are relative to it.
export function toolsScript(script: HTMLScriptElement): ToolsScript {
  const address = new URL(script.dataset.tools ?? 'missing', script.src).href;
  return new Once(() => loadScript(address, () => globalThis.dropout_tools!(script)));
}

export function bindTools(figure: WidgetElement, script: ToolsScript): void {
  const { root } = figure;
  bindToolsMenu(root);
  noteLinks(figure, script);
  const prepare = () => void script.get().catch(() => undefined);
  const menu = root.querySelector('[data-tools-menu]');
  for (const turn of ['pointerenter', 'focusin']) menu?.addEventListener(turn, prepare);
  for (const what of ['link', 'embed', 'picture', 'svg', 'data'] as const) {
    const item = root.querySelector<HTMLElement>(`[data-tool=${what}]`);
    item?.addEventListener('click', () => {
      closeMenu(item); // first, so that a dialog gives the focus back to the menu's button
      script.get().then(
        tools => tools.take(what, figure).catch((error: unknown) => noteTool(root, wordsOf(error))),
        () => noteTool(root, 'Could not be loaded: try again'),
      );
    });
  }
}

// What a link takes from the reader is said, and what of it could not be taken. In a frame the page around decides what its
// readers may do.
function noteLinks(figure: WidgetElement, script: ToolsScript): void {
  const { hide, lock } = figure.fixedByLink;
  const say = (wrong: readonly string[]) =>
    void script.get().then(
      tools => tools.noteLink(figure, wrong),
      () => undefined,
    );
  if (hide.length + lock.length > 0 && window.parent === window) say([]);
  figure.onLink(wrong => (wrong.length > 0 || figure.root.querySelector('.link-note')) && say(wrong));
}
