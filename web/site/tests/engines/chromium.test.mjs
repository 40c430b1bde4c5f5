// chromium.test.mjs: the walks in Chromium.
import { walkIn } from './walks.mjs';

walkIn('chromium', { hasBrowserTests: true });
