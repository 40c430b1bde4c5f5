// keys.ts: keys for which an embedded figure has no use go to the page around it: a lecturer clicks into the figure and then
// turns the slide.
//
// Nothing that is typed anywhere is passed on, nor a key that the control with the focus uses.

const everywhere = /^(Tab|Shift|Control|Alt|Meta|AltGraph)$/;
const pressing = /^( |Enter)$/;
const moving = /^(Arrow\w+|Home|End|PageUp|PageDown)$/;

function isUsed(target: EventTarget | null, key: string): boolean {
  if (everywhere.test(key)) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog, [role=menu], table')) return true;
  if (target.matches('input[type=range], input[type=radio]')) return moving.test(key) || pressing.test(key);
  if (target.matches('button, a, summary, input[type=checkbox]')) return pressing.test(key);
  return target.matches('input, textarea, select, [contenteditable]');
}

export function passKeys(tell: (message: Record<string, unknown>) => void): void {
  addEventListener('keydown', event => {
    const { key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event;
    if (event.defaultPrevented || isComposing || isUsed(event.target, key)) return;
    tell({ type: 'key', key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey });
  });
}
