/** The page at `/debug/pprof/`. */
export const PROFILE_INDEX = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Heap profiles</title></head>
<body>
<h1>Heap profiles</h1>
<ul>
<li><a href="/debug/heap">/debug/heap</a>: live objects by the stack that allocated them (pprof)</li>
<li><a href="/debug/heap?gc=1">/debug/heap?gc=1</a>: the same after a garbage collection</li>
<li><a href="/debug/heap?seconds=30">/debug/heap?seconds=30</a>: what came and went within 30 seconds</li>
<li><a href="/debug/heap?debug=1">/debug/heap?debug=1</a>: as text</li>
<li><a href="/debug/heap?kind=external">/debug/heap?kind=external</a>: Buffers and ArrayBuffers, by the line that allocated them</li>
<li><a href="/debug/heap/stats">/debug/heap/stats</a>: memory, limits, threads and counters (JSON)</li>
<li>POST /debug/heap/exact?seconds=300: JIT inlining off for that long, so that bytes stand under their function</li>
<li>POST /debug/heap/why?function=NAME: who retains what a function allocates, where that is allowed (JSON)</li>
<li><a href="/debug/heap/captures">/debug/heap/captures</a>: captures that the ring has kept (JSON)</li>
<li><a href="/debug/heap/snapshot">/debug/heap/snapshot</a>: a heap snapshot, where that is allowed</li>
</ul>
</body>
</html>
`;
