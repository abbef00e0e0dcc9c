/** The page at `/debug/pprof/`. */
export const PROFILE_INDEX = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Heap profiles</title></head>
<body>
<h1>Heap profiles</h1>
<ul>
<li><a href="/debug/heap">/debug/heap</a>: live objects by the stack that allocated them (pprof)</li>
<li><a href="/debug/heap?gc=1">/debug/heap?gc=1</a>: the same after a garbage collection</li>
<li><a href="/debug/heap?debug=1">/debug/heap?debug=1</a>: the same as text</li>
<li><a href="/debug/heap/stats">/debug/heap/stats</a>: memory, limits and counters (JSON)</li>
</ul>
</body>
</html>
`;
