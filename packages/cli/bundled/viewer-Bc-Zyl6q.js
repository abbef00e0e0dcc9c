import { n as view, t as browsers } from "./viewer-C-Kdhy64.js";

export { view };