import { n as usageText, t as commandsAndOptions } from "./usage-C9GGtC5x.js";

export { usageText };