// react.d.ts: <dropout-widget> in JSX of React 19: import type {} from 'dropout-widget/react';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { DropoutWidget, DropoutWidgetAttributes } from './index.js';

type Own = Omit<DropoutWidgetAttributes, number>;
type Html = Omit<DetailedHTMLProps<HTMLAttributes<DropoutWidget>, DropoutWidget>, keyof Own>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'dropout-widget': Html & DropoutWidgetAttributes;
    }
  }
}
