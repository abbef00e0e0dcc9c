// Runs before a package is packed: every tarball carries the licence, the repository holds it once.
import { copyFileSync } from 'node:fs';

copyFileSync(new URL('../LICENSE', import.meta.url), 'LICENSE');
