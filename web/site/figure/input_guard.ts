// input_guard.ts: what happens on a figure's canvas and who hears it: the page keeps wheel, keys and vertical swipes.
//
// SDL listens on the canvas and swallows the wheel, Tab, arrows and touches. A listener that captures on the window
// comes first and stops those events before SDL hears them; as nothing is prevented, the browser does what it always
// does. The keyboard's way to a figure is its controls, so the canvas takes no key at all.

const pageEvents = [
  'wheel',
  'mousewheel',
  'keydown',
  'keyup',
  'keypress',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
];
const drawingEvents = ['pointermove', 'pointerdown', 'pointerup', 'pointercancel', 'pointerleave', 'pointerenter'];

// A finger must move this far sideways before it drags; shorter is a tap, which the browser turns into a click.
const dragThreshold = 6;

export function installInputGuard(): void {
  for (const type of pageEvents) window.addEventListener(type, stopOnCanvas, { capture: true, passive: true });
  window.addEventListener('mousemove', holdOnCanvas, { capture: true, passive: true });
}

const canvasOf = ({ target }: Event): HTMLCanvasElement | null =>
  target instanceof HTMLCanvasElement && target.classList.contains('widget-canvas') ? target : null;

function stopOnCanvas(event: Event): void {
  if (canvasOf(event)) event.stopImmediatePropagation();
}

// SDL forgets a pointer that leaves its window, with the button down or not. A drag that goes on outside is told to it as
// one along the canvas's edge: the handles' lines lie inside, so the values come to the same.
function holdOnCanvas(event: MouseEvent): void {
  const canvas = canvasOf(event);
  if (!canvas || !event.isTrusted || (event.buttons & 1) === 0) return;
  const { left, right, top, bottom } = canvas.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  if (x >= left && x < right && y >= top && y < bottom) return;
  event.stopImmediatePropagation();
  sendMouse(canvas, 'mousemove', x, y);
}

// Calls back whenever the pointer does something on the canvas, and when it is pressed or let go; lets drags go on
// outside of it; and turns sideways drags of a finger into the mouse events that SDL knows. One pointer counts: a second
// finger takes no part in a drag, and before one begins it says that the two are going to pinch. Where the browser takes a
// gesture over, the drag ends there and what it set stays.
export function watchPointer(canvas: HTMLCanvasElement, used: () => void, pressed: (down: boolean) => void): void {
  for (const type of drawingEvents) canvas.addEventListener(type, used, { passive: true });
  canvas.addEventListener('click', used);

  let finger: { id: number; startX: number; startY: number; dragging: boolean } | null = null;
  canvas.addEventListener('pointerdown', event => {
    if (!event.isPrimary) {
      if (!finger?.dragging) finger = null;
      return;
    }
    pressed(true);
    if (event.pointerType === 'touch')
      finger = { id: event.pointerId, startX: event.clientX, startY: event.clientY, dragging: false };
    else capture(canvas, event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    if (!finger || event.pointerId !== finger.id) return;
    if (!finger.dragging && Math.abs(event.clientX - finger.startX) > dragThreshold) {
      finger.dragging = true;
      sendMouse(canvas, 'mousemove', finger.startX, finger.startY);
      sendMouse(canvas, 'mousedown', finger.startX, finger.startY);
    }
    if (finger.dragging) sendMouse(canvas, 'mousemove', event.clientX, event.clientY);
  });
  const lift = (event: PointerEvent) => {
    if (event.isPrimary) pressed(false);
    if (!finger || event.pointerId !== finger.id) return;
    if (finger.dragging) sendMouse(canvas, 'mouseup', event.clientX, event.clientY);
    finger = null;
    used();
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
}

function capture(canvas: HTMLCanvasElement, pointerId: number): void {
  try {
    canvas.setPointerCapture(pointerId);
  } catch {
    // The pointer is already gone; the drag then ends at the canvas's edge.
  }
}

function sendMouse(canvas: HTMLCanvasElement, type: string, clientX: number, clientY: number): void {
  const buttons = type === 'mouseup' ? 0 : 1;
  const { left, right, top, bottom } = canvas.getBoundingClientRect();
  clientX = Math.min(Math.max(clientX, left), right - 1);
  clientY = Math.min(Math.max(clientY, top), bottom - 1);
  canvas.dispatchEvent(
    new MouseEvent(type, { bubbles: true, cancelable: true, view: window, clientX, clientY, button: 0, buttons }),
  );
}
