import { compareWithGo } from '../pprof-engine/compare-with-go.js';

compareWithGo(1000);
