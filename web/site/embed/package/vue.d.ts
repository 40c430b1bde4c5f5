// vue.d.ts: <dropout-widget> in templates of Vue 3: import type {} from 'dropout-widget/vue';
import type { DropoutWidget, DropoutWidgetAttributes } from './index.js';

type Tag = new () => DropoutWidget & { $props: DropoutWidgetAttributes };

declare module 'vue' {
  interface GlobalComponents {
    DropoutWidget: Tag;
    'dropout-widget': Tag;
  }
}
