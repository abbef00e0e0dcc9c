// packages/cli/dist/verbs.js
/** The verbs in the order of the help. Each is loaded when it is asked for, since most pull in a package of their own. */
const VERBS = {
	watch: async () => (await import("./watch-CnXis5XZ.js")).watchCommand,
	growth: async () => (await import("./growth-BdbanMiy.js")).growthCommand,
	capture: async () => (await import("./capture-Di8v0CiD.js")).captureCommand,
	diff: async () => (await import("./diff-CsE6NWRS.js")).diffCommand,
	top: async () => (await import("./top-B0sjP-xg.js")).topCommand,
	tree: async () => (await import("./tree-CWhzE1Kw.js")).treeCommand,
	peek: async () => (await import("./peek-CUKJxU6p.js")).peekCommand,
	list: async () => (await import("./list-C7aU-B6m.js")).listCommand,
	flame: async () => (await import("./flame-CsxpjQcD.js")).flameCommand,
	web: async () => (await import("./web-BDfu3uMq.js")).webCommand,
	churn: async () => (await import("./churn-eL_xFPfg.js")).churnCommand,
	proxy: async () => (await import("./proxy-DBSzkeMr.js")).proxyCommand
};

export { VERBS as t };