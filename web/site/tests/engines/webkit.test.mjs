// webkit.test.mjs: the walks in WebKitGTK.
import { walkIn } from './walks.mjs';

walkIn('webkit');
