// firefox.test.mjs: the walks in Firefox ESR.
import { walkIn } from './walks.mjs';

walkIn('firefox');
