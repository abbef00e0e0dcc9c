import { t as serveWebUi } from "./serve-web-ui-V72thyvz.js";

export { serveWebUi };