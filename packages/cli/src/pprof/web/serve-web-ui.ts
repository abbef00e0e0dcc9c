import { pprofError } from '../pprof-error.js';
import type { ServeWebUi } from './web-ui.js';

export const serveWebUi: ServeWebUi = () => Promise.reject(pprofError('-http: there are no pages yet'));
