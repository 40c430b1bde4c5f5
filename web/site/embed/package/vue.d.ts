// vue.d.ts: <dropout-widget> in templates of Vue 3: import type {} from 'dropout-widget/vue';
import type { DefineComponent } from 'vue';
import type { DropoutWidgetAttributes } from './index.js';

declare module 'vue' {
  interface GlobalComponents {
    DropoutWidget: DefineComponent<DropoutWidgetAttributes>;
    'dropout-widget': DefineComponent<DropoutWidgetAttributes>;
  }
}
