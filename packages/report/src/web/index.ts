export {
  renderWebError,
  renderWebPage,
  type WebPageRequest,
  type WebSurroundings,
} from './render-web-page.js';
export type { WebConfig, WebPage } from './web-page.js';
export type { WebView } from './web-query.js';
