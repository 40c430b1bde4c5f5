// heights.ts: an embedded figure tells the page around it how high it is, in the words of whoever frames it.
//
// Our own envelope, LTI launches (Canvas, and the name in the specification), and H5P's resizer. Tools that parse whatever
// comes as JSON hear LTI's as text too. Who begins to listen late asks again: {type: "hello"}, H5P's "hello" and
// "prepareResize".
import { protocol } from './message_check.js';

// Heights that a page reports while it is hidden or still empty would collapse the frame.
const leastHeight = 60;

export const heightOf = (): number => Math.ceil(document.body.getBoundingClientRect().height);

export function sendHeights(tell: (message: unknown) => void): { again(): void } {
  let last = 0;
  const send = () => {
    const height = heightOf();
    if (height < leastHeight || height === last) return;
    last = height;
    tell({ ...protocol, type: 'resize', height });
    for (const subject of ['lti.frameResize', 'org.imsglobal.lti.frameResize']) {
      tell({ subject, height });
      tell(JSON.stringify({ subject, height }));
    }
    tell({ context: 'h5p', action: 'resize', scrollHeight: height });
  };
  const again = () => {
    last = 0;
    send();
  };
  addEventListener('message', ({ source, data }: MessageEvent) => {
    const isH5p = source === window.parent && data?.context === 'h5p';
    if (isH5p && (data.action === 'hello' || data.action === 'prepareResize')) again();
  });
  tell({ context: 'h5p', action: 'hello' });
  new ResizeObserver(send).observe(document.body);
  send();
  return { again };
}
